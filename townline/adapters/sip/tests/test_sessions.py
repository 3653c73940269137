"""Session timers: a call whose other side is gone does not last for ever."""

import asyncio

import pytest

from townline.adapters.sip.stack.leg import Answered, Left
from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.tests import sipp
from townline.adapters.sip.tests.line import OURS, PHONE, SAFE, line, next_event

pytestmark = pytest.mark.peer
SHORT = Timing(t1=0.05, session=2, session_least=1)
TIMER = "Supported: timer"


def run_incoming(tmp_path, steps, **options):
    """Let somebody call and answer; give what the leg tells until it is over."""

    async def scenario():
        async with (
            line(f"sip:{sipp.CALLER}", **options) as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            leg, *_ = await held.call()
            await leg.answer(OURS)
            await next_event(leg, Left)
            await caller.done()

    asyncio.run(scenario())


def run_outgoing(tmp_path, steps, **options):
    async def scenario():
        async with (
            sipp.peer(tmp_path, steps, host=sipp.OWNER) as owner,
            line(f"sip:{owner.place}", **options) as held,
        ):
            leg = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
            await next_event(leg, Answered)
            await next_event(leg, Left)
            await owner.done()

    asyncio.run(scenario())


def test_who_asks_for_too_short_a_session_is_told_the_least(tmp_path):
    async def scenario():
        steps = [sipp.invite(extra=f"{TIMER}\nSession-Expires: 30"), sipp.got(422,
                 checks=[("Min-SE:", "90")])]  # fmt: skip
        steps.append(sipp.ack_of_refusal(2))
        async with (
            line(f"sip:{sipp.CALLER}") as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            await caller.done()
            assert held.endpoint.refused["session"] == 1

    asyncio.run(scenario())


def test_a_caller_refreshes_its_session(tmp_path):
    refresh = [sipp.ask("UPDATE", number=2, extra=f"{TIMER}\nSession-Expires: 600;refresher=uac")]
    timer_checks = [("Session-Expires:", "600;refresher=uac"), ("Require:", "timer")]
    steps = [
        sipp.invite(extra=f"{TIMER}\nSession-Expires: 600;refresher=uac"),
        sipp.got(100),
        sipp.got(200, routes=True, checks=timer_checks),
        sipp.ack(),
        *refresh,
        sipp.got(200, checks=timer_checks),
        sipp.bye(3),
        sipp.got(200),
    ]
    run_incoming(tmp_path, steps)


def test_a_caller_who_does_not_refresh_is_given_up(tmp_path):
    steps = [
        sipp.invite(extra=f"{TIMER}\nSession-Expires: 2;refresher=uac"),
        sipp.got(100),
        sipp.got(200, routes=True),
        sipp.ack(),
        sipp.got("BYE"),
        sipp.answer_in_dialog(),
    ]
    run_incoming(tmp_path, steps, timing=SHORT)


def test_we_refresh_for_a_caller_who_cannot(tmp_path):
    # By re-INVITE: this caller's INVITE allowed no UPDATE. Then it is silent for good.
    steps = [
        sipp.invite(),
        sipp.got(100),
        sipp.got(200, routes=True),
        sipp.ack(),
        sipp.got("INVITE", checks=[("Session-Expires:", "2;refresher=uac")]),
        sipp.answer_in_dialog(body=sipp.sdp()),
        sipp.got("ACK"),
        sipp.got("INVITE"),
        sipp.reply(481, tag="", retransmitted=True),
        sipp.got("ACK"),
        sipp.got("BYE"),
        sipp.reply(481, tag=""),
    ]
    run_incoming(tmp_path, steps, timing=SHORT)


def test_we_refresh_by_update_where_it_is_allowed(tmp_path):
    allowed = "Allow: INVITE, ACK, BYE, UPDATE"
    steps = [
        sipp.got_invite(checks=[("Session-Expires:", "2"), ("Min-SE:", "1")]),
        sipp.reply(200, extra=allowed, body=sipp.sdp(), retransmitted=True),
        sipp.got("ACK"),
        sipp.got("UPDATE", checks=[("Session-Expires:", "2;refresher=uac")]),
        sipp.answer_in_dialog(),
        sipp.owner_asks("BYE", number=1),
        sipp.got(200),
    ]
    run_outgoing(tmp_path, steps, timing=SHORT)


def test_an_owner_who_promised_to_refresh_and_does_not_is_given_up(tmp_path):
    promise = "Require: timer\nSession-Expires: 2;refresher=uas"
    steps = [
        sipp.got_invite(),
        sipp.reply(200, extra=promise, body=sipp.sdp(), retransmitted=True),
        sipp.got("ACK"),
        sipp.got("BYE"),
        sipp.answer_in_dialog(),
    ]
    run_outgoing(tmp_path, steps, timing=SHORT)


def test_a_longer_least_session_is_taken_up(tmp_path):
    steps = [
        sipp.got_invite(),
        sipp.reply(422, extra="Min-SE: 3600", contact=False, retransmitted=True),
        sipp.got("ACK"),
        sipp.got_invite(checks=[("Session-Expires:", "3600"), ("Min-SE:", "3600")]),
        sipp.reply(200, body=sipp.sdp(), retransmitted=True),
        sipp.got("ACK"),
        sipp.owner_asks("BYE", number=1),
        sipp.got(200),
    ]
    run_outgoing(tmp_path, steps)
