"""Each key of the menu, by the sound and by SIP INFO; and what callers are told who may not."""

import asyncio
from dataclasses import replace

import pytest

from townline.adapters.sip.flow.tests.call_scene import PACE, SAFE, SHOWN, StubRefusal, scene
from townline.lines.safenumbers.voice_menu import CallOutcome, DialledLine

pytestmark = pytest.mark.peer


@pytest.mark.parametrize(("key", "kind"), [("1", "move"), ("2", "trouble")])
def test_a_request_is_sent_and_the_owners_reply_is_heard_on_the_line(
    rtpengine, tmp_path, key, kind
):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await here.answered()
            await here.press(key)
            await here.until(lambda: here.book.requests[kind] == 1)
            await here.until(lambda: here.prompts.was_played("agree_offer"))
            await here.press("5")
            await here.until(lambda: here.book.requests["agree"] == 1)
            here.book.answer = 2
            call_id = here.book.began[0][0]
            await here.desk.replied(call_id)
            await here.caller.sound.until(lambda: here.caller.sound.hears(2100))
            await here.caller.next("left")
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["settled"]]
            assert here.owner.calls.empty()

    asyncio.run(run())


def test_nobody_waits_on_the_line_for_ever(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.pace = replace(PACE, answer=0.5)
            await here.answered()
            await here.press("1")
            await here.caller.next("left")
            assert here.prompts.was_played("not_yet")
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["requested"]]

    asyncio.run(run())


def test_0_reads_again_and_9_reads_in_english(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.line = DialledLine(phones=1, talks_unasked=False)
            await here.answered()
            await here.caller.sound.until(lambda: here.caller.sound.hears(1300))
            await here.press("9")
            await here.until(lambda: ("menu", "en") in here.prompts.played)
            await here.press("0")
            await here.until(lambda: here.prompts.played.count(("menu", "en")) == 2)
            here.caller.call.bye()

    asyncio.run(run())


def test_keys_by_sip_info_count_as_well_and_a_key_sent_both_ways_counts_once(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.codes = {"112233": SHOWN}
            here.book.line = None
            await here.answered(number="0200000199")
            for key in "112":
                here.caller.call.info(key)
                await asyncio.sleep(0.5)
            for key in "233":
                here.caller.call.info(key)
                await here.caller.sound.press(key)
                await asyncio.sleep(0.5)
            await here.until(lambda: here.prompts.was_played("menu"))
            await here.press("3")
            assert (await here.owner.rung()).number == SHOWN
            here.caller.call.bye()

    asyncio.run(run())


def test_three_wrong_codes_end_the_call(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.line, here.book.pace = None, replace(PACE, code=0.2)
            await here.answered(number="0200000199")
            await here.caller.next("left")
            assert here.prompts.played.count(("code_ask", "ko")) == 3
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["code_wrong"]]

    asyncio.run(run())


def test_a_call_that_may_not_be_is_told_why_and_ended(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.refusal = StubRefusal(410, CallOutcome.ROTATED, ("rotated",))
            await here.answered()
            await here.caller.sound.until(lambda: here.caller.sound.hears(700))
            await here.caller.next("left")
            assert here.prompts.played == [("rotated", "ko")]

    asyncio.run(run())


def test_a_call_over_the_limits_is_refused_without_sound(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            here.book.refusal = StubRefusal(480, CallOutcome.LIMITED, words="too many calls")
            await here.caller.dial(here.place)
            assert await here.caller.next("refused") == 480
            assert here.prompts.played == []
            assert '"too many calls"' in warning_to(here.caller)

    asyncio.run(run())


def warning_to(telephone):
    return next(m.get("Warning") for _, m in telephone.lines if m.get("Warning"))


def test_an_offer_by_ipv6_only_is_refused_in_words(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            sound = b"v=0\r\nc=IN IP6 ::1\r\nm=audio 4000 RTP/AVP 8\r\n"
            here.caller.call = await here.caller.line.dial(
                here.place, SAFE, caller="01000000077", sdp=sound
            )
            assert await here.caller.next("refused") == 488
            assert warning_to(here.caller).startswith("301 ")
            assert "by IPv6 only" in warning_to(here.caller)

    asyncio.run(run())


def test_sound_that_is_offered_by_both_networks_is_taken_by_ipv4(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            host, port = here.caller.host, here.caller.sound.port
            both = (
                "v=0\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\nc=IN IP6 ::1\r\n"
                f"m=audio {port} RTP/AVP 8\r\nc=IN IP4 {host}\r\n"
            )
            here.caller.call = await here.caller.line.dial(
                here.place, SAFE, caller="01000000077", sdp=both.encode()
            )
            async with asyncio.timeout(20):
                what, _, sdp = await here.caller.call.news.get()
            assert what == "answered"
            lines = sdp.decode().splitlines()
            assert [line.split()[1] != "0" for line in lines if line[0] == "m"] == [False, True]
            here.caller.call.bye()

    asyncio.run(run())


def test_an_offer_without_sound_is_refused(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            video = b"v=0\r\nc=IN IP4 127.0.0.10\r\nm=video 4000 RTP/AVP 96\r\n"
            here.caller.call = await here.caller.line.dial(
                here.place, SAFE, caller="01000000077", sdp=video
            )
            assert await here.caller.next("refused") == 488
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["failed"]]

    asyncio.run(run())
