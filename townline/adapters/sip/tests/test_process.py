"""The process as the supervisor starts it: killed, told to stop, wrongly configured."""

import asyncio
import contextlib
import signal

import pytest
from django.db import connection

from townline.adapters.sip.tests import processes, sipp
from townline.adapters.sip.worker import BEAT
from townline.lines.safenumbers.tests.number_plates import issue

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def number(world):
    """A safe number whose owner is 010-0000-0042."""
    lease = issue(world.now, phones=["010-0000-0042"])
    connection.close()
    return lease.number


async def query_database(function):
    """Ask the database in a thread, and let go of its connection."""

    def work():
        try:
            return function()
        finally:
            connection.close()

    return await asyncio.to_thread(work)


async def shows(function, wanted):
    async with asyncio.timeout(60):
        while await query_database(function) != wanted:  # noqa: ASYNC110 -- another process rings no bell
            await asyncio.sleep(0.05)


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def calls():
    return rows("SELECT state, stage, outcome FROM safenumbers_call")


def key(digit, number):
    body = f"Signal={digit}\nDuration=160\n"
    info = sipp.ask("INFO", number=number, body=body)
    return info.replace("application/sdp", "application/dtmf-relay")


def owner_key(digit):
    info = sipp.owner_asks("INFO", number=1, body=f"Signal={digit}\nDuration=160\n")
    return info.replace("application/sdp", "application/dtmf-relay")


def dialling(number, steps, who="+821000000042"):
    renumbered = (step.replace("050400000001", number) for step in steps)
    return [step.replace("+821000000042", who) for step in renumbered]


CALLING = [
    sipp.invite(),
    sipp.got(100),
    sipp.got(200, routes=True),
    sipp.ack(),
    key(3, 2),
    sipp.got(200),
    # Joined: the caller is offered the way to the owner.
    sipp.got("INVITE"),
    sipp.answer_in_dialog(body=sipp.sdp()),
    sipp.got("ACK"),
    sipp.got("BYE"),
    sipp.answer_in_dialog(),
]
ANSWERING = [
    sipp.got_invite(),
    sipp.reply(180),
    sipp.reply(200, body=sipp.sdp(), retransmitted=True),
    sipp.got("ACK"),
    owner_key(1),
    sipp.got(200),
    sipp.got("BYE"),
    sipp.answer_in_dialog(),
]


def run_joined_call(tmp_path, number, rtpengine, act, *, workers=2, **dials):
    """Let two people talk through the first of some workers, then go on as the test says."""

    async def scenario():
        port = sipp.free_port(sipp.OWNER)
        trunks = f"sip:{sipp.OWNER}:{port},sip:{sipp.CALLER}"
        async with contextlib.AsyncExitStack() as stack:
            started = [
                await stack.enter_async_context(processes.worker(trunks, rtpengine.port))
                for _ in range(workers)
            ]
            for each in started:
                await each.wait_for("listening for calls")
            first = started[0]
            steps = dialling(number, CALLING, **dials)
            async with (
                sipp.peer(tmp_path, ANSWERING, host=sipp.OWNER, port=port) as owner,
                sipp.peer(tmp_path, steps, host=sipp.CALLER, to=first.place) as caller,
            ):
                await shows(calls, [("live", "talking", "")])
                await act(*started)
                await caller.done()
                await owner.done()
            # A worker in a hurry may leave the ports to the other one, which frees them.
            await asyncio.wait_for(_wait_ports_freed(rtpengine), 60)

    asyncio.run(scenario())


async def _wait_ports_freed(rtpengine):
    media = await rtpengine.media()
    try:
        while await rtpengine.calls(media):  # noqa: ASYNC110 -- it tells of nothing by itself
            await asyncio.sleep(0.1)
    finally:
        await media.close_down()


