"""Letters to the office's own people: rows first, sent by a job (``outbox.py``).

What the mail server certainly did not take is tried again. Where its yes was lost, or the process
died before it was noted, nobody knows: the letter is held, the doctor says so, and a person
decides on ``/links/``.
"""

import datetime as dt
import os
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Min

from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, MachineStep
from townline.platform.core.history.tags import Tagged
from townline.platform.core.models import Email, EmailState
from townline.platform.core.outgoing.outbox import Outbox, waits
from townline.platform.core.personal_data.retention import Rule, by_age

LEASE = dt.timedelta(minutes=5)  # longer than any talk with a mail server
TOO_OLD = dt.timedelta(days=3)  # an invitation, or a morning's news, is worth nothing later
_ERROR = 300
WAITS = tuple(dt.timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 480, 720))


class EmailEvent(Tagged):
    CLAIM = "claim", "letter:delivery:claim"
    SENT = "sent", "letter:delivery:send"
    AGAIN = "again", "letter:delivery:retry"
    GIVEN_UP = "given_up", "letter:delivery:give_up"
    TOO_OLD = "too_old", "letter:delivery:expire"
    LOSE = "lose", "letter:delivery:lose"
    RESEND = "resend", "letter:delivery:resend"
    DROP = "drop", "letter:delivery:drop"


_S = EmailState
TRANSITIONS: dict[tuple[EmailState, EmailEvent], EmailState] = {
    (_S.QUEUED, EmailEvent.CLAIM): _S.CLAIMED,
    (_S.QUEUED, EmailEvent.TOO_OLD): _S.FAILED,
    (_S.CLAIMED, EmailEvent.SENT): _S.SENT,
    (_S.CLAIMED, EmailEvent.AGAIN): _S.QUEUED,
    (_S.CLAIMED, EmailEvent.GIVEN_UP): _S.FAILED,
    (_S.CLAIMED, EmailEvent.LOSE): _S.UNKNOWN,
    # Held: a late report of who had it moves it on, or a person.
    (_S.UNKNOWN, EmailEvent.SENT): _S.SENT,
    (_S.UNKNOWN, EmailEvent.AGAIN): _S.QUEUED,
    (_S.UNKNOWN, EmailEvent.GIVEN_UP): _S.FAILED,
    (_S.UNKNOWN, EmailEvent.RESEND): _S.QUEUED,
    (_S.UNKNOWN, EmailEvent.DROP): _S.FAILED,
}
_ENDS = {EmailEvent.SENT, EmailEvent.GIVEN_UP, EmailEvent.TOO_OLD, EmailEvent.LOSE, EmailEvent.DROP}


class EmailInvalid(ValueError):
    """It has no address, or a line break where one line is meant."""


class EmailSettled(RuntimeError):
    """It was sent or given up before."""


@dataclass(frozen=True, slots=True)
class EmailBacklog:
    """How many letters wait, since when the oldest; how many were given up, and how many are held.

    ``unknown``: nobody knows whether they left.
    """

    queued: int
    oldest: dt.datetime | None
    failed: int
    unknown: int = 0


def emails_leave() -> bool:
    """Say whether this installation has a mail server, for what nobody asked to be sent."""
    return bool(os.environ.get("TOWNLINE_SMTP_URL"))


def email_queue(
    *, to: str, subject: str, body: str, now: dt.datetime, calendar: str = "", html: str = ""
) -> int:
    """Queue a letter in the caller's transaction; give its id. Raises LetterInvalid.

    ``calendar`` is an iCalendar text (RFC 5545), sent as text/calendar with its METHOD; ``html``
    the same words with their layout. None may hold a resident's number.
    """
    if "@" not in to or any(mark in to + subject for mark in "\r\n"):
        raise EmailInvalid("a letter needs an address, and a subject of one line")
    row = Email.objects.create(
        to=to,
        subject=subject[:200],
        body=body,
        html=html,
        calendar=calendar,
        message_id=secrets.token_hex(16),
        created_at=now,
        due_at=now,
    )
    return row.pk


def _columns(step: MachineStep[Email]) -> dict[str, Any]:
    if step.event not in _ENDS:
        return {}
    gone = {"body": "", "html": "", "calendar": ""} if step.event == EmailEvent.SENT else {}
    return {"settled_at": step.at, "error": step.reason[:_ERROR], **gone}


