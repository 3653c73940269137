"""How readings change their state (``core/history/machine.py``)."""

import datetime as dt
from collections.abc import Sequence

from townline.casework.cases.api import WrongState
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import (
    TRANSITIONS,
    ReadingEvent,
    ReadingState,
    reading_subject,
)
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, Move

READINGS: Machine[TextReading, ReadingState, ReadingEvent] = Machine(
    model=TextReading,
    table=TRANSITIONS,
    subject=lambda row: reading_subject(row.text_id),
    refusal=WrongState.of_move("the reading"),
    data=lambda step: {"case": step.row.case_id, "version": step.row.version},
)


def readings_transition(
    found: Sequence[TextReading],
    event: ReadingEvent,
    *,
    now: dt.datetime,
    columns: Sequence[str] = (),
    reason: str = "",
) -> None:
    """Move locked readings along the table, with ``columns`` already set on them."""
    moves = [
        Move(row=row, event=event, changes={name: getattr(row, name) for name in columns})
        for row in found
    ]
    READINGS.move_all(moves, actor=audit.SYSTEM, now=now, reason=reason)
