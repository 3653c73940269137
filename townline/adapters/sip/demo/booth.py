"""Both telephones and the network between them and the server: one socket, like a carrier's."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from townline.adapters.sip.demo.ear import Ear
from townline.adapters.sip.demo.telephone import Telephone
from townline.adapters.sip.softphone.call import PhoneCall
from townline.adapters.sip.softphone.line import SoftphoneLine
from townline.adapters.sip.softphone.message import Message

_CALLER_VOICE: Final = 440
_OWNER_VOICE: Final = 880
_KEYS: Final = frozenset("0123456789*#")


class Booth:
    """``server`` is where the line listens; ``caller`` is the number of whoever dials here."""

    def __init__(self, server: tuple[str, int], *, caller: str, ear: Ear) -> None:
        self._server, self._number = server, caller
        self.caller, self.owner = Telephone(ear), Telephone(ear)
        self._line = SoftphoneLine(self._rings, self._on_message)
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, place: tuple[str, int]) -> None:
        """Stand where the server's trunk is."""
        await self._line.open(*place)

    async def close(self) -> None:
        """Hang up and go."""
        for phone in (self.caller, self.owner):
            await self.hang_up(phone)
        self._line.close()

    @property
    def version(self) -> int:
        """A number that grows with whatever a page would show."""
        return self.caller.version + self.owner.version

    async def dial(self, number: str) -> None:
        """Call a number from the caller's telephone."""
        if self.caller.busy:
            return
        await asyncio.to_thread(self.caller.ear.learn)
        sound = await self.caller.begin("calling", number, tone=_CALLER_VOICE)
        digits = "".join(char for char in number if char.isdigit())
        self.caller.call = call = await self._line.dial(
            self._server, digits, caller=self._number, sdp=sound.sdp()
        )
        self._follow(self.caller, call)

    async def pick_up(self) -> None:
        """Answer at the owner's telephone."""
        call = self.owner.call
        if call is not None and self.owner.state == "ringing" and self.owner.sound is not None:
            self.owner.sound.talk_to(call.offer)
            call.pick_up(self.owner.sound.sdp())
            self.owner.state = "talking"
            self.owner.change()

    async def press(self, phone: Telephone, key: str) -> None:
        """Press a key, as telephones do in a call (RFC 4733)."""
        if key in _KEYS and phone.state == "talking" and phone.sound is not None:
            phone.pressed += key
            phone.change()
            await phone.sound.press(key)

    async def hang_up(self, phone: Telephone) -> None:
        """Hang up, give up or decline, whichever it is now."""
        call, state = phone.call, phone.state
        if call is None or not phone.busy:
            return
        if state == "talking":
            call.bye()
        elif state == "ringing":
            call.refuse(603, "Decline")
        else:
            call.cancel()
        await phone.end()

    def _rings(self, call: PhoneCall) -> None:
        if self.owner.busy:
            call.refuse(486, "Busy Here")
            return
        self.owner.call = call
        self._soon(self._ring(call))

    async def _ring(self, call: PhoneCall) -> None:
        seen = self.owner.seen
        await self.owner.begin("ringing", call.number, tone=_OWNER_VOICE)
        self.owner.seen = [*seen[-1:], *self.owner.seen]
        call.ring()
        await self._listen(self.owner, call)

    def _follow(self, phone: Telephone, call: PhoneCall) -> None:
        self._soon(self._listen(phone, call))

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _listen(self, phone: Telephone, call: PhoneCall) -> None:
        while phone.call is call:
            what, status, sdp = await call.news.get()
            if what in {"answered", "offered"} and phone.sound is not None:
                phone.sound.talk_to(sdp)
                phone.state = "talking"
                phone.change()
                if what == "offered":
                    call.pick_up(phone.sound.sdp())
            elif what in {"refused", "left", "cancelled"}:
                if phone.busy:
                    await phone.end(status)
                return

    def _on_message(self, way: str, message: Message) -> None:
        call_id = message.get("Call-ID")
        for phone in (self.caller, self.owner):
            if phone.call is not None and phone.call.call_id == call_id:
                phone.on_message(way, message)
                return
        self._first(way, message)

    def _first(self, way: str, message: Message) -> None:
        """Keep a call's first message, which comes before the call is known here."""
        if way == "got" and message.start.startswith("INVITE ") and not self.owner.busy:
            self.owner.on_message(way, message)
