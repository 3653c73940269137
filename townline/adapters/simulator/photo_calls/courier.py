"""Carries texts with photos to the line's HTTP door, one after another, until each is taken."""

import asyncio
import contextlib
import datetime as dt
import sqlite3
from typing import TYPE_CHECKING, Final

from townline.adapters.simulator.network import log, texts, trouble
from townline.adapters.simulator.network.exchange import Exchange
from townline.adapters.simulator.photo_calls import calls, gateway_phone, photos
from townline.adapters.simulator.photo_calls.gateway_phone import PhotoEndpoint

if TYPE_CHECKING:
    import httpx

_TIMEOUT: Final = 60.0
_PAUSE: Final = 1.0
_ACCEPTED: Final = range(200, 300)


class Courier:
    """Works in a task of the process's own loop, woken by the exchange's bell."""

    def __init__(self, exchange: Exchange, door: PhotoEndpoint, *, host: str) -> None:
        self._exchange, self._door, self._host = exchange, door, host
        self._client: httpx.AsyncClient | None = None

    async def run(self) -> None:
        """Carry until cancelled."""
        bell = self._exchange.listen()
        try:
            while True:
                bell.clear()
                try:
                    await self._carry_all(bell)
                except sqlite3.Error as error:  # a full disk, say: what is owed stays owed
                    log.log_event("photos wait", error=type(error).__name__)
                    await asyncio.sleep(_PAUSE)
        finally:
            self._exchange.unlisten(bell)
            if self._client:
                await self._client.aclose()

    async def _carry_all(self, bell: asyncio.Event) -> None:
        """Carry what is due, then wait for the bell or for what is due next."""
        while (text_id := calls.due(self._exchange.db)) is not None:
            await self._carry(text_id)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bell.wait(), calls.next_due(self._exchange.db))

    async def _carry(self, text_id: int) -> None:
        status = await self._call(self._body(text_id))
        if status in _ACCEPTED and trouble.strikes(self._exchange.db, "lose_acknowledgement"):
            status = 0
        log.log_event("photos to the line", status=status)
        calls.settle_call(self._exchange.db, text_id=text_id, status=status)
        self._exchange.changed()

    def _body(self, text_id: int) -> bytes:
        db = self._exchange.db
        text = texts.get(db, text_id)
        return gateway_phone.call_body(
            text_id=text_id,
            phone=f"+{texts.address_of(text.phone)}",
            line=self._exchange.line,
            body=text.body,
            at=text.at,
            photos=photos.of_text(db, text_id),
        )

    async def _call(self, body: bytes) -> int:
        """Make a call and give its status; 0 when nobody answered."""
        import httpx  # noqa: PLC0415 -- only a network that carries photos pays for it

        if self._client is None:
            self._client = httpx.AsyncClient(trust_env=False, timeout=_TIMEOUT)
        signed = gateway_phone.signature(body, key=self._door.key, now=dt.datetime.now(dt.UTC))
        headers = {**signed, "Host": self._host} if self._host else dict(signed)
        try:
            return (
                await self._client.post(self._door.url, content=body, headers=headers)
            ).status_code
        except httpx.HTTPError:
            return 0
