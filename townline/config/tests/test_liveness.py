"""Processes are judged by their work: a quiet night looks well, work that nobody takes does not."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import connection

from tests.world import START, World
from townline.adapters.sip import signs
from townline.config.checks import work
from townline.platform.conversations import api as conversations
from townline.platform.conversations.ports import TransportProfile
from townline.platform.core import clock
from townline.platform.core.findings import Level
from townline.platform.processes import liveness, oneself

pytestmark = pytest.mark.django_db


def _wrong(world: World) -> list[str]:
    return [f"{each.process}: {each.wrong}" for each in liveness.judge(world.now).stuck]


def _later(world: World, **delta: float) -> list[str]:
    """Let time pass in which jobs run, and judge."""
    world.wait(**delta)
    liveness.beat(world.now)
    return _wrong(world)


def test_a_night_without_a_text_looks_well(world: World) -> None:
    world.text("길이 파였어요")
    assert _later(world, hours=9) == []


def test_jobs_that_do_not_run(world: World) -> None:
    assert _wrong(world) == ["worker: jobs"]
    liveness.beat(world.now)
    world.wait(seconds=60)
    assert _wrong(world) == []
    world.wait(seconds=1)
    assert _wrong(world) == ["worker: jobs"]


def _long_job(*, begun: str, heartbeat: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)"
            " RETURNING id",
            [heartbeat],
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)"
            " VALUES (%s, 'long', 'doing', %s) RETURNING id",
            [settings.TOWNLINE_DISTRICT, worker],
        )
        (job,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at)"
            " VALUES (%s, 'started', now() - %s::interval)",
            [job, begun],
        )


@pytest.mark.server
@pytest.mark.parametrize(("begun", "found"), [("1 s", False), ("5 s", True)])
def test_a_job_that_was_begun_some_seconds_ago_is_at_work(begun: str, found: bool) -> None:
    _long_job(begun=begun, heartbeat="1 s")
    assert liveness.jobs_at_work() == found


@pytest.mark.parametrize(
    ("begun", "heartbeat", "wrong"),
    [
        ("10 min", "5 s", []),
        ("20 min", "5 s", ["worker: jobs"]),
        ("10 min", "5 min", ["worker: jobs"]),
    ],
)
def test_a_long_job_is_work_until_it_hangs_or_its_worker_is_gone(
    world: World, begun: str, heartbeat: str, wrong: list[str]
) -> None:
    liveness.beat(world.now)
    world.wait(minutes=9)
    _long_job(begun=begun, heartbeat=heartbeat)
    assert _wrong(world) == wrong


def test_a_text_that_nobody_routes(world: World) -> None:
    world.text("먼저 온 글")
    world.deliver("길이 파였어요")
    assert _later(world, seconds=60) == []
    assert _later(world, seconds=1) == ["worker: routing"]


def test_a_heap_that_is_being_worked_off_is_no_standstill(world: World) -> None:
    world.deliver("하나", "01000000001")
    world.deliver("둘", "01000000002")
    world.wait(minutes=20)
    assert conversations.route_batch(claimers=[_take], limit=1, now=world.now) == 1
    assert _later(world, seconds=30) == []
    assert _later(world, seconds=31) == ["worker: routing"]


def _take(text: conversations.IncomingView) -> conversations.Claim:
    return conversations.Claim("cases", f"case:{text.id}")


def _link(world: World, name: str, state: str = "bound", carries: str = "segments") -> None:
    way = TransportProfile(carries=carries)  # type: ignore[arg-type]  # a parameter of the test
    conversations.link_report(transport=name, state=state, detail="", now=world.now, way=way)


def test_links_of_which_none_speaks(world: World) -> None:
    for name, carries in (("smpp-1", "segments"), ("smpp-2", "segments"), ("phone", "whole")):
        _link(world, name, carries=carries)
    world.wait(seconds=121)
    _link(world, "smpp-2")
    assert _later(world) == ["texts-http: links"]
    _link(world, "phone", "stopped", "whole")
    assert _later(world, seconds=121) == ["texts: links"]


def test_an_answer_that_no_link_takes(world: World) -> None:
    world.confirm(world.awaiting())
    world.wait(minutes=10)
    # While no link is up, it is the network that is away, and no process that hangs.
    assert _later(world) == []
    _link(world, world.transport)
    assert _later(world) == ["texts: claims"]
    world.claim()
    assert _later(world) == []


def test_calls_without_a_sign_of_life(world: World) -> None:
    signs.give("udp:192.0.2.1:5060", live=0, refused={}, now=world.now)
    signs.give("udp:192.0.2.2:5060", live=0, refused={}, now=world.now + dt.timedelta(minutes=1))
    assert _later(world, minutes=1) == []
    assert _later(world, minutes=1) == ["calls: calls"]


def test_a_unit_of_its_own_ends_itself_after_a_minute_of_hanging(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    monkeypatch.setattr(clock, "ticks", lambda: (world.now - START) / dt.timedelta(seconds=1))
    worker, texts = oneself.Oneself("worker"), oneself.Oneself("texts")
    liveness.beat(world.now)
    assert worker.hangs() == ""
    for seconds, words in ((61, ""), (59, ""), (1, "no job has run for 121 s")):
        world.wait(seconds=seconds)
        assert worker.hangs() == words
        assert texts.hangs() == ""
    liveness.beat(world.now)
    assert worker.hangs() == ""
    world.wait(seconds=61)
    assert worker.hangs() == ""


@pytest.fixture
def at_work(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return world


@pytest.mark.server
def test_every_door_says_the_same(at_work: World, client: object) -> None:
    at_work.deliver("길이 파였어요")
    ready = lambda: client.get("/readyz")  # type: ignore[attr-defined]  # noqa: E731 -- short
    assert _later(at_work, seconds=30) == []
    assert ready().json() == {"status": "ok", "links": {}}
    assert [each.level for each in work.worker(at_work.now)] == [Level.OK]
    assert b'townline_process_up{process="worker"} 1.0' in client.get("/metrics").content  # type: ignore[attr-defined]
    at_work.wait(minutes=3)
    answer = ready()
    assert (answer.status_code, answer.json()["wrong"]) == (503, "jobs")
    assert set(answer.json()["stuck"]) == {"worker"}
    found = list(work.worker(at_work.now))
    assert {each.level for each in found} == {Level.BAD}
    assert "townline run starts one that hangs anew by itself" in found[0].advice
    assert b'townline_process_up{process="worker"} 0.0' in client.get("/metrics").content  # type: ignore[attr-defined]
