"""The sound of one call: the caller's room with the menu, and a room for the phone being tried.

Both rooms are separate calls to rtpengine, so that nothing can pass between the two people
before they are joined; joining moves the caller into the owner's room by one re-INVITE.

Until then the owner's room does not know where the caller is: rtpengine hands on reports (RTCP)
of a device, and what only claims to be one, though its sound is blocked.

There each side speaks a codec of its own (A-law here, mu-law there): what a device writes into
its packets beside the sound goes no further (see ``room``).
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from townline.adapters.sip.stack.media import sdp
from townline.adapters.sip.stack.media.control import Control, MediaFailed
from townline.adapters.sip.stack.media.room import CALLER, OTHER, Room, close_all
from townline.adapters.sip.stack.media.sdp import Audio, Origin
from townline.adapters.sip.stack.media.voice import Voice

if TYPE_CHECKING:
    from townline.adapters.sip.stack.media.codecs import Codec

type Ask = Callable[[bytes], Awaitable[bytes]]
"""Offers something to the other leg (re-INVITE) and gives its answer."""


class Side(StrEnum):
    CALLER = "caller"
    OWNER = "owner"


class Ears(Protocol):
    """What a call hears of its own sound."""

    def key(self, side: Side, key: str) -> None:
        """A key was pressed (RFC 4733): ``0-9*#A-D``."""

    def played(self, side: Side) -> None:
        """What was being said to this side came to its end."""

    def lost(self) -> None:
        """The sound of this call is gone, and rtpengine with it."""


