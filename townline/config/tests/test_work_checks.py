"""The doctor's look at the town's work, with trouble made for it."""

import datetime as dt

import pytest
from django.db import connection

from townline.casework.alarms.tests.alarming import raise_alarm
from townline.config.checks import work
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.core.findings import Level
from townline.platform.processes import liveness
from townline.platform.processes.checks import database

pytestmark = pytest.mark.django_db


def _levels(check: object, now: dt.datetime) -> list[Level]:
    return [finding.level for finding in check(now)]  # type: ignore[operator] # a check


def test_a_link_is_bound_then_silent_then_down(district: object) -> None:
    now = clock.now()
    assert _levels(work.links, now) == [Level.WARN]
    conversations.link_report(transport="smpp-1", state="bound", detail="", now=now)
    assert _levels(work.links, now) == [Level.OK]
    assert _levels(work.links, now + dt.timedelta(minutes=5)) == [Level.BAD]
    conversations.link_report(transport="smpp-1", state="down", detail="refused", now=now)
    assert _levels(work.links, now) == [Level.BAD]


def test_a_worker_that_is_silent(district: object) -> None:
    now = clock.now()
    assert _levels(work.worker, now) == [Level.BAD]
    liveness.beat(now)
    assert _levels(work.worker, now) == [Level.OK]
    assert _levels(work.worker, now + dt.timedelta(minutes=5)) == [Level.BAD]


def test_nothing_waits_and_nothing_is_late(district: object) -> None:
    now = clock.now()
    assert set(_levels(work.texts, now)) == {Level.OK}
    assert _levels(work.promises, now) == [Level.OK]
    assert _levels(work.check_district, now) == [Level.OK]


def test_the_database_is_well(district: object) -> None:
    now = clock.now()
    for check in database.DATABASE:
        assert _levels(check, now) == [Level.OK]


def test_a_clock_that_is_wrong(district: object) -> None:
    assert _levels(database.clock, clock.now() + dt.timedelta(hours=1)) == [Level.BAD]


@pytest.mark.server
def test_durability_switched_off_is_bad(district: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert _levels(database.durability, clock.now()) == [Level.BAD]


def test_an_alarm_that_nobody_acknowledged(world) -> None:
    raise_alarm(world, "self_harm", "이제 다 끝내고 싶어요")
    assert "alarms" not in {found.subject for found in work.promises(world.now)}
    late = list(work.promises(world.now + dt.timedelta(minutes=6)))
    assert [found.level for found in late if found.subject == "alarms"] == [Level.WARN]
