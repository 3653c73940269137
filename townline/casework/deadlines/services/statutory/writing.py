"""How legal clocks change their state (``core/history/machine.py``): one or thousands."""

from townline.casework.cases.api import WrongState
from townline.casework.deadlines.models import LegalClock
from townline.casework.deadlines.rules.statutory import (
    TRANSITIONS,
    ClockEvent,
    ClockState,
    clock_subject,
)
from townline.platform.core.history.machine import Machine, MachineStep


def _due(step: MachineStep[LegalClock]) -> dict[str, str | None]:
    due_at = step.row.due_at
    return {"due": due_at.isoformat() if due_at else None}


CLOCKS: Machine[LegalClock, ClockState, ClockEvent] = Machine(
    model=LegalClock,
    table=TRANSITIONS,
    subject=lambda clock: clock_subject(clock.id),
    refusal=WrongState.of_move("the legal clock"),
    data=_due,
    writes=("kind", "rule", "counted_from", "due_at", "remind_at", "ended_at", "ended_by"),
)