class Sound:
    """Descriptions go in and out as they stand in SIP; what is wrong raises SdpUnusable."""

    def __init__(self, control: Control, call_id: UUID, ears: Ears) -> None:
        self.ears = ears
        self._control, self._call_id = control, call_id
        self._menu = Room(control, f"{call_id}.0")
        self._owner: Room | None = None
        self._origins = {Side.CALLER: Origin(), Side.OWNER: Origin()}
        self._voices = {Side.CALLER: Voice(self._menu, CALLER, lambda: ears.played(Side.CALLER))}
        # What each side described last, and of the caller what rtpengine was told of it.
        self._here: dict[Side, Audio] = {}
        self._spoken: dict[Side, Codec] = {}
        self._answered = False
        self._freeing: set[asyncio.Task[None]] = set()
        self._tried = 0
        self._joined = False

    async def open(self, offer: bytes | None) -> bytes:
        """Take up the caller's offer; give the answer, behind which the menu speaks.

        None: give an offer, to which ``caller_answered`` brings the answer.
        """
        if offer is None:
            return sdp.write(
                await self._menu.open(sdp.ours(), from_=OTHER), self._origins[Side.CALLER]
            )
        audio = sdp.parse(offer)
        silent = sdp.nowhere(audio)
        self._here[Side.CALLER], self._spoken[Side.CALLER] = audio, silent.codecs[0]
        await self._menu.open(audio)
        return self._written(Side.CALLER, await self._menu.answer(silent))

    async def caller_answered(self, answer: bytes) -> None:
        """Take up the caller's answer to our offer: now the menu may speak."""
        audio = sdp.parse(answer)
        self._here[Side.CALLER], self._spoken[Side.CALLER] = audio, sdp.choose_codec(audio)
        await self._menu.answer(self._only(Side.CALLER), from_=OTHER)

    async def offer_owner(self, *, secure: bool) -> bytes:
        """Make a room for the next phone; give what to offer to it."""
        await self.leave_owner()
        self._tried += 1
        self._owner = Room(self._control, f"{self._call_id}.{self._tried}")
        # Not translated yet: while sound is blocked, rtpengine would wait for what it left out, and
        # not hear the key.
        laws = sdp.either_law(self._here[Side.CALLER], last=self._spoken[Side.CALLER])
        # The room learns where the caller is when both are joined: until then whatever the owner's
        # device sends, by whatever port, has nowhere to go.
        laws = sdp.silent(laws)
        offer = await self._owner.open(sdp.alone(laws), secure=secure)
        self._origins[Side.OWNER] = Origin()
        return sdp.write(offer, self._origins[Side.OWNER])

    async def owner_answered(self, answer: bytes) -> None:
        """Take up the phone's answer: now it may be spoken to, and its keys are heard."""
        room, audio = self._room(), sdp.parse(answer)
        self._here[Side.OWNER], self._spoken[Side.OWNER] = audio, sdp.choose_codec(audio)
        await room.answer(self._only(Side.OWNER))
        self._answered = True
        ears = self.ears
        self._voices[Side.OWNER] = Voice(room, OTHER, lambda: ears.played(Side.OWNER))

    async def leave_owner(self) -> None:
        """Free the ports of the phone that was being tried."""
        room, self._owner, self._answered = self._owner, None, False
        voice = self._voices.pop(Side.OWNER, None)
        self._here.pop(Side.OWNER, None)
        self._spoken.pop(Side.OWNER, None)
        if voice is not None:
            voice.leave()
        if room is not None:
            self._free(room)

    async def join(self, ask_caller: Ask) -> None:
        """Pass sound on between both: the caller is asked to speak into the owner's room."""
        if not self._answered:
            raise MediaFailed("nobody has answered yet")
        await self._voices[Side.OWNER].stop()
        self._part()
        # First translated, then passed on: between the two, packets would go through as they came.
        offer = await self._described_anew()
        await self._room().unhush()
        answer = sdp.parse(await ask_caller(self._written(Side.CALLER, offer)))
        self._joined = True
        self._voices[Side.CALLER].leave()
        self._free(self._menu)
        before, self._here[Side.CALLER] = self._here[Side.CALLER], answer
        if (answer.address, answer.port) != (before.address, before.port):
            await self._described_anew()

    def _part(self) -> None:
        """Give the caller another codec than the owner's phone chose."""
        theirs = self._spoken[Side.OWNER].name.upper()
        self._spoken[Side.CALLER] = sdp.choose_codec(self._here[Side.CALLER], unlike=theirs)

    async def _described_anew(self) -> Audio:
        theirs, room = self._only(Side.OWNER), self._room()
        await room.offer(self._only(Side.CALLER), to=[theirs.codecs[0].name], secure=theirs.secure)
        return await room.answer(theirs)

    def _only(self, side: Side) -> Audio:
        return sdp.alone(sdp.only(self._here[side], self._spoken[side]))

    async def reoffer(self, side: Side, offer: bytes, ask_other: Ask) -> bytes:
        """Take up another offer of a side (hold, another address or codec); give the answer."""
        audio = sdp.parse(offer)
        self._here[side] = audio
        if self._joined:
            return await self._passed_on(side, audio, ask_other)
        room = self._menu if side is Side.CALLER else self._room()
        tag = _TAGS[side]
        await room.offer(audio, from_=tag, secure=audio.secure)
        answer = await room.answer(sdp.nowhere(audio), from_=tag)
        return self._written(side, replace(answer, direction=sdp.MIRRORED[audio.direction]))

    async def _passed_on(self, side: Side, audio: Audio, ask_other: Ask) -> bytes:
        other = Side.OWNER if side is Side.CALLER else Side.CALLER
        secure = other in self._here and self._here[other].secure
        theirs = self._spoken[other].name.upper()
        self._spoken[side] = sdp.choose_codec(audio, unlike=theirs)
        offer = await self._room().offer(
            self._only(side), to=[theirs], from_=_TAGS[side], secure=secure
        )
        answer = sdp.parse(await ask_other(self._written(other, offer)))
        self._here[other], self._spoken[other] = answer, sdp.choose_codec(answer, like=theirs)
        return self._written(side, await self._room().answer(self._only(other), from_=_TAGS[side]))

    async def close(self) -> None:
        """Free all ports. Never raises."""
        for voice in self._voices.values():
            voice.leave()
        await close_all([room for room in (self._menu, self._owner) if room is not None])
        await asyncio.gather(*self._freeing)

    def _free(self, room: Room) -> None:
        """Free a room's ports beside the call, which does not wait for rtpengine to do so."""
        task = asyncio.create_task(close_all([room]))
        self._freeing.add(task)
        task.add_done_callback(self._freeing.discard)

    def voice(self, side: Side) -> Voice:
        """Give what speaks to a side. Raises MediaFailed if nobody is there."""
        found = self._voices.get(side)
        if found is None:
            raise MediaFailed("nobody is there to be spoken to")
        return found

    def _room(self) -> Room:
        if self._owner is None:
            raise MediaFailed("no phone of the owner is being tried")
        return self._owner

    def _written(self, side: Side, audio: Audio) -> bytes:
        return sdp.write(sdp.fit_media_shape(audio, self._here[side]), self._origins[side])


_TAGS = {Side.CALLER: CALLER, Side.OWNER: OTHER}
