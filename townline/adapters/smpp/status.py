"""The state of a link, for the pages and checks that people look at."""

import asyncio
import logging
from typing import Final, Literal

from townline.adapters.smpp.database import Lane, StoreFailed
from townline.adapters.smpp.store import Store
from townline.platform.conversations.ports import TransportProfile
from townline.platform.core import clock

log: Final = logging.getLogger(__name__)
State = Literal["connecting", "bound", "refused", "down", "stopped"]


class Status:
    """Says the present state at each change, and again and again so that silence shows."""

    def __init__(
        self, *, name: str, store: Store, lane: Lane, every: float, way: TransportProfile
    ) -> None:
        self._name, self._store, self._lane, self._every = name, store, lane, every
        self._way = way
        self._state: State = "connecting"
        self._detail = ""
        self._changed = asyncio.Event()

    def set(self, state: State, detail: str = "") -> None:
        """Note a state; ``detail`` is for people, without numbers or passwords."""
        if (state, detail) != (self._state, self._detail):
            log.info("link %s %s%s", self._name, state, f": {detail}" if detail else "")
        self._state, self._detail = state, detail
        self._changed.set()

    async def run(self) -> None:
        """Write the state until cancelled."""
        while True:
            await self.save()
            try:
                async with asyncio.timeout(self._every):
                    await self._changed.wait()
            except TimeoutError:
                continue

    async def save(self) -> None:
        """Write the state now; a database that is away is no reason to stop a link."""
        self._changed.clear()
        try:
            await self._lane.call(
                self._store.link_report,
                transport=self._name,
                state=self._state,
                detail=self._detail,
                now=clock.now(),
                way=self._way,
            )
        except StoreFailed as error:
            log.log(error.level, "link %s: cannot report (%s)", self._name, error)
