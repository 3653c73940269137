"""The leg of a process that is gone, made of its dump: fit to be ended, and for nothing else."""

import asyncio
from typing import Literal, cast

from townline.adapters.sip.stack.leg import Dump, Keep, LegEvent, LegOver
from townline.adapters.sip.stack.legs.dialog import Dialog
from townline.adapters.sip.stack.legs.exchange import Exchange
from townline.adapters.sip.stack.legs.stack import Stack
from townline.adapters.sip.stack.messages import reading
from townline.adapters.sip.stack.messages.values import Request
from townline.adapters.sip.stack.transactions.client import cancelling
from townline.adapters.sip.stack.transport.hops import Hop, Transport
from townline.adapters.sip.stack.trunks.address import Trunk


class RestoredLeg:
    """``Leg`` whose dialog another process began."""

    offer: bytes | None = None

    def __init__(self, stack: Stack, dump: Dump) -> None:
        self._stack, self._dump = stack, dump
        self.trunk = str(dump.get("trunk", ""))
        self.events: asyncio.Queue[LegEvent] = asyncio.Queue()
        self.before_ack: Keep | None = None
        self.direction: Literal["in", "out"] = "out"
        self.call_id = ""

    async def bye(self) -> None:
        """Send BYE, or CANCEL if it only rang."""
        kind = self._dump.get("kind")
        if kind == "dialog":
            self._stack.spawn(self._hang_up())
        elif kind == "invite":
            self._take_back()

    async def _hang_up(self) -> None:
        dialog_dump = cast("Dump", self._dump["dialog"])
        dialog = Dialog.restore(dialog_dump, next(iter(self._stack.carrier.places.values())))
        dialog.us = self._stack.carrier.place_towards(dialog.hop)
        trunk = self._stack.book.named(self.trunk) or Trunk("", "udp", "", 0)
        await Exchange(self._stack, dialog, trunk).ask("BYE", [])

    def _take_back(self) -> None:
        invite = reading.read(str(self._dump["invite"]).encode())
        transport, host, port, name = cast("list[object]", self._dump["hop"])
        hop = Hop(cast("Transport", transport), str(host), int(str(port)), str(name))
        if isinstance(invite, Request):
            # The branch is the dead process's, by which the far end knows what to take back.
            self._stack.transactions.request(
                cancelling(invite), hop, on_response=lambda _: None, failed=lambda: None
            )

    def dump(self) -> Dump:
        return self._dump

    async def cancel(self) -> None:
        await self.bye()

    async def refuse(self, status: int, words: str = "", *, warning: int = 399) -> None:
        del status, words, warning
        await self.bye()

    async def ring(self, sdp: bytes | None = None) -> None:
        del sdp
        raise LegOver("its process is gone")

    async def answer(self, sdp: bytes) -> None:
        del sdp
        raise LegOver("its process is gone")

    async def reinvite(self, sdp: bytes) -> bytes:
        del sdp
        raise LegOver("its process is gone")
