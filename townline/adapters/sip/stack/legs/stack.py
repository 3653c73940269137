"""What legs stand on: the transports, the transactions, and who owns which dialog."""

import asyncio
import logging
import traceback
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Final, Protocol

from townline.adapters.sip.stack.messages.values import Request
from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.stack.transactions.layer import Transactions
from townline.adapters.sip.stack.transactions.server import ServerTransaction
from townline.adapters.sip.stack.transport.carrier import Carrier
from townline.adapters.sip.stack.trunks.book import Book

log: Final = logging.getLogger(__name__)


class Owner(Protocol):
    """Who takes the requests of a dialog."""

    def on_request(self, transaction: ServerTransaction, request: Request) -> None:
        """Take a request of the dialog."""

    def acked(self, request: Request) -> None:
        """Take the ACK of a 2xx."""

    def knows(self, remote_tag: str) -> bool:
        """Say whether the far end's tag is one of the dialog."""


@dataclass(slots=True)
class Stack:
    """One process's SIP. ``owners`` are found by Call-ID and our own tag."""

    carrier: Carrier
    transactions: Transactions
    timing: Timing
    book: Book
    owners: dict[tuple[str, str], Owner] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Do something beside; what fails is logged by its place, never by its words."""
        task = asyncio.create_task(_log_failure(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def settle(self, seconds: float) -> None:
        """Wait for what was begun beside, then end it."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in list(self._tasks):
            task.cancel()


async def _log_failure(work: Coroutine[object, object, None]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 -- one call's fault must not end the others
        log_fault("a call", error)


def log_fault(what: str, error: Exception) -> None:
    """Log a fault by its kind and place: its words may quote a message, and so a number."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    log.error("%s met %s at %s", what, type(error).__name__, places)
