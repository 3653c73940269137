import asyncio

import pytest

from townline.adapters.sip.stack.leg import Cancelled, Digit, Left, LegOver
from townline.adapters.sip.tests import sipp
from townline.adapters.sip.tests.line import OURS, QUICK, line, next_event

pytestmark = pytest.mark.peer
TRUNK = f"sip:{sipp.CALLER}"


def run(tmp_path, steps, act, **options):
    async def scenario():
        async with (
            line(TRUNK, **options) as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            await act(held)
            await caller.done()

    asyncio.run(scenario())


def test_a_call_is_answered_and_the_caller_leaves(tmp_path):
    async def act(held):
        leg, dialled, caller = await held.call()
        assert (dialled, caller) == ("050400000001", "+821000000042")
        assert leg.offer.startswith(b"v=0")
        await leg.ring()
        await leg.answer(OURS)
        await next_event(leg, Left)
        await leg.bye()
        assert leg.events.empty()

    steps = [
        sipp.invite(),
        sipp.got(100),
        sipp.got(180, checks=[("To:", "tag=")]),
        sipp.got(200, routes=True, checks=[("Contact:", "sip:"), ("Allow:", "PRACK")]),
        sipp.ack(),
        sipp.bye(),
        sipp.got(200),
    ]
    run(tmp_path, steps, act)


def test_we_leave(tmp_path):
    async def act(held):
        leg, *_ = await held.call()
        await leg.answer(OURS)
        await leg.bye()
        await leg.bye()

    steps = [
        sipp.invite(),
        sipp.got(100),
        sipp.got(200, routes=True),
        sipp.ack(),
        sipp.got("BYE", checks=[("CSeq:", "1 BYE")]),
        sipp.answer_in_dialog(),
    ]
    run(tmp_path, steps, act)


def test_byes_that_cross_are_both_answered(tmp_path):
    async def act(held):
        leg, *_ = await held.call()
        await leg.answer(OURS)
        await leg.bye()

    steps = [
        sipp.invite(),
        sipp.got(100),
        sipp.got(200, routes=True),
        sipp.ack(),
        sipp.got("BYE"),
        # Theirs is sent before ours is answered.
        sipp.bye(),
        sipp.got(200),
    ]
    run(tmp_path, steps, act)


def test_a_caller_who_hangs_up_before_the_answer(tmp_path):
    async def act(held):
        leg, *_ = await held.call()
        await leg.ring()
        await next_event(leg, Cancelled)
        with pytest.raises(LegOver):
            await leg.answer(OURS)
        await leg.refuse(486)

    steps = [
        sipp.invite(),
        sipp.got(100),
        sipp.got(180),
        sipp.cancel(3),
        sipp.got(200),
        sipp.got(487, checks=[("CSeq:", "INVITE")]),
        sipp.ack_of_refusal(6),
    ]
    run(tmp_path, steps, act)


@pytest.mark.parametrize("status", [404, 480, 486, 488, 503, 603])
def test_a_call_is_refused(tmp_path, status):
    async def act(held):
        leg, *_ = await held.call()
        await leg.refuse(status)

    steps = [sipp.invite(), sipp.got(100), sipp.got(status), sipp.ack_of_refusal(3)]
    run(tmp_path, steps, act)


@pytest.mark.parametrize(
    ("kind", "body", "key"),
    [
        ("application/dtmf-relay", "Signal=3\nDuration=160\n", "3"),
        ("application/dtmf-relay", "Signal= *\nDuration= 250\n", "*"),
        ("application/dtmf", "5", "5"),
        ("application/dtmf", "11", "#"),
    ],
)
def test_keys_come_by_info(tmp_path, kind, body, key):
    async def act(held):
        leg, *_ = await held.call()
        await leg.answer(OURS)
        assert await next_event(leg) == Digit(key)
        await next_event(leg, Left)

    info = sipp.ask("INFO", number=2, body=body).replace("application/sdp", kind)
    steps = [sipp.invite(), sipp.got(100), sipp.got(200, routes=True), sipp.ack()]
    steps += [info, sipp.got(200), sipp.bye(3), sipp.got(200)]
    run(tmp_path, steps, act)


def test_what_is_no_key_is_told_to_its_sender(tmp_path):
    async def act(held):
        leg, *_ = await held.call()
        await leg.answer(OURS)
        await next_event(leg, Left)

    steps = [sipp.invite(), sipp.got(100), sipp.got(200, routes=True), sipp.ack()]
    steps += [sipp.ask("INFO", number=2, body="x").replace("application/sdp", "text/plain")]
    steps += [sipp.got(415), sipp.ask("INFO", number=3), sipp.got(200)]
    steps += [sipp.ask("REFER", number=4, extra="Refer-To: <sip:x@127.0.0.1>"), sipp.got(405)]
    steps += [sipp.bye(5), sipp.got(200)]
    run(tmp_path, steps, act)


def test_an_answer_that_is_never_acknowledged_ends_the_call(tmp_path):
    async def act(held):
        leg, *_ = await held.call()
        await leg.answer(OURS)
        await next_event(leg, Left)

    copies = [sipp.got(200, routes=True), sipp.got(200, optional=True)]
    steps = [sipp.invite(), sipp.got(100), *copies, sipp.got("BYE"), sipp.answer_in_dialog()]
    timing = type(QUICK)(t1=0.02)
    run(tmp_path, steps, act, timing=timing)


def test_an_offer_that_comes_late_is_answered_in_the_ack(tmp_path):
    async def act(held):
        leg, *_ = await held.call()
        assert leg.offer is None
        await leg.answer(OURS)
        answered = await next_event(leg)
        assert b"m=audio 40000" in answered.sdp
        await next_event(leg, Left)

    ack = sipp.ask("ACK", number=1, body=sipp.sdp())
    steps = [sipp.ask("INVITE", number=1, to=""), sipp.got(100), sipp.got(200, routes=True), ack]
    run(tmp_path, [*steps, sipp.bye(), sipp.got(200)], act)
