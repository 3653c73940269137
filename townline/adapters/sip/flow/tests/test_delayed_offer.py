"""A caller whose INVITE brings no description is offered ours, and answers in the ACK (§13.2.1)."""

import asyncio

import pytest

from townline.adapters.sip.flow.tests.call_scene import SAFE, StubRefusal, scene
from townline.lines.safenumbers.voice_menu import CallOutcome

pytestmark = pytest.mark.peer


async def dial(here, answer=None):
    """Dial without an offer; give ours."""
    caller = here.caller
    caller.call = await caller.line.dial(here.place, SAFE, caller="01000000077", sdp=b"")
    caller.call.late_answer = caller.sound.sdp() if answer is None else answer
    await caller.next("answered")


def test_the_menu_is_heard_its_keys_count_and_both_are_joined(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await dial(here)
            await here.caller.sound.until(lambda: here.caller.sound.hears(1300))
            await here.press("3")
            await here.owner.rung()
            await here.owner.pick_up()
            await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
            await here.owner.sound.press("1")
            await here.caller.next("offered")
            await here.caller.sound.until(lambda: here.caller.sound.hears(1000))
            await here.owner.sound.until(lambda: here.owner.sound.hears(440))
            here.caller.call.bye()
            await here.owner.next("left")
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["talked"]]

    asyncio.run(run())


def test_a_caller_who_may_not_be_connected_is_told_so(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.refusal = StubRefusal(410, CallOutcome.ROTATED, ("rotated",))
            await dial(here)
            await here.caller.sound.until(lambda: here.caller.sound.hears(700))
            await here.caller.next("left")

    asyncio.run(run())


BAD = b"v=0\r\nc=IN IP6 ::1\r\nm=audio 4000 RTP/AVP 8\r\n"


@pytest.mark.parametrize("answer", [b"", BAD, b"what is this"])
def test_an_acknowledgement_without_a_usable_answer_ends_the_call(rtpengine, tmp_path, answer):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await dial(here, answer)
            await here.caller.next("left")
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["failed"]]
            assert here.owner.calls.empty()

    asyncio.run(run())


def test_a_caller_who_leaves_before_answering_our_offer_leaves_nothing(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            caller = here.caller
            caller.call = await caller.line.dial(here.place, SAFE, caller="01000000077", sdp=b"")
            # It never acknowledges, and only learns the tag that a BYE needs.
            caller.call._acknowledge = lambda got: setattr(caller.call, "remote", got.get("To"))
            await caller.next("answered")
            caller.call.bye()
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["left"]]

    asyncio.run(run())
