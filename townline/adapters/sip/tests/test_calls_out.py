import asyncio
import contextlib
import socket

import pytest

from townline.adapters.sip.stack.leg import Answered, DialRefused, Left, Rings
from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.tests import sipp
from townline.adapters.sip.tests.line import OURS, PHONE, SAFE, line, next_event

pytestmark = pytest.mark.peer


def run(tmp_path, steps, act, *, user="", options="", **more):
    async def scenario():
        async with (
            sipp.peer(tmp_path, steps, host=sipp.OWNER) as owner,
            line(f"sip:{user}{owner.place}{options}", **more) as held,
        ):
            leg = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
            await act(leg, held)
            await owner.done()

    asyncio.run(scenario())


def test_the_owner_rings_answers_and_leaves(tmp_path):
    async def act(leg, _held):
        assert (await next_event(leg, Rings)).sdp is None
        assert b"m=audio 40000" in (await next_event(leg, Rings)).sdp
        assert b"m=audio 40000" in (await next_event(leg, Answered)).sdp
        await next_event(leg, Left)

    shown = [
        ("From:", "<sip:[+]8250400000001@127.0.0.1"),
        ("Contact:", "<sip:line@127.0.0.1"),
        ("Privacy:", "none"),
    ]
    steps = [
        sipp.got_invite(checks=shown),
        sipp.reply(100, tag="", contact=False),
        sipp.reply(180),
        sipp.reply(183, body=sipp.sdp()),
        sipp.reply(200, body=sipp.sdp(), retransmitted=True),
        sipp.got("ACK", checks=[("CSeq:", "1 ACK")]),
        sipp.owner_asks("BYE", number=1),
        sipp.got(200),
    ]
    run(tmp_path, steps, act)


def test_we_leave(tmp_path):
    async def act(leg, _held):
        await next_event(leg, Answered)
        await leg.bye()

    steps = [sipp.got_invite(), sipp.reply(200, body=sipp.sdp(), retransmitted=True)]
    steps += [sipp.got("ACK"), sipp.got("BYE", checks=[("CSeq:", "2 BYE")])]
    run(tmp_path, [*steps, sipp.answer_in_dialog()], act)


@pytest.mark.parametrize("status", [302, 404, 480, 486, 603])
def test_a_refusal_is_told_and_nobody_else_is_asked(tmp_path, status):
    # A redirection would show the caller's number to whoever it names.
    async def act(leg, _held):
        assert await next_event(leg) == DialRefused(status)

    elsewhere = "Contact: <sip:somebody@127.0.0.99>" if status == 302 else ""
    refusal = sipp.reply(status, extra=elsewhere, contact=status != 302, retransmitted=True)
    run(tmp_path, [sipp.got_invite(), refusal, sipp.got("ACK")], act)


def test_what_is_taken_back_before_it_left_rings_nowhere():
    async def scenario():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as owner:
            owner.bind((sipp.OWNER, 0))
            owner.setblocking(False)
            async with line(f"sip:{sipp.OWNER}:{owner.getsockname()[1]}") as held:
                leg = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
                await leg.cancel()
                assert await next_event(leg) == DialRefused(487)
                with pytest.raises(BlockingIOError):
                    owner.recv(1)

    asyncio.run(scenario())


def test_what_is_dialled_is_taken_back(tmp_path):
    async def act(leg, _held):
        await next_event(leg, Rings)
        await leg.cancel()
        assert await next_event(leg) == DialRefused(487)
        await leg.cancel()

    steps = [
        sipp.got_invite(),
        sipp.reply(180),
        sipp.got("CANCEL", checks=[("CSeq:", "1 CANCEL")]),
        sipp.reply(200, contact=False),
        refused_invite(487),
        sipp.got("ACK"),
    ]
    run(tmp_path, steps, act)


def refused_invite(status):
    """Refuse the INVITE after a CANCEL came: of the last request only the CSeq is another's."""
    return sipp.reply(status, retransmitted=True).replace("[last_CSeq:]", "CSeq: 1 INVITE")


