"""Connections are ended from the server's side, as by a restart: all go on by themselves."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicTask
from psycopg import Notify

from townline.config import tasks
from townline.platform.core import live
from townline.platform.core.database import listening
from townline.platform.processes import liveness
from townline.platform.processes.jobs import Jobs
from townline.platform.processes.worker import Follower

pytestmark = [
    pytest.mark.server,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("district"),
]
PATIENCE = 30
CUTS = 3


@pytest.fixture
def link() -> Iterator[psycopg.Connection[Any]]:
    """A connection that is not cut, beside all others."""
    connections.close_all()
    with psycopg.connect(**listening.direct(), autocommit=True) as made:
        yield made
    # A pool that was cut thinks about it before it tries again, longer than the tables' emptying
    # waits: what comes next begins with a new one.
    for each in connections.all(initialized_only=True):
        each.close()
        if isinstance(each, DatabaseWrapper):
            each.close_pool()


def _cut(link: psycopg.Connection[Any]) -> int:
    found = link.execute(
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ).fetchone()
    assert found is not None
    return int(found[0])


def _until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.02)


def _beats(link: psycopg.Connection[Any]) -> Any:
    return link.execute("SELECT at FROM core_mark WHERE name = %s", [liveness.BEAT]).fetchone()


@pytest.fixture
def each_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock has one job only, each second."""
    beat = PeriodicTask(
        task=tasks.beat, cron="* * * * * *", periodic_id="beat", configure_kwargs={}
    )
    registry = {(tasks.beat.name, "beat"): beat}
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", registry)


@pytest.mark.usefixtures("each_second")
def test_jobs_of_the_clock_run_after_every_cut(
    link: psycopg.Connection[Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "townline")

    def watch() -> None:
        for _ in range(CUTS):
            before = _beats(link)
            _until(lambda before=before: _beats(link) != before)  # type: ignore[misc]  # bound here
            assert _cut(link) > 0
        before = _beats(link)
        _until(lambda: _beats(link) != before)

    async def work() -> None:
        stop = asyncio.Event()
        working = asyncio.create_task(Jobs().run(stop))
        await asyncio.to_thread(watch)
        stop.set()
        await working

    asyncio.run(work())
    # A line for each state at most, and one for jobs that noticed it later than others.
    log_lines = [record.getMessage() for record in caplog.records if "townline" in record.name]
    assert len([words for words in log_lines if "away" in words or "ended by" in words]) <= 2 * CUTS


def test_who_follows_a_channel_hears_it_again(link: psycopg.Connection[Any]) -> None:
    done: list[int] = []
    fallen = threading.Event()
    follower = Follower("test", "inbox", lambda: done.append(1) or 0, fallen.set)  # type: ignore[func-returns-value]  # counts, and did nothing
    follower.start()
    try:
        for _ in range(CUTS):
            before = len(done)
            _until(lambda before=before: len(done) > before + 1)  # type: ignore[misc]  # bound here
            assert _cut(link) > 0
        before = len(done)
        _until(lambda: len(done) > before + 1)
        assert not fallen.is_set()
    finally:
        follower.stop()


def test_a_fault_of_ours_ends_the_follower_and_is_told(link: psycopg.Connection[Any]) -> None:
    fallen = threading.Event()
    follower = Follower("test", "inbox", lambda: int("no number"), fallen.set)
    follower.start()
    assert fallen.wait(PATIENCE)
    follower.stop()


def test_who_listens_is_told_that_something_may_have_been_missed(
    link: psycopg.Connection[Any],
) -> None:
    begun: list[int] = []
    payloads: list[str] = []

    async def on_begun() -> None:
        begun.append(1)

    async def on_note(note: Notify) -> None:
        payloads.append(note.payload)

    def watch() -> None:
        for time_ in range(CUTS):
            _until(lambda time_=time_: len(begun) == time_ + 1)  # type: ignore[misc]  # bound here
            assert _cut(link) > 0
        _until(lambda: len(begun) == CUTS + 1)
        link.execute("SELECT pg_notify(%s, 'here')", [live.channel("test")])
        _until(lambda: payloads == ["here"])

    async def listen() -> None:
        channels = [live.channel("test")]
        hearing = asyncio.create_task(listening.listen(channels, begun=on_begun, on_notify=on_note))
        await asyncio.to_thread(watch)
        hearing.cancel()

    asyncio.run(listen())
