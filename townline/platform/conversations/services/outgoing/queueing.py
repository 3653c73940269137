"""Texts on their way out: queued, held back, taken back."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from townline.platform.conversations import rules
from townline.platform.conversations.models import OutgoingSegment, OutgoingText, Resident
from townline.platform.conversations.rules import (
    AFTER_STOP,
    HOURLY,
    Cause,
    OutgoingEvent,
    OutgoingState,
    SegmentState,
    TextKind,
)
from townline.platform.conversations.services.incoming.photos import attachments_add
from townline.platform.conversations.services.transitions import OUTGOING
from townline.platform.conversations.settings import Receipt, TextLine
from townline.platform.core import district, live
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.platform.core.text import charsets
from townline.platform.core.text.particles import settle

PRIORITY = {
    TextKind.AUTOMATIC: 0,
    TextKind.UPDATE: 5,  # thousands of them keep no answer waiting
    TextKind.INTERIM: 10,
    TextKind.QUESTION: 10,
    TextKind.ANSWER: 10,
}
# Before all that waits: what may save a life.
_URGENT = 20
_NO_LIMIT = 2**31 - 1


def _check(body: str) -> None:
    if not body.strip():
        raise ValueError("a text to a resident cannot be empty")
    if charsets.clean(body) != body:
        # The words are never altered here: what was confirmed is what goes out.
        raise ValueError("the text holds a character that cannot be sent (NUL or half a pair)")
    rules.split(body)


def text_queue(
    *,
    resident_id: int,
    kind: str,
    body: str,
    reference: str,
    now: dt.datetime,
    not_before: dt.datetime | None = None,
    confirmed_hash: str = "",
    photos: Sequence[str] = (),
) -> int:
    """Queue a text to a resident and return its id; it goes out with exactly these words.

    ``kind`` is a TextKind. ``photos`` name what ``photo_make`` gave, in order; such a text
    goes by a transport that carries photos, or waits for one. Raises ValueError for an empty
    body or one that cannot be sent, TooLong (a ValueError) beyond 255 segments. Wakes the links
    (channel "outbox").
    """
    _check(body)
    # Without a savepoint: all checks are done, and rooms queue many texts in one transaction.
    with transaction.atomic(savepoint=False):
        text = OutgoingText.objects.create(
            resident_id=resident_id,
            kind=TextKind(kind),
            body=body,
            reference=reference,
            confirmed_hash=confirmed_hash,
            priority=PRIORITY[TextKind(kind)],
            not_before=max(now, not_before or now),
            queued_at=now,
            photos=len(photos),
        )
        if photos:
            attachments_add(text, photos, now=now)
        live.wake(live.channel("outbox"))
    return text.pk


def notice_queue(*, resident_id: int, body: str, reference: str, now: dt.datetime) -> int | None:
    """Queue a text of the line itself that counts in no hour; None while its number is held."""
    held = Resident.objects.filter(pk=resident_id).exclude(automatic_held_for="")
    if held.exists():
        return None
    return text_queue(
        resident_id=resident_id,
        kind=TextKind.QUESTION,
        body=settle(body),
        reference=reference,
        now=now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOfMany:
    """One text of many that are queued together; it leaves at ``leaves_at`` at the earliest."""

    resident_id: int
    body: str
    reference: str
    leaves_at: dt.datetime


def texts_queue(
    texts: Sequence[OneOfMany], *, kind: str, now: dt.datetime, confirmed_hash: str
) -> list[int]:
    """Queue many texts with a handful of statements; give their ids in the same order.

    What of each body is checked, and raised, is as of ``text_queue``.
    """
    for body in {text.body for text in texts}:
        _check(body)
    with transaction.atomic(savepoint=False):
        rows = OutgoingText.objects.bulk_create(
            OutgoingText(
                resident_id=text.resident_id,
                kind=TextKind(kind),
                body=text.body,
                reference=text.reference,
                confirmed_hash=confirmed_hash,
                priority=PRIORITY[TextKind(kind)],
                not_before=max(now, text.leaves_at),
                queued_at=now,
            )
            for text in texts
        )
        live.wake(live.channel("outbox"))
    return [row.pk for row in rows]


@dataclass(frozen=True, slots=True)
class _SendInput:
    """An automatic text that is to be queued, if its number has not had enough of its cause.

    ``not_before``: it waits until then.
    """

    resident_id: int
    reference: str
    body: str
    at: dt.datetime
    cause: Cause = Cause.OWN
    not_before: dt.datetime | None = None
    receipt_for: int | None = None


_gathering: ContextVar[list[_SendInput] | None] = ContextVar("gathering", default=None)


@contextmanager
def batch_texts() -> Iterator[None]:
    """Queue the automatic texts of the block at its end, with two statements for all."""
    send_inputs: list[_SendInput] = []
    token = _gathering.set(send_inputs)
    try:
        yield
    finally:
        _gathering.reset(token)
    if send_inputs:
        _automatic_write(send_inputs)


def automatic_queue(
    *,
    resident_id: int,
    body: str,
    reference: str,
    now: dt.datetime,
    cause: Cause = Cause.OWN,
    not_before: dt.datetime | None = None,
    receipt_for: int | None = None,
) -> int | None:
    # Every text that no person has confirmed passes here or in ``notice_queue``.
    """Queue an automatic text, or return None when none may go to this number now.

    It leaves at once, or not before a moment, such as the end of the quiet hours. ``receipt_for``:
    the incoming text that it acknowledges; ``receipts_release`` and ``receipts_cancel`` find it.

    None goes to a number that is not mobile, that is held (``automatic_hold``, whatever the
    cause), that said STOP, that is blocked, or that had as
    many of the same ``cause`` within the hour as the district allows (``rules.HOURLY``). What was
    asked for, promised or urgent goes after a STOP too, and each cause counts by itself: receipts
    use up no answers. What is urgent leaves before all that waits. Also None while the router
    routes a batch: then it is queued at the end of the batch, by the same rules.
    """
    body = settle(body)
    _check(body)
    send_input = _SendInput(resident_id, reference, body, now, cause, not_before, receipt_for)
    gathering = _gathering.get()
    if gathering is not None:
        gathering.append(send_input)
        return None
    return next(iter(_automatic_write([send_input])), None)


_MOBILE = """
SELECT id, stopped_at, blocked_until, automatic_held_for FROM conversations_resident
WHERE id = ANY(%(residents)s) AND number_kind = 'mobile'
ORDER BY id FOR NO KEY UPDATE
"""
_AUTOMATIC = """
WITH wish AS (
  SELECT w.*, count(*) OVER (PARTITION BY w.resident, w.cause ORDER BY w.place) AS nth
  FROM unnest(%(residents)s::bigint[], %(references)s::text[], %(bodies)s::text[],
    %(at)s::timestamptz[], %(leave)s::timestamptz[], %(most)s::int[], %(priorities)s::int[],
    %(causes)s::text[], %(receipts)s::bigint[])
    WITH ORDINALITY
    AS w (resident, reference, body, at, leave, most, priority, cause, receipt, place)),
