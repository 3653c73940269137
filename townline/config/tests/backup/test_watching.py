"""A backup that is too old is told once a day, until it is mended."""

import datetime as dt

import pytest

from townline.adapters.mail.tests.sink import Sink
from townline.platform.backup.recording import DONE, FAILED
from townline.platform.backup.watching import backup_watch
from townline.platform.core.history import marks

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)


@pytest.fixture
def letters(monkeypatch):
    monkeypatch.delenv("TOWNLINE_BACKUP_TO", raising=False)
    with Sink() as sink:
        monkeypatch.setenv("TOWNLINE_SMTP_URL", sink.url)
        monkeypatch.setenv("TOWNLINE_ALERT_TO", "duty@example.org")
        yield sink.letters


def test_one_within_twenty_six_hours_is_well(letters):
    marks.mark_put(DONE, at=NOW - dt.timedelta(hours=26))
    assert not backup_watch(now=NOW)
    assert letters == []


def test_an_older_one_is_told_once_a_day(letters):
    marks.mark_put(DONE, at=NOW - dt.timedelta(hours=27))
    for hour in range(30):
        assert backup_watch(now=NOW + dt.timedelta(hours=hour))
    assert len(letters) == 2
    assert "27 h old" in letters[0].body
    marks.mark_put(DONE, at=NOW + dt.timedelta(hours=30))
    assert not backup_watch(now=NOW + dt.timedelta(hours=31))


def test_an_office_that_set_none_up_is_left_in_peace(letters):
    assert not backup_watch(now=NOW)
    assert letters == []


@pytest.mark.parametrize("how", ["failed", "set up"])
def test_none_ever_made_is_told_when_one_was_wanted(letters, monkeypatch, how):
    if how == "failed":
        marks.mark_put(FAILED, at=NOW)
    else:
        monkeypatch.setenv("TOWNLINE_BACKUP_TO", "/srv/backups")
    assert backup_watch(now=NOW)
    assert "None was ever made" in letters[0].body
