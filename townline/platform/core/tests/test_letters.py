"""Letters wait as rows, are tried again, and are given up when they no longer matter."""

import datetime as dt

import pytest

from townline.platform.core.history import audit
from townline.platform.core.models import Email
from townline.platform.core.outgoing import emails, outbox

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)


def queue_email(**more):
    words = {"to": "head@example.org", "subject": "회의", "body": "14시", "now": NOW} | more
    return emails.email_queue(**words)


def later(**delta):
    return NOW + dt.timedelta(**delta)


def test_a_letter_is_taken_by_one_only_for_the_length_of_a_lease():
    email_id = queue_email()
    assert emails.email_claim(now=NOW).pk == email_id
    assert emails.email_claim(now=later(minutes=4)) is None
    assert emails.emails_waiting().queued == 1


def test_a_letter_whose_sender_died_is_held_and_not_sent_again():
    email_id = queue_email()
    emails.email_claim(now=NOW)
    assert emails.emails_expire(now=later(minutes=5)) == 0
    assert Email.objects.get().state == "claimed"
    emails.emails_expire(now=later(minutes=5, seconds=1))
    assert emails.email_claim(now=later(hours=1)) is None
    assert emails.emails_waiting() == emails.EmailBacklog(
        queued=0, oldest=None, failed=0, unknown=1
    )
    line = audit.history(f"letter:{email_id}").get()
    assert (line.event, line.to_state, line.reason) == (
        "letter:delivery:lose",
        "unknown",
        outbox.ENDED,
    )


def test_what_perhaps_arrived_is_held():
    email_id = queue_email()
    emails.email_claim(now=NOW)
    emails.email_failed(email_id=email_id, error="no answer", now=NOW, sure=False)
    row = Email.objects.get()
    assert (row.state, row.error, row.body) == ("unknown", "no answer", "14시")
    assert emails.email_claim(now=later(days=1)) is None


def test_who_comes_late_with_an_outcome_is_believed():
    email_id = queue_email()
    emails.email_claim(now=NOW)
    emails.emails_expire(now=later(minutes=6))
    emails.email_sent(email_id=email_id, now=later(minutes=7))
    assert Email.objects.get().state == "sent"


def test_what_was_sent_lets_go_of_its_words_and_is_written_down():
    email_id = queue_email(calendar="BEGIN:VCALENDAR")
    emails.email_claim(now=NOW)
    emails.email_sent(email_id=email_id, now=NOW)
    row = Email.objects.get()
    assert (row.state, row.body, row.calendar) == ("sent", "", "")
    assert [line.event for line in audit.history(f"letter:{email_id}")] == ["letter:delivery:send"]
    assert emails.email_claim(now=later(days=1)) is None


def test_what_fails_is_tried_again_ever_later_and_then_given_up():
    email_id, now, waits = queue_email(), NOW, []
    for _ in range(20):
        if emails.email_claim(now=now) is None:
            break
        emails.email_failed(email_id=email_id, error="450 later", now=now)
        row = Email.objects.get()
        waits.append(row.due_at - now)
        now = row.due_at
    assert waits[:-1] == list(emails.WAITS)
    assert (row.state, row.error, row.body) == ("failed", "450 later", "14시")
    assert emails.emails_waiting() == emails.EmailBacklog(queued=0, oldest=None, failed=1)


def test_what_is_too_old_to_matter_is_given_up():
    queue_email()
    assert emails.emails_expire(now=later(days=3)) == 0
    assert emails.emails_waiting() == emails.EmailBacklog(queued=1, oldest=NOW, failed=0)
    assert emails.emails_expire(now=later(days=3, seconds=1)) == 1
    assert emails.emails_expire(now=later(days=3, seconds=1)) == 0
    assert Email.objects.get().state == "failed"


@pytest.mark.parametrize(
    "wrong", [{"to": ""}, {"to": "nobody"}, {"to": "a@b\nBcc: c@d"}, {"subject": "a\r\nBcc: c@d"}]
)
def test_a_letter_without_an_address_or_with_two_lines_in_one_is_refused(wrong):
    with pytest.raises(emails.EmailInvalid):
        queue_email(**wrong)
    assert Email.objects.count() == 0


@pytest.mark.parametrize("state", ["sent", "failed"])
def test_what_is_settled_is_refused(state):
    email_id = queue_email()
    Email.objects.update(state=state)
    with pytest.raises(emails.EmailSettled):
        emails.email_sent(email_id=email_id, now=NOW)
    assert Email.objects.get().state == state


def test_letters_go_after_a_month():
    queue_email()
    (rule,) = emails.retention_rules()
    assert (rule.count(NOW), rule.count(later(seconds=1))) == (0, 1)
    assert rule.sweep(later(seconds=1), 10) == 1


BY = audit.Actor("staff", 7, "관리자")


def hold_email():
    email_id = queue_email()
    emails.email_claim(now=NOW)
    emails.email_failed(email_id=email_id, error="no answer", now=NOW, sure=False)
    return email_id


def test_a_person_sends_a_held_one_again_once():
    email_id = hold_email()
    emails.email_decide(email_id=email_id, again=True, actor=BY, now=later(hours=1))
    assert emails.email_claim(now=later(hours=1)).body == "14시"
    line = audit.history(f"letter:{email_id}").last()
    assert (line.event, line.actor_label) == ("letter:delivery:resend", "관리자")
    with pytest.raises(emails.EmailSettled):
        emails.email_decide(email_id=email_id, again=True, actor=BY, now=later(hours=1))


def test_a_person_lets_a_held_one_be():
    email_id = hold_email()
    emails.email_decide(email_id=email_id, again=False, actor=BY, now=later(hours=1))
    assert emails.email_claim(now=later(days=1)) is None
    assert emails.emails_waiting().unknown == 0


def test_what_is_worth_nothing_any_more_is_not_sent_again():
    email_id = hold_email()
    ((_, fresh),) = emails.emails_held(now=later(days=3, seconds=1), limit=9)
    assert not fresh
    with pytest.raises(emails.EmailSettled):
        emails.email_decide(email_id=email_id, again=True, actor=BY, now=later(days=3, seconds=1))
