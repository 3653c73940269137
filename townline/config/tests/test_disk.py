"""A disk that is filling is told in time, and a full one is no house that works."""

import datetime as dt
import shutil
from types import SimpleNamespace

import pytest

from townline.adapters.mail.tests.sink import Sink
from townline.platform.core.checks import disk
from townline.platform.core.findings import Level

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 30, 5, 30, tzinfo=dt.UTC)
GB = disk.GIGABYTE


@pytest.fixture
def room(monkeypatch):
    """Say how much is free."""
    usage = SimpleNamespace(free=100 * GB)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=usage.free))
    return usage


@pytest.fixture
def letters(monkeypatch):
    with Sink() as sink:
        monkeypatch.setenv("TOWNLINE_SMTP_URL", sink.url)
        monkeypatch.setenv("TOWNLINE_ALERT_TO", "duty@example.org")
        yield sink.letters


def watch_disk(home, **later):
    return disk.disk_watch(home, now=NOW + dt.timedelta(**later))


def test_one_with_room_is_well(tmp_path, room, letters):
    room.free = 5 * GB
    assert not watch_disk(tmp_path)
    assert letters == []


def test_one_that_fills_is_told_once_a_day(tmp_path, room, letters):
    room.free = 4 * GB
    assert all(watch_disk(tmp_path, hours=hour) for hour in range(25))
    assert len(letters) == 2
    assert f"4.0 GB are free at {tmp_path}" in letters[0].body


def test_the_last_gigabyte_is_told_at_once_and_once(tmp_path, room, letters):
    for hours, free in enumerate((4 * GB, GB - 1, GB - 2)):
        room.free = free
        assert watch_disk(tmp_path, hours=hours)
    assert ["nearly full" in letter.subject for letter in letters] == [False, True]


def test_one_that_fills_again_is_told_again(tmp_path, room, letters):
    for hours, gigabytes in enumerate((4, 50, 4)):
        room.free = gigabytes * GB
        watch_disk(tmp_path, hours=hours)
    assert len(letters) == 2


def test_a_full_one_is_not_ready(client, room, settings, tmp_path):
    settings.TOWNLINE_HOME = tmp_path
    room.free = disk.FULL
    assert client.get("/readyz").json().get("wrong") != "disk"
    room.free -= 1
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["wrong"]) == (503, "disk")
    assert [found.level for found in disk.disk(tmp_path)] == [Level.BAD]
