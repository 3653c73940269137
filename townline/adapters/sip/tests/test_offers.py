"""Hold, another address, crossing offers, 100rel: what changes in a call that stands."""

import asyncio

import pytest

from townline.adapters.sip.stack.leg import Answered, Left, LegOver, Offered, Rings
from townline.adapters.sip.tests import sipp
from townline.adapters.sip.tests.line import OTHER, OURS, PHONE, SAFE, line, next_event

pytestmark = pytest.mark.peer
HOLD = sipp.sdp(2, "sendonly")
BEGINNING = [sipp.invite(), sipp.got(100), sipp.got(200, routes=True), sipp.ack()]


def answer_call(tmp_path, steps, act, **options):
    """Let somebody call, answer, and go on as the test says."""

    async def scenario():
        async with (
            line(f"sip:{sipp.CALLER}", **options) as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            leg, *_ = await held.call()
            await leg.answer(OURS)
            await act(leg, held)
            await caller.done()

    asyncio.run(scenario())


def dial_owner(tmp_path, steps, act, **options):
    """Call somebody, and go on as the test says."""

    async def scenario():
        async with (
            sipp.peer(tmp_path, steps, host=sipp.OWNER) as owner,
            line(f"sip:{owner.place}", **options) as held,
        ):
            leg = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
            await act(leg, held)
            await owner.done()

    asyncio.run(scenario())


@pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
def test_the_caller_holds(tmp_path, method):
    async def act(leg, _held):
        offered = await next_event(leg, Offered)
        assert b"a=sendonly" in offered.sdp
        await offered.reply(OTHER)
        await next_event(leg, Left)

    again = [sipp.ask(method, number=2, body=HOLD)]
    again += [sipp.got(100, optional=True), sipp.got(200, checks=[("CSeq:", f"2 {method}")])]
    again += [sipp.ack(2)] if method == "INVITE" else []
    answer_call(tmp_path, [*BEGINNING, *again, sipp.bye(3), sipp.got(200)], act)


def test_an_offer_that_is_not_taken(tmp_path):
    async def act(leg, _held):
        await (await next_event(leg, Offered)).reply(None)
        await next_event(leg, Left)

    again = [sipp.ask("INVITE", number=2, body=HOLD), sipp.got(488)]
    again += [sipp.ask("ACK", number=2, back=2)]
    answer_call(tmp_path, [*BEGINNING, *again, sipp.bye(3), sipp.got(200)], act)


def test_an_offer_that_nobody_looks_at_is_refused_in_time(tmp_path):
    async def act(leg, _held):
        await next_event(leg, Offered)
        await next_event(leg, Left)

    again = [sipp.ask("INVITE", number=2, body=HOLD), sipp.got(488)]
    again += [sipp.ask("ACK", number=2, back=2)]
    answer_call(tmp_path, [*BEGINNING, *again, sipp.bye(3), sipp.got(200)], act)


def test_the_same_offer_once_more_is_only_a_refresh(tmp_path):
    async def act(leg, _held):
        assert isinstance(await next_event(leg), Left)

    again = [sipp.ask("INVITE", number=2, body=sipp.sdp()), sipp.got(200), sipp.ack(2)]
    empty = [sipp.ask("INVITE", number=3), sipp.got(200)]
    empty += [sipp.ask("ACK", number=3, body=sipp.sdp())]
    update = [sipp.ask("UPDATE", number=4), sipp.got(200)]
    steps = [*BEGINNING, *again, *empty, *update, sipp.bye(5), sipp.got(200)]
    answer_call(tmp_path, steps, act)


@pytest.mark.parametrize("usable", [True, False])
def test_the_ack_of_an_invite_without_sdp_brings_the_answer(tmp_path, usable):
    async def act(leg, _held):
        answer = await next_event(leg, Offered)
        assert b"a=sendonly" in answer.sdp
        await answer.reply(OURS if usable else None)
        assert isinstance(await next_event(leg), Left)

    again = [sipp.ask("INVITE", number=2), sipp.got(100, optional=True), sipp.got(200)]
    again += [sipp.ask("ACK", number=2, body=HOLD)]
    end = [sipp.bye(3), sipp.got(200)] if usable else [sipp.got("BYE"), sipp.answer_in_dialog()]
    answer_call(tmp_path, [*BEGINNING, *again, *end], act)


def test_we_offer_to_the_caller(tmp_path):
    async def act(leg, _held):
        assert b"a=sendonly" in await leg.reinvite(OTHER)
        await next_event(leg, Left)

    again = [sipp.got("INVITE", checks=[("CSeq:", "1 INVITE")])]
    again += [sipp.answer_in_dialog(body=HOLD), sipp.got("ACK", checks=[("CSeq:", "1 ACK")])]
    answer_call(tmp_path, [*BEGINNING, *again, sipp.bye(2), sipp.got(200)], act)


def test_the_owner_holds(tmp_path):
    async def act(leg, _held):
        await next_event(leg, Answered)
        offered = await next_event(leg, Offered)
        await offered.reply(OTHER)
        await next_event(leg, Left)

    steps = [sipp.got_invite(), sipp.reply(200, body=sipp.sdp(), retransmitted=True)]
    steps += [sipp.got("ACK"), sipp.owner_asks("INVITE", number=1, body=HOLD)]
    steps += [sipp.got(100, optional=True), sipp.got(200), sipp.owner_asks("ACK", number=1)]
    dial_owner(tmp_path, [*steps, sipp.owner_asks("BYE", number=2), sipp.got(200)], act)


def test_offers_that_cross(tmp_path):
    # Theirs is refused while ours is open (491); ours is offered again after their 491.
    async def act(leg, _held):
        assert b"a=sendonly" in await leg.reinvite(OTHER)
        await next_event(leg, Left)

    again = [
        sipp.got("INVITE", checks=[("CSeq:", "1 INVITE")]),
        sipp.ask("INVITE", number=2, body=HOLD),
        sipp.got(491),
        sipp.ask("ACK", number=2, back=2),
        sipp.refuse_stored(491),
        sipp.got("ACK"),
        sipp.got("INVITE", checks=[("CSeq:", "2 INVITE")]),
        sipp.answer_in_dialog(body=HOLD),
        sipp.got("ACK", checks=[("CSeq:", "2 ACK")]),
    ]
    again[0] = sipp.got_again("INVITE")
    answer_call(tmp_path, [*BEGINNING, *again, sipp.bye(3), sipp.got(200)], act)


@pytest.mark.parametrize("status", [481, 408])
def test_a_call_that_the_far_end_does_not_know_any_more_is_over(tmp_path, status):
    async def act(leg, _held):
        with pytest.raises(LegOver):
            await leg.reinvite(OTHER)
        await next_event(leg, Left)

    again = [sipp.got("INVITE"), sipp.reply(status, tag="", retransmitted=True), sipp.got("ACK")]
    answer_call(tmp_path, [*BEGINNING, *again, sipp.got("BYE"), sipp.answer_in_dialog()], act)


def test_an_offer_that_the_far_end_refuses_leaves_the_call(tmp_path):
    async def act(leg, _held):
        with pytest.raises(LegOver):
            await leg.reinvite(OTHER)
        await next_event(leg, Left)

    again = [sipp.got("INVITE"), sipp.reply(488, tag="", retransmitted=True), sipp.got("ACK")]
    answer_call(tmp_path, [*BEGINNING, *again, sipp.bye(2), sipp.got(200)], act)


def test_a_caller_who_requires_100rel_gets_it(tmp_path):
    async def scenario():
        steps = [
            sipp.invite(extra="Require: 100rel"),
            sipp.got(100),
            sipp.got(
                180, routes=True, checks=[("Require:", "100rel"), ("RSeq:", "[0-9]+")], action=RSEQ
            ),
            sipp.ask("PRACK", number=2, extra="RAck: [$rseq] 1 INVITE"),
            sipp.got(200, checks=[("CSeq:", "2 PRACK")]),
            sipp.got(200, routes=True, checks=[("CSeq:", "1 INVITE")]),
            sipp.ack(),
            sipp.bye(3),
            sipp.got(200),
        ]
        async with (
            line(f"sip:{sipp.CALLER}") as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            leg, *_ = await held.call()
            await leg.ring()
            await leg.answer(OURS)
            await next_event(leg, Left)
            await caller.done()

    asyncio.run(scenario())


RSEQ = '<ereg regexp="[0-9]+" search_in="hdr" header="RSeq:" assign_to="rseq"/>'


def test_an_owner_who_requires_100rel_gets_it(tmp_path):
    async def act(leg, _held):
        assert b"m=audio 40000" in (await next_event(leg, Rings)).sdp
        # The answer has no body: what was agreed before it holds.
        assert b"m=audio 40000" in (await next_event(leg, Answered)).sdp
        await leg.bye()

    reliable = "Require: 100rel\nRSeq: 77"
    prack = [("RAck:", "77 1 INVITE"), ("CSeq:", "2 PRACK")]
    steps = [
        sipp.got_invite(checks=[("Supported:", "100rel")]),
        sipp.reply(183, extra=reliable, body=sipp.sdp()),
        sipp.got("PRACK", checks=prack),
        sipp.answer_in_dialog(),
        sipp.reply_stored(200),
        sipp.got("ACK", checks=[("CSeq:", "1 ACK")]),
        sipp.got("BYE", checks=[("CSeq:", "3 BYE")]),
        sipp.answer_in_dialog(),
    ]
    dial_owner(tmp_path, steps, act)
