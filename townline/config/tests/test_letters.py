"""Letters that wait reach a real mail server, each once."""

import datetime as dt
import email
import email.policy

import pytest

from townline.adapters.mail.queued import emails_run
from townline.adapters.mail.tests.sink import Sink
from townline.config.checks.backups import mail
from townline.platform.core.findings import Level
from townline.platform.core.models import Email
from townline.platform.core.outgoing import emails

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:회의\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def sink(monkeypatch):
    with Sink() as server:
        monkeypatch.setenv("TOWNLINE_SMTP_URL", server.url)
        monkeypatch.setenv("TOWNLINE_ALERT_FROM", "line@example.org")
        yield server


def queue_email(**more):
    words = {"to": "head@example.org", "subject": "회의", "body": "14시\n", "now": NOW} | more
    return emails.email_queue(**words)


def finding():
    (found,) = mail(NOW)
    return found.level, found.words


def test_a_letter_arrives_once(sink):
    queue_email()
    assert (emails_run(now=NOW), emails_run(now=NOW)) == (1, 0)
    (letter,) = sink.letters
    assert (letter.sender, letter.to) == ("line@example.org", ["head@example.org"])
    assert (letter.subject, letter.body) == ("회의", "14시\n")


def test_an_invitation_says_what_it_is_and_keeps_its_line_ends(sink, monkeypatch):
    seen = []
    monkeypatch.setattr(sink, "_keep", lambda _sender, _to, data: seen.append(data))
    queue_email(calendar=CALENDAR, html="<p>14시</p>")
    assert emails_run(now=NOW) == 1
    message = email.message_from_bytes(seen[0], policy=email.policy.SMTP)
    plain, html, calendar = message.iter_parts()
    assert html.get_content_type() == "text/html"
    assert html.get_content().strip() == "<p>14시</p>"
    assert plain.get_content().strip() == "14시"
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_payload(decode=True).decode() == CALENDAR
    assert Email.objects.get().html == ""


def test_without_a_mail_server_letters_wait_and_the_doctor_says_so(monkeypatch):
    monkeypatch.delenv("TOWNLINE_SMTP_URL", raising=False)
    assert finding() == (Level.OK, "0 wait")
    queue_email()
    assert emails_run(now=NOW) == 0
    assert Email.objects.get().state == "queued"
    assert finding() == (Level.WARN, "1 letters wait, and no mail server is set")


def test_a_refused_letter_is_tried_again_and_no_address_is_logged(monkeypatch, caplog):
    with Sink(refuse="RCPT") as server:
        monkeypatch.setenv("TOWNLINE_SMTP_URL", server.url)
        monkeypatch.setenv("TOWNLINE_ALERT_FROM", "line@example.org")
        queue_email()
        assert (emails_run(now=NOW), emails_run(now=NOW)) == (0, 0)
    row = Email.objects.get()
    assert (row.state, row.due_at) == ("queued", NOW + emails.WAITS[0])
    assert "550" in row.error
    assert "head@example.org" not in caplog.text + row.error


def _run_with(monkeypatch, **sink):
    with Sink(**sink) as server:
        monkeypatch.setenv("TOWNLINE_SMTP_URL", server.url)
        monkeypatch.setenv("TOWNLINE_ALERT_FROM", "line@example.org")
        queue_email()
        emails_run(now=NOW)
        emails_run(now=NOW + dt.timedelta(hours=1))
        return len(server.letters)


def test_a_letter_that_was_taken_without_an_answer_is_held_and_shown(monkeypatch):
    assert _run_with(monkeypatch, mute="DATA") == 1
    assert Email.objects.get().state == "unknown"
    assert finding() == (
        Level.WARN,
        "of 1 nobody knows whether they left; they are not sent twice",
    )


@pytest.mark.parametrize("sink", [{"refuse": "QUIT"}, {"mute": "QUIT"}])
def test_how_a_server_takes_leave_changes_nothing(monkeypatch, sink):
    assert _run_with(monkeypatch, **sink) == 1
    assert Email.objects.get().state == "sent"


def test_a_line_that_breaks_before_the_letter_is_written_is_tried_again(monkeypatch):
    assert _run_with(monkeypatch, mute="RCPT") == 0
    assert Email.objects.get().state == "queued"
