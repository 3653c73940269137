"""Hears by LISTEN that an owner has answered: the notice holds a call's id and nothing else."""

import asyncio
from uuid import UUID

from psycopg import Notify

from townline.adapters.sip.flow.desk import Desk
from townline.platform.core import live
from townline.platform.core.database import listening


class Notices:
    """One direct connection; when it breaks, the answers of that time are asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Listen until cancelled."""
        await listening.listen(
            [live.channel("calls")], begun=self._begun, on_notify=self._on_notify
        )

    async def _begun(self) -> None:
        self.ready.set()
        await self._desk.replied_any()

    async def _on_notify(self, note: Notify) -> None:
        call_id = _id(note.payload)
        if call_id is not None:
            await self._desk.replied(call_id)


def _id(payload: str) -> UUID | None:
    try:
        return UUID(payload)
    except ValueError:
        return None
