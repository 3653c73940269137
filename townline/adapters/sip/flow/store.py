"""What a call needs of the house, and the threads in which the database is asked for it."""

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import Final, Protocol
from uuid import UUID

from django.db import Error, connection

from townline.lines.safenumbers.voice_menu import (
    CallOutcome,
    CallPlan,
    CodeFound,
    CodeWrong,
    RequestMade,
    RequestRefused,
    Stage,
)
from townline.platform.core.database import availability
from townline.platform.core.text.msisdn import Msisdn

_THREADS: Final = 4
_CONNECTING: Final = 5.0  # seconds


class CallRefusal(Protocol):
    """Why a call does not come about: refused with ``status``, or said where ``prompts`` are."""

    @property
    def status(self) -> int: ...
    @property
    def outcome(self) -> CallOutcome: ...
    @property
    def prompts(self) -> tuple[str, ...]: ...
    @property
    def words(self) -> str: ...


class Store(Protocol):
    """The part of ``townline.lines.safenumbers.api`` that a call is run with; all of it waits."""

    def call_begin(
        self, *, call_id: UUID, worker: str, trunk: str, dialled: str, caller: str | None,
        now: dt.datetime, dialogs: bytes = b"",
    ) -> CallPlan | CallRefusal: ...  # fmt: skip

    def call_stage(
        self, *, call_id: UUID, stage: Stage, now: dt.datetime, language: str = ""
    ) -> None: ...

    def call_request(
        self, *, call_id: UUID, kind: str, now: dt.datetime
    ) -> RequestMade | RequestRefused: ...

    def call_agree(self, *, call_id: UUID, now: dt.datetime) -> None: ...

    def call_help(self, *, call_id: UUID, now: dt.datetime) -> None: ...

    def call_code(self, *, call_id: UUID, code: str, now: dt.datetime) -> CodeFound | CodeWrong: ...

    def call_phones(self, call_id: UUID) -> tuple[Msisdn, ...]: ...

    def call_reply(self, call_id: UUID) -> int | None: ...

    def call_end(self, *, call_id: UUID, outcome: CallOutcome, now: dt.datetime) -> None: ...

    def dialogs_keep(self, *, call_id: UUID, worker: str, dialogs: bytes) -> bool: ...


class StoreFailed(Exception):
    """The house could not answer. The words name the kind of error, never what was asked."""


class Threads:
    """A few threads, each with a database connection of its own."""

    def __init__(self, count: int = _THREADS) -> None:
        self._count = count
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="calls")

    async def warm(self) -> None:
        """Let each thread connect before the first caller waits for it. Raises StoreFailed."""
        together = Barrier(self._count)

        def connect() -> None:
            connection.ensure_connection()
            with suppress(BrokenBarrierError):  # one of them could not: it says so itself
                together.wait(_CONNECTING)

        await asyncio.gather(*(self.call(connect) for _ in range(self._count)))

    async def call[**P, R](self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run ``function`` in a thread and wait for it. Raises StoreFailed."""
        work = partial(_call_store, function, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """End the threads after the work in hand."""
        for _ in range(self._count):
            self._pool.submit(_disconnect)
        self._pool.shutdown(wait=True)


def _call_store[**P, R](function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    try:
        done = function(*args, **kwargs)
    except Error as error:
        # The connection may be dead: the next work makes a new one.
        availability.note(error)
        raise StoreFailed(type(error).__name__) from None
    except Exception as error:  # noqa: BLE001 -- whatever it is, the call must end in good order
        raise StoreFailed(type(error).__name__) from None
    availability.STATE.answered()
    return done


def _disconnect() -> None:
    connection.close()
