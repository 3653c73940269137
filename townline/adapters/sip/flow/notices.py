"""Hears by LISTEN that an owner has answered: the notice holds a call's id and nothing else."""

import asyncio
import logging
from typing import Any, Final
from uuid import UUID

import psycopg
from django.db import connection

from townline.adapters.sip.flow.desk import Desk
from townline.core import live

log: Final = logging.getLogger(__name__)
_AGAIN: Final = 2.0
_OPTIONS: Final = ("dbname", "user", "password", "host", "port", "options")


class Notices:
    """One direct connection; when it breaks, the answers of that time are asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Listen until cancelled."""
        while True:
            try:
                await self._listen()
            except psycopg.Error as error:
                log.warning("cannot listen for replies (%s)", type(error).__name__)
            await asyncio.sleep(_AGAIN)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(**_params(), autocommit=True) as listener:
            await listener.execute(f'LISTEN "{live.channel("calls")}"')
            self.ready.set()
            await self._desk.replied_any()
            async for note in listener.notifies():
                call_id = _id(note.payload)
                if call_id is not None:
                    await self._desk.replied(call_id)


def _id(payload: str) -> UUID | None:
    try:
        return UUID(payload)
    except ValueError:
        return None


def _params() -> dict[str, Any]:
    params = connection.get_connection_params()
    return {key: params[key] for key in _OPTIONS if key in params}
