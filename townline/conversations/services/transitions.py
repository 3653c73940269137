"""The one writer of the states of texts: table, row, history and event together."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from townline.conversations import rules
from townline.conversations.events import OutgoingAccepted, OutgoingSettled
from townline.conversations.models import IncomingText, OutgoingText
from townline.conversations.rules import IncomingEvent, OutgoingEvent, OutgoingState
from townline.conversations.services import sql
from townline.core import audit, events

_SETTLED = {OutgoingState.DELIVERED, OutgoingState.FAILED, OutgoingState.UNKNOWN}
_OUTGOING_FIELDS = (
    "state",
    "lease_until",
    "session",
    "transport",
    "attempts",
    "not_before",
    "accepted_at",
    "settled_at",
    "error",
)


@dataclass(slots=True)
class Move:
    """One step of one outgoing text. ``accepted_at``: when the network had all of it."""

    text: OutgoingText
    event: OutgoingEvent
    accepted_at: dt.datetime | None = None


def outgoing_transition(
    moves: Sequence[Move], *, actor: audit.Actor, now: dt.datetime, reason: str = ""
) -> None:
    """Move many outgoing texts, each by the table, with one statement for all.

    The rows are locked by the caller in the present transaction. Other columns that the caller
    set on them (lease, attempts, not_before, error) are written too. Raises TransitionRefused
    before anything is written.
    """
    entries, news = [], []
    for move in moves:
        entries.append(_outgoing_step(move, actor, now, reason))
        news += _news(move, now)
    sql.rows_update(OutgoingText, _OUTGOING_FIELDS, [move.text for move in moves])
    audit.record_many(entries)
    for event in news:
        events.emit(event)


def _outgoing_step(move: Move, actor: audit.Actor, now: dt.datetime, reason: str) -> audit.Entry:
    text, before = move.text, move.text.state
    text.state = rules.outgoing_after(before, move.event)
    text.settled_at = now if text.state in _SETTLED else None
    return audit.Entry(
        subject=f"text:{text.pk}",
        event=f"text:outgoing:{move.event}",
        actor=actor,
        at=now,
        from_state=before,
        to_state=text.state,
        reason=reason,
    )


def _news(move: Move, now: dt.datetime) -> list[OutgoingAccepted | OutgoingSettled]:
    text = move.text
    news: list[OutgoingAccepted | OutgoingSettled] = []
    if move.accepted_at and text.accepted_at is None:
        text.accepted_at = move.accepted_at
        news.append(
            OutgoingAccepted(
                text_id=text.pk, kind=text.kind, reference=text.reference, at=move.accepted_at
            )
        )
    if text.state in _SETTLED:
        news.append(
            OutgoingSettled(
                text_id=text.pk,
                kind=text.kind,
                reference=text.reference,
                state=text.state,
                at=now,
                detail=text.error,
            )
        )
    return news


def incoming_transition(
    texts: Iterable[IncomingText],
    event: IncomingEvent,
    *,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
) -> None:
    """Move incoming texts, locked by the caller, and write what they were claimed as."""
    rows, entries = list(texts), []
    for text in rows:
        before, text.state = text.state, rules.incoming_after(text.state, event)
        entries.append(
            audit.Entry(
                subject=f"incoming:{text.pk}",
                event=f"text:incoming:{event}",
                actor=actor,
                at=now,
                from_state=before,
                to_state=text.state,
                reason=reason,
            )
        )
    fields = ["state", "resident", "claimed_by", "reference", "routed_at", "problem"]
    sql.rows_update(IncomingText, fields, rows)
    audit.record_many(entries)
