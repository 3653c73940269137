"""The one writer of a call's state."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import connection

from townline.core import audit
from townline.safenumbers.errors import WrongState
from townline.safenumbers.models import Call
from townline.safenumbers.rules.calls import Outcome, Stage, call_subject
from townline.safenumbers.rules.ringing import TRANSITIONS, CallEvent, CallState

_AT_FIRST: dict[str, Any] = {"language": "ko", "agreed": False}


def call_insert(columns: Mapping[str, Any]) -> None:
    """Write a new call down. A statement of our own: the caller waits while it is made."""
    row = {**_AT_FIRST, **columns}
    marks = ", ".join(f"%({name})s" for name in row)
    statement = f"INSERT INTO safenumbers_call ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 -- names of ours
    with connection.cursor() as cursor:
        cursor.execute(statement, row)


def call_transition(
    *, row: Call, event: CallEvent, outcome: Outcome, now: dt.datetime
) -> CallState:
    """End a locked call, let go of its dialogs, and write its history (``call:<id>``).

    Raises WrongState when the table has no such move.
    """
    before = CallState(row.state)
    after = TRANSITIONS.get((before, event))
    if after is None:
        raise WrongState(f"{event} is not possible while a call is {before}", state=before)
    columns: dict[str, Any] = {
        "state": after,
        "stage": Stage.OVER,
        "outcome": outcome,
        "ended_at": now,
        "dialogs": b"",
    }
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    audit.record(
        audit.Entry(
            subject=call_subject(row.id),
            event=f"call:{event}",
            actor=audit.NETWORK if event is CallEvent.END else audit.SYSTEM,
            at=now,
            from_state=before,
            to_state=after,
            data={"outcome": outcome},
        )
    )
    return after
