"""Texts on their way out: queued, held back, taken back."""

import datetime as dt

from django.db import connection, transaction

from townline.conversations import rules
from townline.conversations.models import OutgoingText
from townline.conversations.rules import OutgoingEvent, OutgoingState, SegmentState, TextKind
from townline.conversations.services.transitions import Move, outgoing_transition
from townline.core import audit, charsets, district, live

PRIORITY = {
    TextKind.AUTOMATIC: 0,
    TextKind.INTERIM: 10,
    TextKind.QUESTION: 10,
    TextKind.ANSWER: 10,
}
_HOURLY_LIMIT = 3


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
) -> int:
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
        )
        live.wake(live.channel("outbox"))
    return text.pk


_MOBILE = """
SELECT id FROM conversations_resident WHERE id = %(resident)s AND number_kind = 'mobile'
FOR NO KEY UPDATE
"""
_AUTOMATIC = """
WITH text AS (
  INSERT INTO conversations_outgoingtext (resident_id, kind, reference, body, confirmed_hash,
    state, priority, not_before, queued_at, transport, attempts, error)
  SELECT %(resident)s, 'automatic', %(reference)s, %(body)s, '', 'queued', 0, %(now)s, %(now)s,
    '', 0, ''
  WHERE %(limit)s > (
    SELECT count(*) FROM conversations_outgoingtext
    WHERE resident_id = %(resident)s AND kind = 'automatic' AND state <> 'cancelled'
      AND queued_at > %(since)s)
  RETURNING id)
SELECT id, pg_notify(%(channel)s, '') FROM text
"""


def automatic_queue(*, resident_id: int, body: str, reference: str, now: dt.datetime) -> int | None:
    _check(body)
    values: dict[str, str | int | dt.datetime] = {
        "resident": resident_id,
        "reference": reference,
        "body": body,
        "now": now,
        "since": now - dt.timedelta(hours=1),
        "limit": _hourly_limit(),
        "channel": live.channel("outbox"),
    }
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        # The lock makes two that come at once count each other.
        cursor.execute(_MOBILE, values)
        if cursor.fetchone() is None:
            return None
        cursor.execute(_AUTOMATIC, values)
        row = cursor.fetchone()
    return row[0] if row else None


def _hourly_limit() -> int:
    try:
        receipt = district.current().raw.get("receipt", {})
    except district.DistrictMissing:
        return _HOURLY_LIMIT
    return int(receipt.get("hourly_limit_per_number", _HOURLY_LIMIT))


@transaction.atomic
def text_cancel(*, text_id: int, now: dt.datetime) -> bool:
    # A row that is locked is in a link's hands, too late to take back. Not waiting for it also
    # keeps callers that hold a lock of their own from a deadlock with the link's report.
    free = OutgoingText.objects.select_for_update(no_key=True, skip_locked=True)
    text = free.filter(id=text_id, state=OutgoingState.QUEUED).first()
    if text is None or _partly_gone(text):
        return False
    move = Move(text, OutgoingEvent.CANCEL)
    outgoing_transition([move], actor=audit.SYSTEM, now=now)
    return True


def _partly_gone(text: OutgoingText) -> bool:
    return text.segments.exclude(state=SegmentState.QUEUED).exists()