EMAILS: Machine[Email, EmailState, EmailEvent] = Machine(
    model=Email,
    table=TRANSITIONS,
    subject=lambda letter: f"letter:{letter.pk}",
    refusal=lambda letter, _: EmailSettled(f"letter {letter.pk} is {letter.state} already"),
    columns=_columns,
    quiet=frozenset({EmailEvent.CLAIM, EmailEvent.AGAIN}),
)
OUTBOX = Outbox(machine=EMAILS, claimed=_S.CLAIMED, claim=EmailEvent.CLAIM, lose=EmailEvent.LOSE)


def email_claim(*, now: dt.datetime) -> Email | None:
    """Take the letter that has waited longest, for LEASE; None when none is due."""
    due = Email.objects.filter(state=_S.QUEUED, due_at__lte=now).order_by("due_at")
    return OUTBOX.next(due, now=now, lease=LEASE)


@transaction.atomic
def email_sent(*, email_id: int, now: dt.datetime) -> None:
    """Note that the mail server took it, and let go of its words. Raises LetterSettled."""
    EMAILS.move(_lock_email(email_id), EmailEvent.SENT, actor=audit.SYSTEM, now=now)


@transaction.atomic
def email_failed(*, email_id: int, error: str, now: dt.datetime, sure: bool = True) -> None:
    """Note why it was not taken: tried again later, in the end given up. Raises LetterSettled.

    ``sure``: it certainly was not; else it is held.
    """
    letter = _lock_email(email_id)
    if not sure:
        EMAILS.move(letter, EmailEvent.LOSE, actor=audit.SYSTEM, now=now, reason=error)
        return
    OUTBOX.failed(
        letter,
        now=now,
        wait=waits(letter, WAITS),
        why={"error": error[:_ERROR]},
        again=EmailEvent.AGAIN,
        give_up=EmailEvent.GIVEN_UP,
    )


@transaction.atomic
def email_decide(*, email_id: int, again: bool, actor: audit.Actor, now: dt.datetime) -> None:
    """Send a held letter once more, or not at all. Raises LetterSettled, also for one too old."""
    letter = _lock_email(email_id)
    if letter.state != _S.UNKNOWN or (again and now - letter.created_at > TOO_OLD):
        raise EmailSettled(f"letter {email_id} is {letter.state}, or too old to be sent again")
    if again:
        EMAILS.move(letter, EmailEvent.RESEND, actor=actor, now=now, changes={"due_at": now})
    else:
        EMAILS.move(letter, EmailEvent.DROP, actor=actor, now=now)


def emails_held(*, now: dt.datetime, limit: int) -> list[tuple[Email, bool]]:
    """Give held letters, newest first, and whether each may still be sent again."""
    held = Email.objects.filter(state=_S.UNKNOWN).defer("body", "html", "calendar")
    found = held.order_by("-created_at", "-pk")[:limit]
    return [(each, now - each.created_at <= TOO_OLD) for each in found]


def _lock_email(email_id: int) -> Email:
    letter = EMAILS.lock(email_id)
    if letter is None:
        raise EmailSettled(f"letter {email_id} is gone")
    return letter


def emails_expire(*, now: dt.datetime, limit: int = 100) -> int:
    """Give up letters that nobody could send while they mattered; say how many.

    Those of which nobody knows whether they left are held from now on.
    """
    OUTBOX.lapse(now=now, limit=limit)
    old = Email.objects.filter(state=_S.QUEUED, created_at__lt=now - TOO_OLD).order_by("pk")
    return OUTBOX.end(old, EmailEvent.TOO_OLD, now=now, reason="", limit=limit)


def emails_waiting() -> EmailBacklog:
    """Count what waits, what was given up and what is held, with one query."""
    found = Email.objects.exclude(state=_S.SENT).values("state")
    counts = {row["state"]: row for row in found.annotate(n=Count("pk"), first=Min("created_at"))}
    waiting = [counts[state] for state in (_S.QUEUED, _S.CLAIMED) if state in counts]
    return EmailBacklog(
        queued=sum(row["n"] for row in waiting),
        oldest=min((row["first"] for row in waiting), default=None),
        failed=counts[_S.FAILED]["n"] if _S.FAILED in counts else 0,
        unknown=counts[_S.UNKNOWN]["n"] if _S.UNKNOWN in counts else 0,
    )


def retention_rules() -> list[Rule]:
    """Let letters go a month after they were written; also what could not be sent."""
    return [by_age("letters", "P30D", lambda before: Email.objects.filter(created_at__lt=before))]
