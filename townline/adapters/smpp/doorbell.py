"""Wakes the links when a text was queued, so that none of them asks the database in vain."""

import asyncio

from psycopg import Notify

from townline.platform.core import live
from townline.platform.core.database import listening


class Doorbell:
    """One LISTEN connection for all links; they poll as well, so losing it only costs time."""

    def __init__(self) -> None:
        self._bells: set[asyncio.Event] = set()

    def bell(self) -> asyncio.Event:
        """Give an event that is set at each ring; give it back with ``forget``."""
        event = asyncio.Event()
        self._bells.add(event)
        return event

    def forget(self, event: asyncio.Event) -> None:
        """Ring it no more."""
        self._bells.discard(event)

    def ring(self) -> None:
        """Wake every link."""
        for event in self._bells:
            event.set()

    async def run(self) -> None:
        """Listen until cancelled."""
        # The first ring is for what was queued while nobody listened.
        await listening.listen([live.channel("outbox")], begun=self._rung, on_notify=self._rung)

    async def _rung(self, _note: Notify | None = None) -> None:
        self.ring()
