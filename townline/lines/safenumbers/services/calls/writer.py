"""How a call is written down, and how it changes its state (``core/history/machine.py``)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import connection

from townline.casework.cases.api import WrongState
from townline.lines.safenumbers.models import Call
from townline.lines.safenumbers.rules.ringing import TRANSITIONS, CallEvent, CallState
from townline.lines.safenumbers.voice_menu import CallOutcome, Stage, call_subject
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine

_AT_FIRST: dict[str, Any] = {"language": "ko", "agreed": False}


def call_insert(columns: Mapping[str, Any]) -> None:
    """Write a new call down. A statement of our own: the caller waits while it is made."""
    row = {**_AT_FIRST, **columns}
    marks = ", ".join(f"%({name})s" for name in row)
    statement = f"INSERT INTO safenumbers_call ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 -- names of ours
    with connection.cursor() as cursor:
        cursor.execute(statement, row)


CALLS: Machine[Call, CallState, CallEvent] = Machine(
    model=Call,
    table=TRANSITIONS,
    subject=lambda row: call_subject(row.id),
    refusal=lambda row, event: WrongState(
        f"{event} is not possible while a call is {row.state}", state=row.state
    ),
    data=lambda step: {"outcome": step.row.outcome},
    columns=lambda step: {"stage": Stage.OVER, "ended_at": step.at, "dialogs": b""},
)


def call_transition(
    *, row: Call, event: CallEvent, outcome: CallOutcome, now: dt.datetime
) -> CallState:
    """End a locked call and let go of its dialogs. Raises WrongState."""
    actor = audit.NETWORK if event is CallEvent.END else audit.SYSTEM
    return CALLS.move(row, event, actor=actor, now=now, changes={"outcome": outcome})
