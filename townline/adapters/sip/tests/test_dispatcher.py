"""A real Kamailio in front of two real workers, one of which is killed."""

import asyncio
import contextlib

import pytest

from townline.adapters.sip.dispatcher import Front, FrontError, files
from townline.adapters.sip.tests import processes, sipp
from townline.adapters.sip.tests.test_process import (
    ANSWERING,
    CALLING,
    calls,
    number as number,  # noqa: PLC0414 -- a fixture
    query_database,
    rows,
    shows,
)

FRONT = "127.0.0.2"
BRIEF = [
    sipp.invite(),
    sipp.got(100),
    sipp.got(200, routes=True),
    sipp.ack(),
    sipp.bye(),
    sipp.got(200),
]


@contextlib.asynccontextmanager
async def kamailio(folder, front):
    for name, text in files(front).items():
        (folder / name).write_text(text)
    log = (folder / "kamailio.log").open("wb")
    process = await asyncio.create_subprocess_exec(
        *("kamailio", "-f", str(folder / "kamailio.cfg"), "-DD", "-E", "-m", "32", "-M", "4"),
        *("-Y", str(folder)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=log,
    )
    log.close()
    host, port = front.listen.removeprefix("udp:").split(":")
    try:
        async with asyncio.timeout(30):
            await sipp._listens(host, int(port), process)
        assert process.returncode is None, (folder / "kamailio.log").read_text()
        yield f"{host}:{port}"
    except BaseException as error:
        error.add_note((folder / "kamailio.log").read_text()[-3000:])
        raise
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def workers_of_calls():
    return rows("SELECT DISTINCT worker FROM safenumbers_call")


@pytest.mark.peer
@pytest.mark.kill
@pytest.mark.django_db(transaction=True)
def test_calls_stay_with_their_worker_and_go_on_with_the_other(tmp_path, number, rtpengine):
    async def scenario():
        place = f"{FRONT}:{sipp.free_port(FRONT)}"
        port = sipp.free_port(sipp.OWNER)
        trunk = f"sip:{place}"
        async with (
            processes.worker(trunk, rtpengine.port) as one,
            processes.worker(trunk, rtpengine.port) as two,
        ):
            front = Front(
                listen=f"udp:{place}",
                workers=[f"udp:{one.place}", f"udp:{two.place}"],
                trunks=f"sip:{sipp.OWNER}:{port},sip:{sipp.CALLER}",
                folder=tmp_path,
                children=1,
                ping=1,
            )
            async with kamailio(tmp_path, front):
                await one.wait_for("listening for calls")
                await two.wait_for("listening for calls")
                await many(tmp_path, place, number, 8)
                assert len(await query_database(workers_of_calls)) == 2
                await check_killed_worker(tmp_path, place, port, number, [one, two])
                await many(tmp_path, place, number, 6)
                await check_refused(tmp_path, place, number)

    asyncio.run(scenario())


def with_number(number, steps):
    return [step.replace("050400000001", number) for step in steps]


async def many(folder, place, number, count):
    there = {"host": sipp.CALLER, "to": place, "calls": count, "options": ("-r", "20")}
    # One caller may not call so often.
    steps = [step.replace("+821000000042", "+82100000010[call_number]") for step in BRIEF]
    async with sipp.peer(folder, with_number(number, steps), **there) as caller:
        await caller.done()
    await shows(lambda: [row for row in calls() if row[0] == "live"], [])


async def check_killed_worker(folder, place, port, number, workers):
    """Kill the worker that holds a call of two people: both are hung up, through Kamailio."""
    async with (
        sipp.peer(folder, ANSWERING, host=sipp.OWNER, port=port) as owner,
        sipp.peer(folder, with_number(number, CALLING), host=sipp.CALLER, to=place) as caller,
    ):
        await shows(lambda: ("live", "talking", "") in calls(), True)
        name = await query_database(holder_of_live)
        holder = next(worker for worker in workers if str(worker.process.pid) in name)
        holder.process.kill()
        await caller.done()
        await owner.done()


def holder_of_live():
    ((name,),) = rows("SELECT worker FROM safenumbers_call WHERE state = 'live'")
    return name.split("-")


async def check_refused(folder, place, number):
    """Somebody who is no network of ours gets no call."""
    steps = [*with_number(number, [sipp.invite()]), sipp.got(403), sipp.ack_of_refusal(2)]
    async with sipp.peer(folder, steps, host=sipp.STRANGER, to=place) as stranger:
        await stranger.done()


CALLEE_STEPS = [
    sipp.got("INVITE", routes=True),
    sipp.reply(200, body=sipp.sdp(), retransmitted=True),
    sipp.got("ACK"),
    sipp.got("BYE"),
    sipp.answer_in_dialog(),
]


def refusing(status, extra=""):
    return [sipp.got("INVITE"), sipp.reply(status, extra=extra), sipp.got("ACK")]


@contextlib.asynccontextmanager
async def run_front(folder, *, workers, trunks):
    """Put a Kamailio, which asks nobody whether they live, before SIPp on both sides."""
    place = f"{FRONT}:{sipp.free_port(FRONT)}"
    front = Front(
        listen=f"udp:{place}", workers=[f"udp:{one}" for one in workers],
        trunks=",".join(f"sip:{one}" for one in trunks), folder=folder, children=1, ping=3600,
    )  # fmt: skip
    async with kamailio(folder, front):
        yield place


@pytest.mark.peer
@pytest.mark.parametrize("status", [500, 504])
def test_a_network_that_fails_leads_to_the_next(tmp_path, status):
    async def scenario():
        port = sipp.free_port(sipp.CALLER)
        async with (
            sipp.peer(tmp_path, refusing(status), host=sipp.OWNER) as first,
            sipp.peer(tmp_path, CALLEE_STEPS, host=sipp.OWNER) as second,
            run_front(
                tmp_path,
                workers=[f"{sipp.CALLER}:{port}"],
                trunks=[f"{one.place};dial=yes" for one in (first, second)],
            ) as place,
            sipp.peer(tmp_path, BRIEF, host=sipp.CALLER, port=port, to=place) as worker,
        ):
            for each in (worker, first, second):
                await each.done()

    asyncio.run(scenario())


@pytest.mark.peer
def test_a_worker_without_room_leads_to_the_other(tmp_path):
    async def scenario():
        full = refusing(480, "Retry-After: 10")
        many_calls = {"calls": 16, "options": ("-r", "50")}
        async with (
            # Sixteen Call-IDs: some of them belong to the worker that has no room.
            sipp.peer(tmp_path, full, host=sipp.OWNER, calls=16) as busy,
            sipp.peer(tmp_path, CALLEE_STEPS, host=sipp.OWNER, calls=16) as other,
            run_front(
                tmp_path,
                workers=[busy.place, other.place],
                trunks=[sipp.CALLER],
            ) as place,
            sipp.peer(tmp_path, BRIEF, host=sipp.CALLER, to=place, **many_calls) as caller,
        ):
            await caller.done()
            await other.done()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"listen": "5060"}, "--listen: place 1 must be like udp:192.0.2.1:5060"),
        ({"workers": []}, "name each worker's TOWNLINE_SIP_LISTEN with --worker"),
        ({"trunks": "nobody"}, "--trunks: trunk-1 must be like sip:192.0.2.10:5060"),
        ({"listen": "tls:127.0.0.1:5061"}, "tls: is not written here"),
    ],
)
def test_what_is_missing_is_said_plainly(changed, words):
    given = {"listen": "udp:127.0.0.1:5060", "workers": ["udp:127.0.0.1:5061"]}
    with pytest.raises(FrontError, match=words):
        files(Front(**{**given, "trunks": "sip:127.0.0.10", **changed}))


def test_a_network_that_only_delivers_is_heard_and_never_dialled():
    trunks = "sip:127.0.0.10;dial=yes,sip:127.0.0.20,sip:me:x@127.0.0.30;dial=no"
    listed = files(Front("udp:127.0.0.1:1", ["udp:127.0.0.1:2"], trunks))["dispatcher.list"]
    sets = {line.split(":")[1]: line[0] for line in listed.splitlines() if "sip:" in line}
    assert sets == {"127.0.0.1": "1", "127.0.0.10": "2", "127.0.0.20": "3", "127.0.0.30": "3"}


def test_no_password_of_a_network_is_written():
    made = files(Front("udp:127.0.0.1:1", ["udp:127.0.0.1:2"], "sip:office:s3cret@127.0.0.10"))
    assert all("s3cret" not in text for text in made.values())