def test_nobody_answers(tmp_path):
    async def act(leg, _held):
        await next_event(leg, Rings)
        assert await next_event(leg) == DialRefused(487)

    steps = [sipp.got_invite(), sipp.reply(180), sipp.got("CANCEL")]
    steps += [sipp.reply(200, contact=False), refused_invite(487), sipp.got("ACK")]
    run(tmp_path, steps, act, timing=Timing(t1=0.1, ring=0.3))


def test_an_answer_that_crosses_is_ended(tmp_path):
    async def act(leg, _held):
        await next_event(leg, Rings)
        await leg.cancel()
        assert await next_event(leg) == DialRefused(487)

    answer = sipp.reply(200, body=sipp.sdp(), retransmitted=True)
    steps = [
        sipp.got_invite(),
        sipp.reply(180),
        sipp.got("CANCEL"),
        sipp.reply(200, contact=False),
        answer.replace("[last_CSeq:]", "CSeq: 1 INVITE"),
        sipp.got("ACK"),
        sipp.got("BYE"),
        sipp.answer_in_dialog(),
    ]
    run(tmp_path, steps, act)


def test_what_is_kept_is_kept_before_the_acknowledgement(tmp_path):
    async def act(leg, _held):
        dumps = []

        async def keep():
            dumps.append(leg.dump())

        leg.before_ack = keep
        await next_event(leg, Answered)
        assert dumps[0]["dialog"]["remote_tag"]
        await leg.bye()

    steps = [sipp.got_invite(), sipp.reply(200, body=sipp.sdp(), retransmitted=True)]
    run(tmp_path, [*steps, sipp.got("ACK"), sipp.got("BYE"), sipp.answer_in_dialog()], act)


def test_a_call_that_cannot_be_kept_is_ended(tmp_path):
    async def act(leg, _held):
        async def keep():
            raise OSError("no database")

        leg.before_ack = keep
        assert await next_event(leg) == DialRefused(480)

    steps = [sipp.got_invite(), sipp.reply(200, body=sipp.sdp(), retransmitted=True)]
    run(tmp_path, [*steps, sipp.got("ACK"), sipp.got("BYE"), sipp.answer_in_dialog()], act)


@pytest.mark.parametrize("status", [401, 407])
def test_a_challenge_is_answered(tmp_path, status):
    async def act(leg, _held):
        await next_event(leg, Answered)
        await leg.bye()

    name = "WWW-Authenticate" if status == 401 else "Proxy-Authenticate"
    challenge = f'{name}: Digest realm="net", nonce="abc", qop="auth", algorithm=MD5'
    proof = "Authorization" if status == 401 else "Proxy-Authorization"
    verified = (
        '<recv request="INVITE"><action><verifyauth assign_to="proved" username="office" '
        'password="s3cret"/><test assign_to="seen" variable="proved" compare="equal" value="1"/>'
        f'<ereg regexp="Digest.*office" search_in="hdr" header="{proof}:" check_it="true" '
        'assign_to="whole"/></action></recv>'
    )
    steps = [
        sipp.got("INVITE"),
        sipp.reply(status, extra=challenge, retransmitted=True),
        sipp.got("ACK"),
        verified,
        sipp.reply(200, body=sipp.sdp(), retransmitted=True),
        sipp.got("ACK"),
        sipp.got("BYE"),
        sipp.answer_in_dialog(),
    ]
    run(tmp_path, steps, act, user="office:s3cret@")


@pytest.mark.parametrize("numbers", ["national", "e164"])
def test_both_numbers_are_written_as_the_trunk_wants_them(tmp_path, numbers):
    async def act(leg, _held):
        assert await next_event(leg) == DialRefused(404)

    called, shown = ("01000000042", "050400000001")
    if numbers == "e164":
        called, shown = ("[+]821000000042", "[+]8250400000001")
    checks = [("To:", f"<sip:{called}@"), ("From:", f"<sip:{shown}@")]
    steps = [sipp.got("INVITE", checks=checks)]
    steps += [sipp.reply(404, retransmitted=True), sipp.got("ACK")]
    run(tmp_path, steps, act, options=f";numbers={numbers}")


