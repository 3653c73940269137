"""Who may call, and what is told to everybody else."""

import asyncio

import pytest

from townline.adapters.sip.stack.gate import Gate
from townline.adapters.sip.stack.leg import Cancelled, Left
from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.tests import sipp
from townline.adapters.sip.tests.line import OURS, line, next_event, until

pytestmark = pytest.mark.peer
TRUNK = f"sip:{sipp.CALLER}"


def refusal_counts(tmp_path, steps, *, host=sipp.CALLER, trunk=TRUNK, options=(), **more):
    """Let somebody ask; give what was counted. No call may begin."""

    async def scenario():
        async with (
            line(trunk, **more) as held,
            sipp.peer(tmp_path, steps, host=host, to=held.place, options=options) as caller,
        ):
            await caller.done()
            assert held.calls.empty()
            assert held.endpoint.live == 0
            return dict(held.endpoint.refused)

    return asyncio.run(scenario())


def refusal(status, **more):
    return [sipp.invite(**more), sipp.got(status), sipp.ack_of_refusal(2)]


def test_a_stranger_may_not_call(tmp_path):
    assert refusal_counts(tmp_path, refusal(403), host=sipp.STRANGER) == {"stranger": 1}


@pytest.mark.parametrize("method", ["REGISTER", "MESSAGE", "REFER", "SUBSCRIBE", "PUBLISH"])
@pytest.mark.parametrize("host", [sipp.CALLER, sipp.STRANGER])
def test_what_is_no_call_is_refused(tmp_path, method, host):
    steps = [sipp.ask(method, number=1, to=""), sipp.got(405, checks=[("Allow:", "INVITE")])]
    assert refusal_counts(tmp_path, steps, host=host) == {"method": 1}


def test_a_method_that_nobody_knows(tmp_path):
    steps = [sipp.ask("DANCE", number=1, to=""), sipp.got(501)]
    assert refusal_counts(tmp_path, steps) == {"method": 1}


@pytest.mark.parametrize("method", ["BYE", "INFO", "UPDATE", "PRACK"])
def test_a_request_of_no_call(tmp_path, method):
    steps = [sipp.ask(method, number=5, to=";tag=nobody", uri=sipp.DIALLED), sipp.got(481)]
    assert refusal_counts(tmp_path, steps) == {}


def test_options_are_answered_to_everybody(tmp_path):
    steps = [sipp.ask("OPTIONS", number=1, to=""), sipp.got(200, checks=[("Allow:", "INVITE")])]
    assert refusal_counts(tmp_path, steps, host=sipp.STRANGER) == {}


@pytest.mark.parametrize(
    ("status", "reason", "steps"),
    [
        (420, "extension", refusal(420, extra="Require: teleport")),
        (415, "body", [sipp.invite().replace("application/sdp", "text/plain"), sipp.got(415),
                       sipp.ack_of_refusal(2)]),
        (483, "malformed", [sipp.invite().replace("Forwards: 70", "Forwards: 0"), sipp.got(483)]),
        (416, "malformed", [sipp.invite(uri="mailto:x@example.org"), sipp.got(416)]),
        (400, "malformed", refusal(400, extra="Max-Forwards: many")[:2]),
    ],
)  # fmt: skip
def test_what_cannot_be_a_call_is_refused(tmp_path, status, reason, steps):
    assert status
    assert refusal_counts(tmp_path, steps) == {reason: 1}


