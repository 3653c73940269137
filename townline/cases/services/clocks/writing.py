"""The one writer of legal clocks: one or thousands, with one statement and their history."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from townline.cases.errors import WrongState
from townline.cases.models import LegalClock
from townline.cases.rules.clocks import TRANSITIONS, ClockEvent, ClockState, clock_subject
from townline.core import audit

_COLUMNS = {
    "id": "bigint",
    "state": "text",
    "kind": "text",
    "rule": "text",
    "counted_from": "timestamptz",
    "due_at": "timestamptz",
    "remind_at": "timestamptz",
    "ended_at": "timestamptz",
    "ended_by": "text",
}
_SET = ", ".join(f"{name} = v.{name}" for name in _COLUMNS if name != "id")
_ARRAYS = ", ".join(f"%s::{kind}[]" for kind in _COLUMNS.values())
_UPDATE = (
    f"UPDATE cases_legalclock AS c SET {_SET} "  # noqa: S608 -- names of our own columns
    f"FROM unnest({_ARRAYS}) AS v({', '.join(_COLUMNS)}) WHERE c.id = v.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happens to a locked clock; ``columns`` are written together with its state."""

    clock: LegalClock
    event: ClockEvent
    columns: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


@transaction.atomic
def clock_transition(changes: Sequence[Change], *, actor: audit.Actor, now: dt.datetime) -> None:
    """Move locked clocks along the table and write their history. Raises WrongState."""
    entries = [_move(change, actor, now) for change in changes]
    if not changes:
        return
    rows = [change.clock for change in changes]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [[getattr(row, name) for row in rows] for name in _COLUMNS])
    audit.record_many(entries)


def _move(change: Change, actor: audit.Actor, now: dt.datetime) -> audit.Entry:
    clock, before = change.clock, ClockState(change.clock.state)
    after = TRANSITIONS.get((before, change.event))
    if after is None:
        raise WrongState(
            f"{change.event} is not possible while the legal clock is {before}", state=str(before)
        )
    clock.state = after
    for name, value in change.columns.items():
        setattr(clock, name, value)
    return audit.Entry(
        subject=clock_subject(clock.id),
        event=change.event,
        actor=actor,
        at=now,
        from_state=before,
        to_state=after,
        reason=change.reason,
        data={"due": clock.due_at.isoformat() if clock.due_at else None},
    )
