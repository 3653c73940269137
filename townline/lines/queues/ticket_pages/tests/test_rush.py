"""The doors for a rush: grouped takes, one snapshot a second, a line before the line."""

import asyncio
import datetime as dt

import pytest
from django.db import OperationalError

from townline.lines.queues.api import QueueError, TicketRequest
from townline.lines.queues.errors import QueueFull, UnknownQueue
from townline.lines.queues.ticket_pages.views.rush.entry import EntryQueue
from townline.lines.queues.ticket_pages.views.rush.grouping import Groups
from townline.lines.queues.ticket_pages.views.rush.snapshots import Snapshots
from townline.lines.queues.views.shapes import SnapshotOut

TICKET_REQUEST = TicketRequest(channel="api")


class Counter:
    """Stands where the database is: counts groups, and may fail."""

    def __init__(self, failures: int = 0) -> None:
        self.groups: list[int] = []
        self.number = 0
        self.failures = failures

    def take(self, queue, ticket_requests):
        if self.failures:
            self.failures -= 1
            raise OperationalError("away")
        if queue == "nowhere":
            raise UnknownQueue(code=queue)
        self.groups.append(len(ticket_requests))
        outcomes = []
        for _ in ticket_requests:
            self.number += 1
            outcomes.append(QueueFull() if self.number % 7 == 0 else self.number)
        return outcomes


async def all_of(counter: Counter, count: int, queue: str = "passport", most: int = 50):
    groups = Groups(counter.take, most=most)
    try:
        return await asyncio.gather(
            *(groups.take(queue, TICKET_REQUEST) for _ in range(count)), return_exceptions=True
        ), groups.waiting
    finally:
        groups.close()


def test_those_who_wait_are_grouped_and_each_has_an_outcome_in_order():
    counter = Counter()
    outcomes, waiting = asyncio.run(all_of(counter, 400))
    assert waiting == 0
    assert len(counter.groups) < 20
    assert max(counter.groups) <= 50
    given = [each for each in outcomes if not isinstance(each, QueueError)]
    assert given == sorted(given)
    assert len(outcomes) == 400
    assert sum(isinstance(each, QueueFull) for each in outcomes) == 400 // 7


def test_a_database_that_is_away_for_a_moment_costs_nobody_a_place(monkeypatch):
    monkeypatch.setattr("townline.lines.queues.ticket_pages.views.rush.grouping.PAUSE", 0.0)
    outcomes, _ = asyncio.run(all_of(Counter(failures=4), 30))
    assert not any(isinstance(each, OperationalError) for each in outcomes)
    outcomes, waiting = asyncio.run(all_of(Counter(failures=5), 30))
    assert waiting == 0
    assert all(isinstance(each, OperationalError) for each in outcomes)


def test_a_refusal_of_all_is_the_refusal_of_each():
    outcomes, _ = asyncio.run(all_of(Counter(), 3, "nowhere"))
    assert [type(each) for each in outcomes] == [UnknownQueue] * 3


def snapshot(waiting: int) -> SnapshotOut:
    at = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    return SnapshotOut(
        service="passport", group="passport", name_ko="", name_en="", site="", site_ko="",
        site_en="", state="open", takes=True, full=False, waiting=waiting, gathered=0, desks=1,
        wait=None, calls=[], opens=at, closes=at, closes_about=None, at=at,
    )  # fmt: skip


class Hall:
    """Stands where the database is: counts how often it is read."""

    def __init__(self) -> None:
        self.waiting, self.reads = 0, 0

    def read(self):
        self.reads += 1
        return {"passport": snapshot(self.waiting)}


def test_however_many_ask_the_queues_are_read_once_a_second():
    hall = Hall()

    async def ask():
        snapshots = Snapshots(hall.read)
        bodies = await asyncio.gather(*(snapshots.body("passport") for _ in range(200)))
        assert await snapshots.body("nowhere") is None
        snapshots.close()
        return bodies

    assert len(set(asyncio.run(ask()))) == 1
    assert hall.reads == 1


def test_a_change_right_after_a_look_is_pushed_and_what_did_not_change_is_not():
    hall = Hall()

    async def listen():
        snapshots = Snapshots(hall.read)
        pushing = asyncio.create_task(snapshots.push())
        stream = snapshots.events("passport")
        assert (await anext(stream)).startswith(b"retry")
        first = await anext(stream)
        snapshots.changed()  # somebody was called at another site
        hall.waiting = 0
        await snapshots.body("passport")
        hall.waiting = 7
        snapshots.changed()
        second = await anext(stream)
        pushing.cancel()
        await stream.aclose()
        snapshots.close()
        return first, second

    first, second = asyncio.run(listen())
    assert b'"waiting":0' in first
    assert b'"waiting":7' in second


def test_when_the_database_is_away_the_last_snapshot_is_given():
    hall = Hall()

    def read():
        if hall.waiting:
            raise OperationalError("away")
        return hall.read()

    async def ask():
        snapshots = Snapshots(read)
        first = await snapshots.body("passport")
        hall.waiting = 1
        snapshots._at -= 10
        second = await snapshots.body("passport")
        snapshots.close()
        return first, second

    first, second = asyncio.run(ask())
    assert first == second is not None


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_below_the_limit_everybody_is_let_in(clock):
    entry = EntryQueue(10, now=clock)
    assert [entry.ask(waiting) for waiting in range(10)] == [None] * 10


def test_over_the_limit_people_are_let_in_in_their_order_and_newcomers_go_behind(clock):
    entry = EntryQueue(10, now=clock)
    places = [entry.ask(10) for _ in range(25)]
    assert [place.ahead for place in places] == list(range(1, 26))
    clock.now = 1.0
    assert entry.ask(0, places[9].token) is None
    early = entry.ask(0, places[19].token)
    assert (early.token, early.ahead) == (places[19].token, 10)
    newcomer = entry.ask(0)
    assert newcomer.ahead == 16
    clock.now = 2.0
    assert entry.ask(0, places[19].token) is None


def test_while_the_server_is_over_its_limit_nobody_is_let_in(clock):
    entry = EntryQueue(10, now=clock)
    place = entry.ask(10)
    clock.now = 60.0
    assert entry.ask(10, place.token).ahead == place.ahead
    clock.now = 60.2
    assert entry.ask(9, place.token) is None


def test_a_forged_place_is_a_newcomers(clock):
    entry = EntryQueue(10, now=clock)
    place = entry.ask(10)
    boot, _, _ = place.token.split(".")
    for forged in (f"{boot}.0.{'0' * 16}", f"{boot}.1.", "x.1.y", "가", "1.²."):
        assert entry.ask(10, forged).ahead > place.ahead


def test_a_place_of_a_process_that_ended_is_let_in_where_nobody_waits(clock):
    old = EntryQueue(10, now=clock).ask(10)
    assert EntryQueue(10, now=clock).ask(10, old.token) is None