def test_a_trunk_proves_itself(tmp_path):
    async def scenario():
        ours = [("WWW-Authenticate:", "Digest")]
        proved = sipp.invite(extra="[authentication username=office password=s3cret]", number=2)
        steps = [
            sipp.invite(),
            sipp.got(401, checks=ours).replace("<recv ", '<recv auth="true" '),
            sipp.ack_of_refusal(2),
            proved,
            sipp.got(100),
            sipp.got(200, routes=True),
            sipp.ack(2),
            sipp.bye(3),
            sipp.got(200),
        ]
        trunk = f"sip:office:s3cret@{sipp.CALLER}"
        async with (
            line(trunk) as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            leg, *_ = await held.call()
            await leg.answer(OURS)
            await next_event(leg, Left)
            await caller.done()

    asyncio.run(scenario())


def test_a_trunk_with_a_wrong_password_is_no_trunk(tmp_path):
    wrong = sipp.invite(extra="[authentication username=office password=wrong]", number=2)
    steps = [
        sipp.invite(),
        sipp.got(401).replace("<recv ", '<recv auth="true" '),
        sipp.ack_of_refusal(2),
        wrong,
        sipp.got(401),
    ]
    found = refusal_counts(tmp_path, steps, trunk=f"sip:office:s3cret@{sipp.CALLER}")
    assert found == {"unproved": 2}


def test_no_new_call_while_draining(tmp_path):
    async def scenario():
        steps = refusal(503)
        steps[1] = sipp.got(503, checks=[("Retry-After:", "[0-9]+")])
        async with line(TRUNK) as held:
            held.endpoint.drain()
            async with sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller:
                await caller.done()
            assert held.endpoint.refused == {"draining": 1}

    asyncio.run(scenario())


def test_no_more_calls_than_there_is_room_for(tmp_path):
    async def scenario():
        steps = [sipp.invite(), sipp.got(100), sipp.got(200, routes=True), sipp.ack()]
        steps += [sipp.bye(), sipp.got(200)]
        full = refusal(480)
        # 503 would make a carrier rest the trunk.
        words = [("Retry-After:", "[0-9]+"), ("Warning:", "399 .*too many calls at once")]
        full[1] = sipp.got(480, checks=words)
        async with (
            line(TRUNK, calls=1) as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            leg, _, _, over = await held.calls.get()
            async with sipp.peer(tmp_path, full, host=sipp.CALLER, to=held.place) as second:
                await second.done()
            await leg.answer(OURS)
            await next_event(leg, Left)
            over.set()
            await caller.done()
            await until(lambda: held.endpoint.live == 0)
            assert held.endpoint.refused == {"overload": 1}

    asyncio.run(scenario())


def test_a_flood_of_a_stranger_is_not_even_read(tmp_path):
    async def scenario():
        flood = [sipp.send(FLOOD, retransmitted=False)]
        async with line(TRUNK) as held:
            held.endpoint._gate = Gate(lambda: 0.0)  # all of it comes in one second
            refusal_counts = held.endpoint.refused
            async with sipp.peer(
                tmp_path,
                flood,
                host=sipp.STRANGER,
                to=held.place,
                options=("-m", "60", "-r", "1000"),
            ) as caller:
                await caller.done()
                await until(lambda: sum(refusal_counts.values()) == 60)
                assert refusal_counts == {"stranger": 20, "flood": 40}
                assert held.calls.empty()

    asyncio.run(scenario())


FLOOD = """
INVITE sip:050400000001@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:x@[local_ip]>;tag=[call_number]
To: <sip:050400000001@[remote_ip]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:x@[local_ip]:[local_port]>
Content-Length: 0

"""


def test_a_flood_of_calls_by_a_trunk_gets_clear_answers_and_leaves_nothing(tmp_path):
    async def scenario():
        begun = []

        async def refuse(leg, _dialled, _caller):
            begun.append(leg)
            await leg.refuse(486)

        steps = [sipp.invite(), sipp.got(100), sipp.got(486), sipp.ack_of_refusal(3)]
        async with (
            line(TRUNK, timing=Timing(t1=0.03), on_call=refuse) as held,
            sipp.peer(
                tmp_path, steps, host=sipp.CALLER, to=held.place, calls=300, options=("-r", "300")
            ) as caller,  # fmt: skip
        ):
            await caller.done()
            assert len(begun) == 300
            await until(lambda: held.endpoint.transactions == 0)
            assert not held.endpoint._stack.owners

    asyncio.run(scenario())


def test_a_call_of_ours_that_comes_back_is_a_loop(tmp_path):
    async def scenario():
        async with line("sip:127.0.0.1:1", listen="udp:127.0.0.1:0") as held:
            # The trunk is ourselves: what is dialled comes in again.
            trunk = held.endpoint._book._trunks[0]
            object.__setattr__(trunk, "port", held.endpoint.places[0].port)
            leg = await held.endpoint.dial(target="+821000000042", from_number="0504", sdp=OURS)
            refused = await next_event(leg)
            assert refused.status == 482
            assert held.endpoint.refused == {"loop": 1}

    asyncio.run(scenario())


def test_a_caller_that_leaves_while_we_work_is_told_once(tmp_path):
    async def scenario():
        steps = [sipp.invite(), sipp.got(100), sipp.ask("CANCEL", number=1, to="", back=2)]
        steps += [sipp.got(200), sipp.got(487), sipp.ack_of_refusal(5)]
        async with (
            line(TRUNK) as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            leg, *_ = await held.call()
            await next_event(leg, Cancelled)
            await caller.done()
            assert leg.events.empty()

    asyncio.run(scenario())
