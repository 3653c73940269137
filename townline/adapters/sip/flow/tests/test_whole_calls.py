"""Whole calls with the real house behind them: a lease, texts, an owner's reply, what is kept."""

import asyncio

import pytest
from django.db import connection

from tests.texts import texts_to_number
from townline.adapters.sip.flow import Notices
from townline.adapters.sip.flow.tests.call_scene import CALLER, OWNER, scene
from townline.lines.safenumbers import api
from townline.lines.safenumbers.tests.asking import lease, receive_text
from townline.platform.core import clock

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def car(world):
    """Lease a number now: calls run by the clock on the wall."""
    world.now = clock.now()
    return lease(world)


async def later(function, *args):
    """Ask the database in a thread of its own, as everything else here does."""

    def call_and_close():
        try:
            return function(*args)
        finally:
            connection.close()

    return await asyncio.to_thread(call_and_close)


def test_an_owners_text_is_heard_by_the_caller_who_is_still_on_the_line(
    rtpengine, tmp_path, world, car
):
    async def run():
        async with scene(rtpengine, tmp_path, store=api) as here:
            notices = Notices(here.desk)
            listening = asyncio.create_task(notices.run())
            await asyncio.wait_for(notices.ready.wait(), 20)
            await here.answered(number=car.number)
            await here.press("1")
            await here.until(lambda: here.prompts.was_played("agree_offer"))
            await here.press("5")
            await here.until(lambda: here.prompts.was_played("agreed"))
            world.now = clock.now()
            await later(receive_text, world, "2")
            await here.caller.sound.until(lambda: here.caller.sound.hears(2100))
            await here.caller.next("left")
            listening.cancel()

    asyncio.run(run())
    (call,) = api.calls_list()
    assert (call.outcome, call.number) == ("settled", car.number)
    (request,) = api.requests_of(car.id)
    assert (request.answer, str(request.kind)) == (2, "move")
    assert "10분" in texts_to_number(CALLER)[-1]
    assert api.calls_live() == 0


def test_a_call_that_is_put_through_is_kept_with_its_length_and_nothing_said(
    rtpengine, tmp_path, car
):
    async def run():
        async with scene(rtpengine, tmp_path, store=api) as here:
            # As one network dials it: the owner sees the safe number, not these digits.
            await here.answered(number=f"0082{car.number[1:]}")
            await here.press("3")
            call = await here.owner.rung()
            assert call.number == f"+82{car.number[1:]}"
            assert f"0082{car.number[1:]}" not in str(here.owner.lines)
            assert call.local.startswith(f"<sip:+82{OWNER[1:]}@")
            await here.owner.pick_up()
            await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
            await here.owner.sound.press("1")
            await here.caller.next("offered")
            await here.caller.sound.until(lambda: here.caller.sound.hears(1000))
            here.caller.call.bye()
            await here.owner.next("left")

    asyncio.run(run())
    (call,) = api.calls_list()
    assert (call.outcome, api.calls_live()) == ("talked", 0)


def test_a_number_that_is_nobodys_is_told_so_without_a_difference(rtpengine, tmp_path, car):
    async def run():
        async with scene(rtpengine, tmp_path, store=api) as here:
            await here.answered(number="050400001998")
            await here.caller.next("left")
            assert here.prompts.played == [("unavailable", "ko")]

    asyncio.run(run())
