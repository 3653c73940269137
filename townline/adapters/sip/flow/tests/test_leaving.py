"""Callers who leave at any moment: no port, no leg and no open call stays behind."""

import asyncio

import pytest

from townline.adapters.sip.flow.tests.call_scene import SAFE, scene

pytestmark = pytest.mark.peer


async def leave(here, number):
    """Place one call and leave it at a moment that depends on its number."""
    call = await here.caller.line.dial(
        here.place, SAFE, caller=f"0100000{number:04}", sdp=here.caller.sound.sdp()
    )
    if number % 5 == 0:
        call.cancel()
        await call.over.wait() if await _first(call) == "refused" else call.bye()
        return
    assert await _first(call) == "answered"
    await asyncio.sleep(number % 5 * 0.1)
    if number % 5 == 3:
        call.info("3")
        await asyncio.sleep(0.4)
    call.bye()
    call.info("1")  # a digit after hanging up


async def _first(call):
    async with asyncio.timeout(30):
        while True:
            what, _, _ = await call.news.get()
            if what in {"answered", "refused"}:
                return what


def test_fifty_calls_that_are_left_at_any_moment_leave_nothing_behind(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            async with asyncio.TaskGroup() as group:
                for number in range(50):
                    group.create_task(leave(here, number))
                    await asyncio.sleep(0.02)
            await here.until(lambda: len(here.book.ends) == 50, 60)
            # What rang is told that nobody calls any more.
            while not here.owner.calls.empty():
                await asyncio.wait_for(here.owner.calls.get_nowait().over.wait(), 20)

    asyncio.run(run())


def test_a_caller_who_leaves_while_the_phone_rings_silences_it(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await here.answered()
            await here.press("3")
            await here.owner.rung()
            here.caller.call.bye()
            await here.owner.next("cancelled")
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["left"]]

    asyncio.run(run())


def test_a_caller_who_leaves_while_the_owner_is_asked_ends_the_owners_call(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await here.answered()
            await here.press("3")
            await here.owner.rung()
            await here.owner.pick_up()
            await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
            here.caller.call.bye()
            await here.owner.next("left")

    asyncio.run(run())


def test_draining_ends_calls_with_a_word(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await here.answered()
            here.desk.drain()
            await here.caller.next("left")
            assert here.prompts.was_played("ending")
            await here.until(lambda: here.outcomes)
            assert here.outcomes == [["drained"]]

    asyncio.run(run())


def test_dialogs_are_kept_before_each_answer(rtpengine, tmp_path):
    async def run():
        async with scene(rtpengine, tmp_path) as here:
            await here.answered()
            call_id = here.book.began[0][0]
            assert here.book.stored[call_id].count(b"call_id") == 1
            await here.press("3")
            await here.owner.rung()
            await here.owner.pick_up()
            await here.until(lambda: here.book.stored[call_id].count(b"call_id") == 2)
            here.caller.call.bye()

    asyncio.run(run())
