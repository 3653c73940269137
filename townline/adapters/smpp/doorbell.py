"""Wakes the links when a text was queued, so that none of them asks the database in vain."""

import asyncio
import logging
from typing import Any, Final

import psycopg
from django.db import connection

from townline.core import live

log: Final = logging.getLogger(__name__)
_AGAIN: Final = 2.0
_OPTIONS: Final = ("dbname", "user", "password", "host", "port", "options")


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
        while True:
            try:
                await self._listen()
            except psycopg.Error as error:
                log.warning("cannot listen for texts to send (%s)", type(error).__name__)
            await asyncio.sleep(_AGAIN)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(**_params(), autocommit=True) as listener:
            await listener.execute(f'LISTEN "{live.channel("outbox")}"')
            self.ring()  # what was queued while nobody listened
            async for _ in listener.notifies():
                self.ring()


def _params() -> dict[str, Any]:
    params = connection.get_connection_params()
    return {key: params[key] for key in _OPTIONS if key in params}