text AS (
  INSERT INTO conversations_outgoingtext (resident_id, kind, reference, body, confirmed_hash,
    state, priority, not_before, queued_at, transport, attempts, error, cause,
    receipt_for)
  SELECT resident, 'automatic', reference, body, '', 'queued', priority, leave, at, '', 0, '',
    cause, receipt
  FROM wish WHERE most = %(no_limit)s OR most >= nth + (
    SELECT count(*) FROM conversations_outgoingtext
    WHERE resident_id = wish.resident AND kind = 'automatic' AND state <> 'cancelled'
      AND cause = wish.cause AND queued_at > wish.at - interval '1 hour')
  ORDER BY place
  RETURNING id)
SELECT id, pg_notify(%(channel)s, '') FROM text
"""


def _automatic_write(send_inputs: Sequence[_SendInput]) -> list[int]:
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        # The lock makes two that come at once count each other.
        cursor.execute(
            _MOBILE, {"residents": sorted({send_input.resident_id for send_input in send_inputs})}
        )
        mobile = {row[0]: _Known(*row[1:]) for row in cursor.fetchall()}
        send_inputs = [send_input for send_input in send_inputs if _welcome(send_input, mobile)]
        if not send_inputs:
            return []
        values: dict[str, Any] = {
            "residents": [send_input.resident_id for send_input in send_inputs],
            "references": [send_input.reference for send_input in send_inputs],
            "bodies": [send_input.body for send_input in send_inputs],
            "at": [send_input.at for send_input in send_inputs],
            "leave": [
                max(send_input.at, send_input.not_before or send_input.at)
                for send_input in send_inputs
            ],
            "most": [_most(send_input.cause) for send_input in send_inputs],
            "no_limit": _NO_LIMIT,
            "priorities": [
                _URGENT * (send_input.cause is Cause.URGENT) for send_input in send_inputs
            ],
            "causes": [send_input.cause.value for send_input in send_inputs],
            "receipts": [send_input.receipt_for for send_input in send_inputs],
            "channel": live.channel("outbox"),
        }
        cursor.execute(_AUTOMATIC, values)
        return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class _Known:
    """What of a mobile number decides on automatic texts."""

    stopped_at: dt.datetime | None
    blocked_until: dt.datetime | None
    held_for: str


def _welcome(send_input: _SendInput, mobile: dict[int, _Known]) -> bool:
    """Say whether the number takes automatic texts: mobile, not held, blocked or stopped."""
    known = mobile.get(send_input.resident_id)
    if known is None or known.held_for:
        return False
    if known.blocked_until is not None and known.blocked_until > send_input.at:
        return False
    return known.stopped_at is None or send_input.cause in AFTER_STOP


def _most(cause: Cause) -> int:
    """Say how many texts of a cause go to one number within an hour."""
    if cause not in HOURLY:
        return _NO_LIMIT
    try:
        receipt = district.part(TextLine).receipt
    except district.DistrictMissing:
        receipt = Receipt()
    return int(getattr(receipt, HOURLY[cause]))


@transaction.atomic
def text_cancel(*, text_id: int, now: dt.datetime) -> bool:
    # A row that is locked is in a link's hands, too late to take back. Not waiting for it also
    # keeps callers that hold a lock of their own from a deadlock with the link's report.
    """Take a queued text back. False when it is too late: a link holds it, or part is gone."""
    free = OutgoingText.objects.select_for_update(no_key=True, skip_locked=True)
    text = free.filter(id=text_id, state=OutgoingState.QUEUED).first()
    if text is None or _partly_gone(text):
        return False
    OUTGOING.move(text, OutgoingEvent.CANCEL, actor=audit.SYSTEM, now=now)
    return True


@transaction.atomic
def texts_cancel(ids: Sequence[int], *, now: dt.datetime) -> set[int]:
    """Take back those of many texts that can be, as ``text_cancel``; give which they were."""
    free = OutgoingText.objects.select_for_update(no_key=True, skip_locked=True)
    waiting = free.filter(id__in=ids, state=OutgoingState.QUEUED).order_by("id")
    gone = OutgoingSegment.objects.exclude(state=SegmentState.QUEUED).filter(text__in=ids)
    partly = set(gone.values_list("text", flat=True))
    cancelled = [text for text in waiting if text.pk not in partly]
    moves = [Move(row=text, event=OutgoingEvent.CANCEL) for text in cancelled]
    OUTGOING.move_all(moves, actor=audit.SYSTEM, now=now)
    return {text.pk for text in cancelled}


def _partly_gone(text: OutgoingText) -> bool:
    return text.segments.exclude(state=SegmentState.QUEUED).exists()
