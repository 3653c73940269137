"""Carries what became of written segments to the room, and forgets nothing meanwhile."""

import asyncio
import logging
from typing import Final

from townline.adapters.smpp.database import Lane, StoreFailed
from townline.adapters.smpp.store import Store
from townline.platform.conversations.ports import SubmitResult
from townline.platform.core import clock
from townline.platform.core.database import availability

log: Final = logging.getLogger(__name__)


class Reporter:
    """Lives as long as its link: results outlast the session in which they came."""

    def __init__(self, *, name: str, store: Store, lane: Lane) -> None:
        self._name, self._store, self._lane = name, store, lane
        self._results: list[SubmitResult] = []
        self._wake = asyncio.Event()
        self._ending = False
        self._pauses = availability.pauses()

    def add(self, result: SubmitResult) -> None:
        """Take a result; it is written with all others that wait."""
        self._results.append(result)
        self._wake.set()

    def finish(self) -> None:
        """Let ``run`` end once everything is written."""
        self._ending = True
        self._wake.set()

    async def run(self) -> None:
        """Write results as they come. While the database is away they wait here."""
        while not (self._ending and not self._results):
            self._wake.clear()
            if self._results:
                await self._write()
            else:
                await self._wake.wait()

    async def _write(self) -> None:
        batch = list(self._results)
        try:
            await self._lane.call(self._store.outgoing_report, results=batch, now=clock.now())
        except StoreFailed as error:
            # Lost results would leave texts "unknown" for a person to settle.
            log.log(error.level, "link %s: results wait (%s)", self._name, error)
            await asyncio.sleep(self._pauses.after(0))
        else:
            self._pauses = availability.pauses()
            del self._results[: len(batch)]
