"""Calls that connect: by key, by silence, to the next phone; and owners who do not answer."""

import asyncio
import time
from dataclasses import replace

import pytest

from townline.adapters.sip.flow.tests.call_scene import OWNER, PACE, SECOND, SHOWN, Book, scene
from townline.lines.safenumbers.voice_menu import DialledLine

pytestmark = pytest.mark.peer


def test_key_3_connects_when_the_owner_presses_1_and_both_hear_one_another(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await here.answered()
            await here.press("3")
            call = await here.owner.rung()
            assert call.number == SHOWN
            await here.caller.sound.until(lambda: here.caller.sound.hears(300))
            await here.owner.pick_up()
            await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
            assert not here.caller.sound.hears(1000)
            await here.owner.sound.press("1")
            await here.caller.next("offered")
            await here.caller.sound.until(lambda: here.caller.sound.hears(1000))
            await here.owner.sound.until(lambda: here.owner.sound.hears(440))
            here.caller.call.bye()
            await here.owner.next("left")
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["talked"]]

    asyncio.run(run())


def test_an_owner_who_presses_3_cannot_come_and_the_office_is_asked(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.pace = replace(PACE, help=1.5)
            await here.answered()
            await here.press("3")
            await here.owner.rung()
            await here.owner.pick_up()
            await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
            await here.owner.sound.press("3")
            await here.until(lambda: here.book.requests["help"] == 1)
            await here.until(lambda: here.prompts.was_played("office_helps"))
            await here.owner.next("left")
            await here.caller.next("left")
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["declined"]]
            assert not here.caller.sound.hears(1000)
            assert "talking" not in here.book.stages

    asyncio.run(run())


def test_whoever_presses_nothing_is_connected_after_one_reading(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await here.answered()
            await here.owner.rung()
            assert [key for key, _ in here.prompts.played].count("menu") == 1
            await here.owner.pick_up()
            await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
            await here.owner.sound.press("1")
            await here.caller.next("offered")
            here.owner.call.bye()
            await here.caller.next("left")

    asyncio.run(run())


def test_an_owner_who_does_not_want_that_is_not_rung_by_silence(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.line = DialledLine(phones=1, talks_unasked=False)
            await here.answered()
            await here.caller.next("left")
            assert here.owner.calls.empty()
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["no_choice"]]

    asyncio.run(run())


@pytest.mark.parametrize(
    ("status", "prompt"), [(486, "owner_busy"), (603, "owner_declined"), (480, "owner_no_answer")]
)
def test_a_phone_that_does_not_answer_leads_back_to_the_menu(rtpengine, tmp_path, status, prompt):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await here.answered()
            await here.press("3")
            (await here.owner.rung()).refuse(status)
            await here.until(lambda: here.prompts.was_played(prompt))
            await here.press("1")
            await here.until(lambda: here.book.requests["move"] == 1)
            here.caller.call.bye()

    asyncio.run(run())


def test_a_mailbox_that_picks_up_is_not_heard_and_the_next_phone_is_rung(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.line, here.book.phones = DialledLine(phones=2), (OWNER, SECOND)
            here.book.pace = replace(PACE, confirm=3)
            await here.answered()
            await here.press("3")
            mailbox = await here.owner.rung()
            await here.owner.pick_up()
            second = await here.owner.rung()
            assert mailbox.over.is_set()
            assert not here.caller.sound.hears(1000)
            assert second.local.startswith("<sip:+821000000043@")
            await here.owner.pick_up()
            await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
            await here.owner.sound.press("1")
            await here.caller.next("offered")
            await here.caller.sound.until(lambda: here.caller.sound.hears(1000))
            here.owner.call.bye()
            await here.caller.next("left")

    asyncio.run(run())


def test_a_phone_that_rings_for_too_long_is_left(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.pace = replace(PACE, ring=0.5)
            await here.answered()
            await here.press("3")
            await here.owner.rung()
            await here.owner.next("cancelled")
            await here.until(lambda: here.prompts.was_played("owner_no_answer"))
            here.caller.call.bye()

    asyncio.run(run())


def test_hold_passes_between_two_who_talk(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await here.answered()
            await here.press("3")
            await here.owner.rung()
            await here.owner.pick_up()
            await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
            await here.owner.sound.press("1")
            await here.caller.next("offered")
            here.owner.call.invite(here.owner.sound.sdp(direction="sendonly"), [])
            what, _, sdp = await asyncio.wait_for(here.caller.call.news.get(), 20)
            assert (what, b"a=sendonly" in sdp) == ("offered", True)
            here.caller.call.pick_up(here.caller.sound.sdp(direction="recvonly"))
            await here.owner.next("answered")
            here.caller.call.bye()
            await here.owner.next("left")

    asyncio.run(run())


class _SlowBook(Book):
    """One whose database takes long for one of the stages."""

    def call_stage(self, *, stage, **more):
        if stage == "confirming":
            time.sleep(0.5)
        super().call_stage(stage=stage, **more)


def test_the_stage_that_a_call_came_to_last_is_written_last(rtpengine, tmp_path):
    async def run():
        book = _SlowBook()
        async with scene(rtpengine, tmp_path, store=book) as here:
            await here.answered()
            await here.press("3")
            await here.owner.rung()
            await here.owner.pick_up()
            await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
            await here.owner.sound.press("1")
            await here.caller.next("offered")
            await here.until(lambda: len(book.stages) == 3)
            assert book.stages == ["dialling", "confirming", "talking"]
            here.caller.call.bye()

    asyncio.run(run())
