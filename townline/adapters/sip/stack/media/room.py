"""One room of rtpengine: two parties whose sound it carries, or keeps apart.

A call has a room for its caller and the menu, and one for each phone of the owner that is tried.
In every room nothing is passed on at first, neither sound nor keys: what the owner's phone says
before its owner agreed (a mailbox's greeting, a tune) must not reach the caller. Keys are never
passed on.

rtpengine hands a packet on as it came, with header extensions, sources and padding in which a
device may name itself, unless it translates: so the two sides of a talk get two codecs.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from townline.adapters.sip.stack.media import sdp
from townline.adapters.sip.stack.media.control import Control
from townline.adapters.sip.stack.media.sdp import Audio, Origin

CALLER: Final = "a"
OTHER: Final = "b"
# What rtpengine makes of a device's reports (RTCP) is its own: they would tell the device's name.
_FLAGS: Final = ("strict source", "generate RTCP")


class Room:
    """``name`` is ours by chance; nothing of SIP goes to rtpengine."""

    def __init__(self, control: Control, name: str) -> None:
        self.name = name
        self._control = control

    async def offer(
        self, audio: Audio, *, to: Sequence[str] = (), secure: bool = False, from_: str = CALLER
    ) -> Audio:
        """Bring in what one party offers; give what to offer to the other.

        ``to``: names of the codecs to offer, whatever came; none: those that came.
        """
        answer = await self._offer(audio, to=to, secure=secure, from_=from_)
        await self._control.ask("block DTMF", call_id=self.name)
        return answer

    async def open(self, audio: Audio, *, secure: bool = False, from_: str = CALLER) -> Audio:
        """Bring in what one party offers, with nothing passed on; as ``offer``."""
        answer = await self._offer(audio, to=(), secure=secure, from_=from_)
        await asyncio.gather(
            self._control.ask("block DTMF", call_id=self.name),
            self._control.ask("block media", call_id=self.name),
        )
        return answer

    async def _offer(self, audio: Audio, *, to: Sequence[str], secure: bool, from_: str) -> Audio:
        codec = {"mask": ["all"], "transcode": [*to, "telephone-event"]} if to else {}
        return await self._describe(
            "offer",
            audio,
            from_tag=from_,
            to_tag=_other(from_),
            transport_protocol="RTP/SAVP" if secure else "RTP/AVP",
            codec=codec,
        )

    async def answer(self, audio: Audio, *, from_: str = CALLER) -> Audio:
        """Bring in what the other party answered; give what to answer to the first."""
        return await self._describe("answer", audio, from_tag=from_, to_tag=_other(from_))

    async def unhush(self) -> None:
        """Pass sound on."""
        await self._control.ask("unblock media", call_id=self.name)

    async def play(self, tag: str, file: str, *, times: int = 1) -> float:
        """Begin to speak to one party, instead of what is spoken; give the seconds it takes."""
        answer = await self._control.ask(
            "play media", call_id=self.name, from_tag=tag, file=file, repeat_times=times
        )
        return float(answer.get("duration", 0)) / 1000

    async def stop(self, tag: str) -> None:
        """Fall silent towards one party."""
        await self._control.ask("stop media", call_id=self.name, from_tag=tag)

    async def close(self) -> None:
        """Free the ports."""
        await self._control.ask("delete", call_id=self.name)

    async def _describe(self, command: str, audio: Audio, **words: object) -> Audio:
        answer = await self._control.ask(
            command,
            call_id=self.name,
            sdp=sdp.write(sdp.alone(audio), Origin()).decode(),
            replace=["origin", "session-connection"],
            ICE="remove",
            flags=list(_FLAGS),
            **words,
        )
        return sdp.parse(str(answer.get("sdp", "")).encode())


def _other(tag: str) -> str:
    return OTHER if tag == CALLER else CALLER


async def close_all(rooms: Sequence[Room]) -> None:
    """Free the ports of several rooms, whatever becomes of each."""
    await asyncio.gather(*(room.close() for room in rooms), return_exceptions=True)
