"""Real sound through a real rtpengine: the menu, the two rooms, joining, and what never passes."""

import asyncio
import math
import struct
import uuid
import wave
from contextlib import asynccontextmanager

import pytest

from townline.adapters.sip.softphone.sound import FRAME, RATE, Sound as Phone, purity
from townline.adapters.sip.stack.media import SdpUnusable, Side, sound
from townline.adapters.sip.tests.canaries import NAMING

pytestmark = pytest.mark.peer


class CallEvents:
    """A call's ears, for a test to look into."""

    def __init__(self):
        self.keys, self.ended, self.gone = [], [], False
        self.news = asyncio.Event()

    def key(self, side, key):
        self.keys.append((side, key))
        self.news.set()

    def played(self, side):
        self.ended.append(side)
        self.news.set()

    def lost(self):
        self.gone = True
        self.news.set()

    async def until(self, condition):
        async with asyncio.timeout(20):
            while not condition():
                self.news.clear()
                await self.news.wait()


class MediaCall:
    def __init__(self, media, caller, owner):
        self.media, self.caller, self.owner = media, caller, owner
        self.id, self.events = uuid.uuid4(), CallEvents()

    async def menu(self, offer=None):
        answer = await self.media.open(self.id, offer or self.caller.sdp(), self.events)
        self.caller.talk_to(answer)
        return answer

    async def owner_picks_up(self):
        sound = self.media.sound(self.id)
        offer = await sound.offer_owner(secure=False)
        self.owner.talk_to(offer)
        await sound.owner_answered(self.owner.sdp())
        return offer

    async def join(self):
        async def ask(offer):
            self.caller.talk_to(offer)
            return self.caller.sdp()

        await self.media.sound(self.id).join(ask)


@asynccontextmanager
async def call_of(rtpengine, **phones):
    media = await rtpengine.media()
    caller = Phone("127.0.0.10", tone=440, **phones)
    owner = Phone("127.0.0.20", tone=1000, **phones)
    async with caller, owner:
        call = MediaCall(media, caller, owner)
        try:
            yield call
        finally:
            await media.close(call.id)
            left = await rtpengine.calls(media)
            await media.close_down()
        assert left == []


@pytest.fixture
def tune(tmp_path):
    """Make a short tune of 700 hertz, which no phone of these tests sends."""
    path = tmp_path / "tune.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        samples = [int(9000 * math.sin(2 * math.pi * 700 * n / 8000)) for n in range(4800)]
        file.writeframes(struct.pack("<4800h", *samples))
    return str(path)


def test_files_are_said_in_order_and_their_end_is_told(rtpengine, tune):
    async def run():
        async with call_of(rtpengine) as call:
            await call.menu()
            await call.media.play(call.id, Side.CALLER, [tune, tune])
            await call.events.until(lambda: call.events.ended == [Side.CALLER])
            assert call.caller.hears(700)
            # Two files of 0.6 seconds, 20 milliseconds a packet.
            assert len(call.caller.packets) >= 55

    asyncio.run(run())


def test_no_file_runs_out_by_itself(rtpengine, tune):
    """It would take rtpengine with it if something was stopped, or a room freed, just then."""

    async def run():
        async with call_of(rtpengine) as call:
            await call.menu()
            control, commands = call.media._control, []
            ask = control.ask

            def record_command(command, **words):
                commands.append((command, words.get("repeat_times")))
                return ask(command, **words)

            control.ask = record_command
            await call.media.play(call.id, Side.CALLER, [tune, tune])
            await call.events.until(lambda: call.events.ended)
            assert commands == [("play media", 2), ("play media", 2), ("stop media", None)]

    asyncio.run(run())


def test_what_is_stopped_tells_no_end(rtpengine, tune):
    async def run():
        async with call_of(rtpengine) as call:
            await call.menu()
            await call.media.play(call.id, Side.CALLER, [tune] * 50)
            await call.caller.until(lambda: len(call.caller.packets) > 3)
            await call.media.stop(call.id, Side.CALLER)
            await call.media.play(call.id, Side.CALLER, [tune])
            await call.events.until(lambda: call.events.ended)
            assert call.events.ended == [Side.CALLER]

    asyncio.run(run())


