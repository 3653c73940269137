"""What the doctor says of backups and of a silent line."""

import datetime as dt

import pytest

from townline.config.checks.backups import backups, silence
from townline.platform.backup.recording import DONE, FAILED
from townline.platform.conversations.api import SILENCE_MARK
from townline.platform.core.findings import Level
from townline.platform.core.history import marks

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)


def only_finding(check):
    (finding,) = check(NOW)
    return finding.level, finding.words


def test_an_office_without_backups_is_warned():
    assert only_finding(backups) == (Level.WARN, "no backup yet")


@pytest.mark.parametrize(
    ("hours", "tried", "level", "words"),
    [
        (3, True, Level.OK, "the last is 3.0 h old, and was restored to try it"),
        (3, False, Level.WARN, "the last is 3.0 h old, and was not tried"),
        (27, True, Level.BAD, "the last is 1.1 d old"),
    ],
)
def test_the_last_backup_is_judged(hours, tried, level, words):
    marks.mark_put(DONE, at=NOW - dt.timedelta(hours=hours), verified=tried)
    assert only_finding(backups) == (level, words)


def test_a_later_failure_is_told():
    marks.mark_put(DONE, at=NOW - dt.timedelta(hours=3), verified=True)
    marks.mark_put(FAILED, at=NOW)
    assert only_finding(backups)[0] is Level.WARN


def test_a_silent_line_is_bad():
    assert only_finding(silence)[0] is Level.OK
    marks.mark_put(
        SILENCE_MARK, at=NOW, since=(NOW - dt.timedelta(hours=20)).isoformat(), usual=3600
    )
    assert only_finding(silence) == (Level.BAD, "no text has come in for 20.0 h")