def test_when_a_worker_is_killed_another_ends_its_calls(tmp_path, number, rtpengine):
    async def act(first, second):
        first.process.kill()
        await second.wait_for("a call of a worker that is gone is ended")
        await shows(lambda: [row[::2] for row in calls()], [("lost", "lost")])

    run_joined_call(tmp_path, number, rtpengine, act)
    # A lease of four seconds runs out, and the other looks within a beat: well within ten.
    assert 4 + 2 * BEAT < 10


def test_a_worker_that_the_supervisor_saw_die_is_followed_at_once(tmp_path, number, rtpengine):
    """Its successor waits for no lease: it is told which process it follows."""

    async def act(first):
        first.process.kill()
        await first.ended()
        # As long as its lease would be: only the supervisor knows better.
        await query_database(lambda: rows(_LONGER))
        more = {"TOWNLINE_PREDECESSOR": str(first.process.pid)}
        async with processes.worker(f"sip:{sipp.CALLER}", rtpengine.port, **more) as successor:
            await successor.wait_for("a call of a worker that is gone is ended")
            await shows(lambda: [row[::2] for row in calls()], [("lost", "lost")])

    run_joined_call(tmp_path, number, rtpengine, act, workers=1)


_LONGER = (
    "UPDATE safenumbers_callworker SET leased_until = leased_until + interval '1 hour' RETURNING 1"
)


async def stopped_twice(worker):
    """Let a worker end its call at once; give its exit code."""
    worker.process.send_signal(signal.SIGTERM)
    await worker.wait_for("no new calls; 1 go on")
    worker.process.send_signal(signal.SIGTERM)
    code, _ = await worker.ended()
    return code


def test_told_to_stop_twice_it_ends_its_calls_at_once(tmp_path, number, rtpengine):
    async def act(first, _second):
        assert await stopped_twice(first) == 0
        await shows(lambda: [row[::2] for row in calls()], [("over", "talked")])

    run_joined_call(tmp_path, number, rtpengine, act)


def test_told_to_stop_once_it_lets_a_call_go_on(tmp_path, number, rtpengine):
    async def scenario():
        begun = [sipp.invite(), sipp.got(100), sipp.got(200, routes=True), sipp.ack()]
        steps = [*begun, sipp.pause(600_000)]
        refused = [sipp.invite(), sipp.got(503), sipp.ack_of_refusal(2)]
        async with processes.worker(f"sip:{sipp.CALLER}", rtpengine.port) as worker:
            await worker.wait_for("listening for calls")
            there = {"host": sipp.CALLER, "to": worker.place}
            async with sipp.peer(tmp_path, dialling(number, steps), **there) as caller:
                await shows(lambda: [row[0] for row in calls()], ["live"])
                worker.process.send_signal(signal.SIGTERM)
                await worker.wait_for("no new calls; 1 go on")
                async with sipp.peer(tmp_path, refused, **there) as second:
                    await second.done()
                assert [row[0] for row in await query_database(calls)] == ["live"]
                worker.process.send_signal(signal.SIGTERM)
                caller.kill()
            code, _ = await worker.ended()
            assert code == 0
        # Also those of a caller who answers nothing any more.
        await asyncio.wait_for(_wait_ports_freed(rtpengine), 60)

    asyncio.run(scenario())


def test_a_wrong_variable_is_said_plainly(district, rtpengine):
    connection.close()

    async def scenario():
        wrong = "sip:office:s3cret@:1"
        async with processes.worker(wrong, rtpengine.port) as worker:
            return await worker.ended()

    code, output = asyncio.run(scenario())
    assert code == 2
    assert "TOWNLINE_SIP_TRUNKS: trunk-1 must be like sip:192.0.2.10:5060" in output
    assert "s3cret" not in output
    assert "Traceback" not in output


def test_without_a_place_it_waits_to_be_stopped(district, rtpengine):
    connection.close()

    async def scenario():
        async with processes.worker("", rtpengine.port, listen="") as worker:
            await worker.wait_for("calls are off: TOWNLINE_SIP_LISTEN is not set")
            worker.process.send_signal(signal.SIGTERM)
            return await worker.ended()

    code, _ = asyncio.run(scenario())
    assert code == 0