def test_keys_are_heard_from_both_and_passed_to_neither(rtpengine):
    async def run():
        async with call_of(rtpengine) as call:
            await call.menu()
            await call.caller.press("3")
            await call.events.until(lambda: (Side.CALLER, "3") in call.events.keys)
            await call.owner_picks_up()
            await call.owner.press("1")
            await call.events.until(lambda: (Side.OWNER, "1") in call.events.keys)
            await call.join()
            await call.caller.until(lambda: call.caller.hears(1000))
            await call.owner.press("9")
            await call.caller.press("8")
            await call.events.until(lambda: len(call.events.keys) == 4)
            assert not [p for phone in (call.caller, call.owner) for p in phone.packets
                        if p[1] & 127 == 101]  # fmt: skip

    asyncio.run(run())


def test_a_tone_is_heard_where_packets_are_missing_and_another_one_is_not():
    whole = [math.sin(2 * math.pi * 440 * n / RATE) for n in range(FRAME * 60)]
    received = [whole[at : at + FRAME] for at in range(0, len(whole), FRAME) if at // FRAME % 3]
    samples = [sample for packet in received for sample in packet]
    assert purity(samples, 440) > 0.9
    assert purity(samples, 1000) < 0.1


@pytest.mark.parametrize("loses", [0, 7])
def test_two_who_are_joined_hear_one_another_also_when_packets_are_lost(rtpengine, loses):
    async def run():
        async with call_of(rtpengine, loses=loses) as call:
            await call.menu()
            await call.owner_picks_up()
            await call.join()
            await call.caller.until(lambda: call.caller.hears(1000))
            await call.owner.until(lambda: call.owner.hears(440))

    asyncio.run(run())


def test_nothing_of_the_owners_phone_is_heard_before_they_are_joined(rtpengine, tune):
    async def run():
        async with call_of(rtpengine) as call:
            await call.menu()
            await call.media.ring(call.id, tune)
            await call.owner_picks_up()
            await call.media.play(call.id, Side.OWNER, [tune, tune])
            await call.events.until(lambda: call.events.ended == [Side.OWNER])
            assert call.owner.hears(700)
            assert not call.owner.hears(440)
            assert call.caller.hears(700)
            assert not call.caller.hears(1000)
            assert len(call.caller.sources) == 1

    asyncio.run(run())


async def holds(rtpengine, call, *rooms):
    """Wait until rtpengine knows of these rooms: others are freed beside the call."""
    async with asyncio.timeout(20):
        while sorted(await rtpengine.calls(call.media)) != [f"{call.id}.{one}" for one in rooms]:  # noqa: ASYNC110 -- it tells of nothing by itself
            await asyncio.sleep(0.02)


def test_the_next_phone_gets_a_room_of_its_own_and_the_last_one_is_freed(rtpengine):
    async def run():
        async with call_of(rtpengine) as call:
            await call.menu()
            first = await call.owner_picks_up()
            second = await call.owner_picks_up()
            assert first != second
            await holds(rtpengine, call, "0", "2")
            await call.join()
            await holds(rtpengine, call, "2")
            await call.caller.until(lambda: call.caller.hears(1000))

    asyncio.run(run())


def test_a_devices_reports_do_not_pass(rtpengine):
    async def run():
        async with call_of(rtpengine) as call:
            await call.menu()
            await call.owner_picks_up()
            await call.join()
            await call.caller.until(lambda: call.caller.hears(1000))
            for _ in range(3):
                call.caller.report("canary-of-the-caller")
                call.owner.report("canary-of-the-owner")
            seen = len(call.caller.packets), len(call.owner.packets)
            await call.caller.until(lambda: len(call.caller.packets) > seen[0] + 10)
            await call.owner.until(lambda: len(call.owner.packets) > seen[1] + 10)
            reports = b"".join(call.caller.reports + call.owner.reports)
            assert b"canary" not in reports

    asyncio.run(run())


CALLERS, OWNERS = b"CallerDevice9000", b"OwnerDevice70000"


async def naming(rtpengine, field):
    """Let both phones of a talk name their devices in each packet; give what each one got."""
    async with call_of(rtpengine) as call:
        await call.menu()
        await call.owner_picks_up()
        await call.join()
        await call.caller.until(lambda: call.caller.hears(1000))
        for _ in range(10):
            send_named(call.caller, NAMING[field], CALLERS)
            send_named(call.owner, NAMING[field], OWNERS)
            await asyncio.sleep(0.02)
        seen = len(call.caller.packets), len(call.owner.packets)
        await call.caller.until(lambda: len(call.caller.packets) > seen[0] + 10)
        await call.owner.until(lambda: len(call.owner.packets) > seen[1] + 10)
        return b"".join(call.caller.packets), b"".join(call.owner.packets)


def send_named(phone, named, name):
    """Send one more packet of what a phone says."""
    phone._sequence += 1
    head = struct.pack("!BHII", phone.law, phone._sequence & 0xFFFF, phone._clock, phone._ssrc)
    phone._ports[0].sendto(named(head, bytes(160), name), phone.target)


@pytest.mark.parametrize("field", NAMING)
def test_what_a_device_writes_into_its_packets_beside_the_sound_does_not_pass(rtpengine, field):
    to_caller, to_owner = asyncio.run(naming(rtpengine, field))
    assert CALLERS not in to_owner
    assert OWNERS not in to_caller


@pytest.mark.parametrize("field", NAMING)
def test_it_is_found_where_both_sides_speak_the_same_codec(rtpengine, field, monkeypatch):
    def together(self):
        """Give the caller the codec of the owner's phone."""
        theirs = self._spoken[Side.OWNER].name
        mine = next(c for c in self._here[Side.CALLER].codecs if c.name == theirs)
        self._spoken[Side.CALLER] = mine

    monkeypatch.setattr(sound.Sound, "_part", together)
    to_caller, to_owner = asyncio.run(naming(rtpengine, field))
    assert CALLERS in to_owner
    assert OWNERS in to_caller


def test_a_caller_whose_law_the_owners_phone_took_as_well_is_given_the_other(rtpengine):
    async def run():
        async with call_of(rtpengine) as call:
            await call.menu()
            sound = call.media.sound(call.id)
            offer = await sound.offer_owner(secure=False)
            call.owner.talk_to(offer)
            assert (call.caller.law, call.owner.law) == (8, 0)
            call.owner.law = call.caller.law
            await sound.owner_answered(call.owner.sdp())
            await call.join()
            assert (call.caller.law, call.owner.law) == (0, 8)
            await call.caller.until(lambda: call.caller.hears(1000))
            await call.owner.until(lambda: call.owner.hears(440))

    asyncio.run(run())


def test_hold_and_another_address_are_passed_on(rtpengine):
    async def run():
        async with call_of(rtpengine) as call, Phone("127.0.0.10", tone=600) as other:
            await call.menu()
            await call.owner_picks_up()
            await call.join()
            sound, offers = call.media.sound(call.id), []

            async def owner(offer):
                offers.append(offer)
                direction = "recvonly" if b"sendonly" in offer else "sendrecv"
                return call.owner.sdp(direction=direction)

            held = await sound.reoffer(Side.CALLER, call.caller.sdp(direction="sendonly"), owner)
            assert b"a=sendonly" in offers[0]
            assert b"a=recvonly" in held
            call.caller.target = None
            other.talk_to(await sound.reoffer(Side.CALLER, other.sdp(), owner))
            await other.until(lambda: other.hears(1000))
            await call.owner.until(lambda: call.owner.hears(600))

    asyncio.run(run())


def test_a_call_of_a_worker_that_died_is_freed_by_another(rtpengine):
    async def run():
        async with call_of(rtpengine) as call:
            await call.menu()
            await call.owner_picks_up()
            other = await rtpengine.media()
            await other.close(call.id)
            assert await rtpengine.calls(other) == []
            await other.close_down()

    asyncio.run(run())


def test_a_call_without_sound_is_refused_and_leaves_nothing(rtpengine):
    async def run():
        async with call_of(rtpengine) as call:
            video = b"v=0\r\nc=IN IP4 127.0.0.1\r\nm=video 4000 RTP/AVP 96\r\n"
            with pytest.raises(SdpUnusable):
                await call.menu(video)

    asyncio.run(run())
