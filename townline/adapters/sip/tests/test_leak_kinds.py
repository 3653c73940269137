"""What a device says of itself beside its sound: nothing of it comes through before the owner
pressed 1, and afterwards only what docs/limits.md names."""

import asyncio
import os
from uuid import uuid4

import pytest

from townline.adapters.sip.stack.media import sdp
from townline.adapters.sip.stack.media.room import Room
from townline.adapters.sip.stack.media.sound import Sound
from townline.adapters.sip.tests.devices import KINDS, Device, kinds_of, speak

pytestmark = pytest.mark.peer
NET = f"127.{100 + os.getpid() // 200 % 100}.{os.getpid() % 200}"
BOTH, ONE = (0, 8), (8,)
# What passes between two who talk, as docs/limits.md says: through rtpengine as Debian has it, and
# less where it translates.
STOPPED = {"junk on the port of sound", "report"}
TRANSLATED = {"header extension", "contributing sources", "padding", "timestamp"}
PASSES = {BOTH: KINDS - STOPPED - TRANSLATED, ONE: KINDS - STOPPED}


class Ears:
    """Hears nothing."""

    def key(self, side, key): ...

    def played(self, side): ...

    def lost(self): ...


def meet(rtpengine, laws, act):
    """Let two devices be there; give what each is known by to the other, by phase."""

    async def scenario():
        media = await rtpengine.media()
        try:
            async with (
                Device(f"{NET}.130", "C", laws) as caller,
                Device(f"{NET}.140", "O", laws) as owner,
            ):
                return await act(media._control, caller, owner)
        finally:
            await media.close_down()

    return asyncio.run(scenario())


def kinds_received(caller, owner):
    """Give the kinds that came through to each side since the last time."""
    found = {
        "to the caller": kinds_of(owner, caller.packets),
        "to the owner": kinds_of(caller, owner.packets),
    }
    caller.packets.clear()
    owner.packets.clear()
    return found


async def call(control, caller, owner):
    """Let a call go as it does, with everything sent at every moment of it."""
    sound, found = Sound(control, uuid4(), Ears()), {}
    try:
        caller.talk_to(await sound.open(caller.sdp()))
        owner.talk_to(await sound.offer_owner(secure=False))
        await speak((caller, owner))
        found["ringing"] = kinds_received(caller, owner)
        await sound.owner_answered(owner.sdp())
        await speak((caller, owner))
        found["picked up"] = kinds_received(caller, owner)

        async def reoffer_caller(offer):
            caller.talk_to(offer)
            return caller.sdp()

        await sound.join(reoffer_caller)
        kinds_received(caller, owner)
        await speak((caller, owner))
        found["talking"] = kinds_received(caller, owner)
    finally:
        await sound.close()
    return found


NOTHING: dict[str, set[str]] = {"to the caller": set(), "to the owner": set()}


@pytest.mark.parametrize("laws", [BOTH, ONE], ids=["both laws", "one law"])
def test_no_device_is_known_before_the_owner_pressed_and_little_of_it_afterwards(rtpengine, laws):
    found = meet(rtpengine, laws, call)
    assert found["ringing"] == NOTHING
    assert found["picked up"] == NOTHING
    assert found["talking"] == {"to the caller": PASSES[laws], "to the owner": PASSES[laws]}


def test_every_kind_is_found_where_descriptions_are_handed_over_as_they_are(rtpengine):
    """The control of all kinds."""

    async def handed_over(_control, caller, owner):
        owner.talk_to(caller.sdp())
        caller.talk_to(owner.sdp())
        await speak((caller, owner))
        return kinds_received(caller, owner)

    assert meet(rtpengine, ONE, handed_over) == {"to the caller": KINDS, "to the owner": KINDS}


def test_a_room_for_both_from_the_beginning_gives_both_devices_away(rtpengine):
    """The control of the way through rtpengine: nothing blocked, one law, devices' own reports."""

    async def open_room(control, caller, owner):
        room = Room(control, str(uuid4()))
        try:
            offer = await room._offer(sdp.parse(caller.sdp()), to=(), secure=False, from_="a")
            owner.talk_to(sdp.write(offer, sdp.Origin()))
            answer = await room.answer(sdp.parse(owner.sdp()))
            caller.talk_to(sdp.write(answer, sdp.Origin()))
            await speak((caller, owner))
            return kinds_received(caller, owner)
        finally:
            await room.close()

    through = KINDS - {"junk on the port of sound"}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("townline.adapters.sip.stack.media.room._FLAGS", ())
        assert meet(rtpengine, ONE, open_room) == {
            "to the caller": through,
            "to the owner": through,
        }


def test_a_room_that_knows_the_caller_before_the_press_gives_the_owners_device_away(
    rtpengine, monkeypatch
):
    """The control of the time before: an owner's room that knows the caller's address."""
    monkeypatch.setattr(sdp, "silent", lambda audio: audio)
    found = meet(rtpengine, BOTH, call)
    for phase in ("ringing", "picked up"):
        assert found[phase]["to the caller"] >= {"junk on the port of reports"}
