"""The line falls silent: those on duty are told once, on their pages and by e-mail."""

import datetime as dt

import pytest
from django.db import connection

from townline.adapters.mail.tests.sink import Sink
from townline.platform.conversations.api import silence_watch
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(monkeypatch):
    with Sink() as sink:
        monkeypatch.setenv("TOWNLINE_SMTP_URL", sink.url)
        monkeypatch.setenv("TOWNLINE_ALERT_TO", "duty@example.org, second@example.org")
        yield sink.letters


@pytest.fixture
def quiet(world):
    """Five weeks with a text every three hours, then nothing for two days."""
    end = world.now
    for step in range(35 * 8, 0, -1):
        world.now = end - dt.timedelta(days=2, hours=3 * step)
        world.deliver("가로등이 꺼졌어요")
    world.now = end
    return world


def test_it_is_told_once_and_ends_with_the_next_text(quiet, letters, visit):
    assert silence_watch(now=quiet.now)
    assert silence_watch(now=quiet.now)
    assert len(letters) == 1
    assert letters[0].to == ["duty@example.org", "second@example.org"]
    assert "the line has been silent" in letters[0].subject
    assert "At this hour of the week" in letters[0].body

    assert "이후 받은 문자가 없습니다" in visit("clerk1").get("/inbox/").content.decode()
    english = visit("clerk1", language="en").get("/inbox/").content.decode()
    assert "No text has come in since" in english
    assert "오지 않았습니다" not in visit("roads.officer").get("/inbox/").content.decode()

    quiet.deliver("아직 살아 있어요")
    assert not silence_watch(now=quiet.now)
    assert "오지 않았습니다" not in visit("clerk1").get("/inbox/").content.decode()
    assert [line.event for line in audit.history("line:texts")] == [
        "line:traffic:stop",
        "line:traffic:resume",
    ]
    assert len(letters) == 1


def test_a_usual_pause_is_not_told(quiet, letters):
    quiet.now -= dt.timedelta(days=2, hours=1)
    assert not silence_watch(now=quiet.now)
    assert letters == []


def test_no_letter_and_the_alarm_stands_when_the_mail_server_is_away(quiet, monkeypatch, caplog):
    monkeypatch.setenv("TOWNLINE_SMTP_URL", "smtp://clerk:s3cret@127.0.0.1:1")
    monkeypatch.setenv("TOWNLINE_ALERT_TO", "duty@example.org")
    assert silence_watch(now=quiet.now)
    assert "nobody was told: 127.0.0.1:1" in caplog.text
    assert "s3cret" not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_mark WHERE name = 'line_silent'")
        assert cursor.fetchone() == (1,)