def failover(tmp_path, first, *, rest=30.0):
    """Dial twice while the first trunk fails; the second takes both."""

    async def scenario():
        answering = [sipp.got_invite(), sipp.reply(486, retransmitted=True), sipp.got("ACK")]
        async with (
            sipp.peer(tmp_path, answering, host=sipp.OWNER, calls=2) as second,
            first() as place,
            line(
                f"sip:{place};dial=yes,sip:{second.place};dial=yes",
                timing=Timing(t1=0.1, trunk=0.4),
            ) as held,
        ):
            for _ in range(2):
                leg = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
                assert await next_event(leg) == DialRefused(486)
                assert leg.trunk == "trunk-2"
            await second.done()

    asyncio.run(scenario())


def test_the_next_trunk_is_tried_when_one_is_silent(tmp_path):
    @contextlib.asynccontextmanager
    async def silent():
        with socket.socket(type=socket.SOCK_DGRAM) as deaf:
            deaf.bind((sipp.CALLER, 0))
            yield f"{sipp.CALLER}:{deaf.getsockname()[1]}"
            deaf.setblocking(False)
            # Only the first call came here: then the trunk was left to rest.
            ids = set()
            with contextlib.suppress(BlockingIOError):
                while True:
                    text = deaf.recv(4096).decode()
                    ids.add(next(x for x in text.splitlines() if x.startswith("Call-ID")))
            assert len(ids) == 1

    failover(tmp_path, silent)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_the_next_trunk_is_tried_when_one_has_no_room_or_a_fault(tmp_path, status):
    @contextlib.asynccontextmanager
    async def full():
        refusing = [sipp.got_invite(), sipp.reply(status, retransmitted=True), sipp.got("ACK")]
        async with sipp.peer(tmp_path, refusing, host=sipp.CALLER) as first:
            yield first.place
            await first.done()

    failover(tmp_path, full)


@pytest.mark.parametrize("option", ["", ";dial=no"])
def test_who_only_delivers_calls_is_not_dialled_when_another_trunk_fails(tmp_path, option):
    """It would learn owners' numbers."""

    async def scenario():
        with socket.socket(type=socket.SOCK_DGRAM) as delivers:
            delivers.bind((sipp.CALLER, 0))
            delivers.setblocking(False)
            port = delivers.getsockname()[1]
            refusing = [sipp.got_invite(), sipp.reply(503, retransmitted=True), sipp.got("ACK")]
            async with (
                sipp.peer(tmp_path, refusing, host=sipp.OWNER) as full,
                line(f"sip:{sipp.CALLER}:{port}{option},sip:{full.place};dial=yes") as held,
            ):
                leg = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
                assert await next_event(leg) == DialRefused(503)
                await full.done()
            with pytest.raises(BlockingIOError):
                delivers.recv(4096)

    asyncio.run(scenario())


def test_no_trunk_at_all_is_told(tmp_path):
    async def scenario():
        port = sipp.free_port(sipp.OWNER)
        async with line(f"sip:{sipp.OWNER}:{port}", timing=Timing(t1=0.05, trunk=0.2)) as held:
            leg = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
            assert await next_event(leg) == DialRefused(408)

    asyncio.run(scenario())


def test_two_phones_of_one_number_answer_at_once(tmp_path):
    # A fork behind the trunk: who comes second is acknowledged and hung up.
    async def act(leg, _held):
        await next_event(leg, Answered)
        await next_event(leg, Left)

    steps = [
        sipp.got_invite(),
        sipp.reply(200, body=sipp.sdp()),
        sipp.got("ACK", checks=[("To:", "tag=[0-9]+o")]),
        # The INVITE's own lines come back with the tag of another phone.
        sipp.reply(200, body=sipp.sdp(), tag="")
        .replace("[last_To:]", "To: [$me];tag=other")
        .replace("[last_CSeq:]", "CSeq: 1 INVITE")
        .replace("[last_Via:]", "Via: [$via]"),
        sipp.got("ACK", checks=[("To:", "tag=other")]),
        sipp.got("BYE", checks=[("To:", "tag=other")]),
        sipp.answer_in_dialog(),
        sipp.owner_asks("BYE", number=1),
        sipp.got(200),
    ]
    run(tmp_path, steps, act)
