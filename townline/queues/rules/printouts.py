"""A paper ticket on its way to a printer, and the one table of its states."""

import datetime as dt
from enum import StrEnum

# Whoever stood at the screen has gone by then; a late receipt is somebody else's confusion.
WORTH = dt.timedelta(minutes=2)
LEASE = dt.timedelta(seconds=45)  # longer than any talk with a printer
AGAIN = dt.timedelta(seconds=5)


class PrintoutState(StrEnum):
    QUEUED = "queued"
    PRINTED = "printed"
    FAILED = "failed"


class PrintoutEvent(StrEnum):
    PRINT = "print"
    GIVE_UP = "give_up"


TRANSITIONS: dict[tuple[PrintoutState, PrintoutEvent], PrintoutState] = {
    (PrintoutState.QUEUED, PrintoutEvent.PRINT): PrintoutState.PRINTED,
    (PrintoutState.QUEUED, PrintoutEvent.GIVE_UP): PrintoutState.FAILED,
}


class PrinterState(StrEnum):
    """How a printer was when it was last asked; ``low`` prints, but not for long."""

    UNKNOWN = ""
    READY = "ready"
    LOW = "low"
    PAPER = "paper"
    COVER = "cover"
    ERROR = "error"
    UNREACHABLE = "unreachable"


PRINTS = frozenset({PrinterState.UNKNOWN, PrinterState.READY, PrinterState.LOW})


def state_after(before: PrintoutState, event: PrintoutEvent) -> PrintoutState | None:
    """Give the next state, or None where the table has no such move."""
    return TRANSITIONS.get((before, event))
