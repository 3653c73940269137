"""One worker: its endpoint and its calls, its sign of life, and the calls of those that died."""

import asyncio
import contextlib
import datetime as dt
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from townline.adapters.sip.flow.store import StoreFailed, Threads
from townline.adapters.sip.stack.endpoint import Endpoint
from townline.lines.safenumbers.api import CallOutcome, Orphan

log: Final = logging.getLogger(__name__)
BEAT: Final = 1.5  # seconds; a lease lasts 4, so one beat may be lost


class Calls(Protocol):
    """What runs the calls (``flow.desk.Desk``)."""

    def drain(self, *, hasty: bool = False) -> None: ...

    async def quiet(self) -> None: ...


class Keeper(Protocol):
    """The part of ``townline.lines.safenumbers.api`` that a worker lives by; all of it waits."""

    def worker_beat(self, *, worker: str) -> None: ...

    def worker_leave(self, *, worker: str) -> None: ...

    def workers_died(self, *, process: str) -> int: ...

    def orphans_claim(self, *, worker: str, now: dt.datetime) -> list[Orphan]: ...

    def call_end(self, *, call_id: UUID, outcome: CallOutcome, now: dt.datetime) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What a worker does besides its calls, and what it does it with.

    ``free(call_id)`` frees the ports of a call, ``lost`` is an orphan's outcome, ``note(endpoint)``
    writes down how it goes (in a thread).
    """

    name: str
    keeper: Keeper
    threads: Threads
    free: Callable[[UUID], Awaitable[None]]
    lost: CallOutcome
    note: Callable[[Endpoint], None]
    now: Callable[[], dt.datetime]
    patience: float
    beat: float = BEAT


class Worker:
    """Runs until told to stop."""

    def __init__(self, endpoint: Endpoint, calls: Calls, duties: Duties) -> None:
        self._endpoint, self._calls, self._duties = endpoint, calls, duties
        self._unended: set[UUID] = set()
        self._burying: set[asyncio.Task[None]] = set()

    async def begin(self, *, predecessor: str = "") -> None:
        """Hold a lease before the first call comes. Raises StoreFailed.

        ``predecessor``: the beginning of the name of a worker that the supervisor saw die.
        """
        duties = self._duties
        if predecessor:
            await duties.threads.call(duties.keeper.workers_died, process=predecessor)
        await duties.threads.call(duties.keeper.worker_beat, worker=duties.name)

    async def run(self, stop: asyncio.Event, hurry: asyncio.Event) -> None:
        """Work until ``stop``; then let the calls go on for a while, or until ``hurry``."""
        beating = asyncio.create_task(self._beat())
        waiting = asyncio.create_task(stop.wait())
        try:
            # It ends by itself only by a fault of ours; then all begins again, supervised.
            await asyncio.wait({beating, waiting}, return_when=asyncio.FIRST_COMPLETED)
            await self._drain(hurry)
        finally:
            waiting.cancel()
            beating.cancel()
            for task in self._burying:
                task.cancel()
            await asyncio.gather(beating, *self._burying, return_exceptions=True)
        await self._leave()

    async def _drain(self, hurry: asyncio.Event) -> None:
        self._endpoint.drain()
        if self._endpoint.live:
            log.info("no new calls; %d go on", self._endpoint.live)
        await _first(self._duties.patience, self._calls.quiet(), hurry.wait())
        self._calls.drain(hasty=hurry.is_set())
        # Time for the last words, or at least for the BYEs and the ports.
        await _first(1.0 if hurry.is_set() else 3.0, self._calls.quiet())
        await self._endpoint.stop()

    async def _leave(self) -> None:
        duties = self._duties
        with contextlib.suppress(StoreFailed):
            await duties.threads.call(duties.keeper.worker_leave, worker=duties.name)

    async def _beat(self) -> None:
        while True:
            with contextlib.suppress(StoreFailed):
                await self._beat_once()
            await asyncio.sleep(self._duties.beat)

    async def _beat_once(self) -> None:
        duties = self._duties
        call, name = duties.threads.call, duties.name
        await call(duties.keeper.worker_beat, worker=name)
        for orphan in await call(duties.keeper.orphans_claim, worker=name, now=duties.now()):
            # Beside the beat: rtpengine may be slow to answer, and the lease must not wait for it.
            task = asyncio.create_task(self._end_orphan(orphan))
            self._burying.add(task)
            task.add_done_callback(self._buried)
        for call_id in list(self._unended):
            await self._note_lost(call_id)
        await call(duties.note, self._endpoint)

    async def _end_orphan(self, orphan: Orphan) -> None:
        """End both legs of a dead worker's call, and free its ports."""
        log.warning("a call of a worker that is gone is ended")
        duties = self._duties
        for dump in json.loads(orphan.dialogs):
            await self._endpoint.restore(dump).bye()
        self._unended.add(orphan.call_id)
        with contextlib.suppress(StoreFailed):
            await self._note_lost(orphan.call_id)
        await duties.free(orphan.call_id)

    def _buried(self, task: asyncio.Task[None]) -> None:
        self._burying.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            # Its words may quote a message, and so a number.
            log.error("a call of a worker that is gone met %s", type(error).__name__)

    async def _note_lost(self, call_id: UUID) -> None:
        """Write the end of a claimed call down; when that fails, the next beat tries again."""
        duties = self._duties
        await duties.threads.call(
            duties.keeper.call_end, call_id=call_id, outcome=duties.lost, now=duties.now()
        )
        self._unended.discard(call_id)


async def _first(seconds: float, *works: Coroutine[object, object, object]) -> None:
    """Wait for the first of several, or so long."""
    tasks = [asyncio.create_task(work) for work in works]
    await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
