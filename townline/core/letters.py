"""Letters to the office's own people: rows first, sent by a job, tried again when it fails.

A process that dies between the mail server's yes and our note of it sends a letter once more,
under the same Message-ID, by which mail programs know that they have it.
"""

import datetime as dt
import secrets
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Count, Min

from townline.core import audit
from townline.core.models import Letter, LetterState
from townline.core.retention import Rule, by_age

LEASE = dt.timedelta(minutes=5)  # longer than any talk with a mail server
TOO_OLD = dt.timedelta(days=3)  # an invitation, or a morning's news, is worth nothing later
WAITS = tuple(dt.timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 480, 720))


class Event(StrEnum):
    SENT = "sent"
    GIVEN_UP = "given_up"
    TOO_OLD = "too_old"


TRANSITIONS: dict[tuple[LetterState, Event], LetterState] = {
    (LetterState.QUEUED, Event.SENT): LetterState.SENT,
    (LetterState.QUEUED, Event.GIVEN_UP): LetterState.FAILED,
    (LetterState.QUEUED, Event.TOO_OLD): LetterState.FAILED,
}


class LetterInvalid(ValueError):
    """It has no address, or a line break where one line is meant."""


class LetterSettled(RuntimeError):
    """It was sent or given up before."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many letters wait, since when the oldest, and how many were given up."""

    queued: int
    oldest: dt.datetime | None
    failed: int


def letter_queue(*, to: str, subject: str, body: str, now: dt.datetime, calendar: str = "") -> int:
    """Queue a letter in the caller's transaction; give its id. Raises LetterInvalid.

    ``calendar`` is an iCalendar text (RFC 5545), sent as text/calendar with its METHOD. Neither
    may hold a resident's number.
    """
    if "@" not in to or any(mark in to + subject for mark in "\r\n"):
        raise LetterInvalid("a letter needs an address, and a subject of one line")
    row = Letter.objects.create(
        to=to,
        subject=subject[:200],
        body=body,
        calendar=calendar,
        message_id=secrets.token_hex(16),
        created_at=now,
        due_at=now,
    )
    return row.pk


@transaction.atomic
def letter_claim(*, now: dt.datetime) -> Letter | None:
    """Take the letter that has waited longest, for LEASE; None when none is due."""
    due = Letter.objects.filter(state=LetterState.QUEUED, due_at__lte=now).order_by("due_at")
    letter = due.select_for_update(skip_locked=True).first()
    if letter is not None:
        letter.due_at, letter.attempts = now + LEASE, letter.attempts + 1
        letter.save(update_fields=["due_at", "attempts"])
    return letter


def letter_sent(*, letter_id: int, now: dt.datetime) -> None:
    """Note that the mail server took it, and let go of its words. Raises LetterSettled."""
    letter_transition(letter_id=letter_id, event=Event.SENT, now=now)


@transaction.atomic
def letter_failed(*, letter_id: int, error: str, now: dt.datetime) -> None:
    """Note why it was not taken: tried again later, in the end given up. Raises LetterSettled."""
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    if letter.attempts > len(WAITS):
        letter_transition(letter_id=letter_id, event=Event.GIVEN_UP, reason=error, now=now)
        return
    letter.due_at, letter.error = now + WAITS[letter.attempts - 1], error[:300]
    letter.save(update_fields=["due_at", "error"])


def letters_expire(*, now: dt.datetime, limit: int = 100) -> int:
    """Give up letters that nobody could send while they mattered; say how many."""
    old = Letter.objects.filter(state=LetterState.QUEUED, created_at__lt=now - TOO_OLD)
    ids = list(old.order_by("pk").values_list("pk", flat=True)[:limit])
    return sum(_expire(letter_id, now) for letter_id in ids)


def _expire(letter_id: int, now: dt.datetime) -> bool:
    try:
        letter_transition(letter_id=letter_id, event=Event.TOO_OLD, now=now)
    except LetterSettled:
        return False
    return True


@transaction.atomic
def letter_transition(*, letter_id: int, event: Event, now: dt.datetime, reason: str = "") -> None:
    """Move a letter by the table, with a line of history. Raises LetterSettled."""
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    before = LetterState(letter.state)
    if (before, event) not in TRANSITIONS:
        raise LetterSettled(f"letter {letter_id} is {before} already")
    letter.state, letter.settled_at = TRANSITIONS[before, event], now
    letter.error = reason[:300]
    if event is Event.SENT:
        letter.body = letter.calendar = ""
    letter.save(update_fields=["state", "settled_at", "error", "body", "calendar"])
    audit.record(
        audit.Entry(
            subject=f"letter:{letter_id}",
            event=event,
            actor=audit.SYSTEM,
            at=now,
            from_state=before,
            to_state=letter.state,
            reason=reason,
        )
    )


def letters_waiting() -> Waiting:
    """Count what waits and what was given up, with one query."""
    found = Letter.objects.exclude(state=LetterState.SENT).values("state")
    counts = {row["state"]: row for row in found.annotate(n=Count("pk"), first=Min("created_at"))}
    queued, failed = (counts.get(state) for state in (LetterState.QUEUED, LetterState.FAILED))
    return Waiting(
        queued=queued["n"] if queued else 0,
        oldest=queued["first"] if queued else None,
        failed=failed["n"] if failed else 0,
    )


def retention_rules() -> list[Rule]:
    """Let letters go a month after they were written; also what could not be sent."""
    return [by_age("letters", "P30D", lambda before: Letter.objects.filter(created_at__lt=before))]
