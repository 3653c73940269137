"""How legal clocks change their state (``core/machine.py``): one or thousands."""

from townline.cases.errors import WrongState
from townline.cases.models import LegalClock
from townline.cases.rules.clocks import TRANSITIONS, ClockEvent, ClockState, clock_subject
from townline.core.machine import Machine, Step


def _due(step: Step[LegalClock]) -> dict[str, str | None]:
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
