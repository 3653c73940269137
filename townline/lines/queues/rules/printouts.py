"""A paper ticket on its way to a printer, and the one table of its states."""

import datetime as dt
from enum import StrEnum

from townline.platform.core.history.tags import Tagged

# Whoever stood at the screen has gone by then; a late receipt is somebody else's confusion.
WORTH = dt.timedelta(minutes=2)
LEASE = dt.timedelta(seconds=45)  # longer than any talk with a printer
AGAIN = dt.timedelta(seconds=5)


class PrintoutState(StrEnum):
    """``UNKNOWN``: perhaps it came out; nobody prints it again."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class PrintoutEvent(Tagged):
    CLAIM = "claim", "ticket:printout:claim"
    AGAIN = "again", "ticket:printout:retry"
    LOSE = "lose", "ticket:printout:lose"
    PRINT = "print", "ticket:printout:print"
    GIVE_UP = "give_up", "ticket:printout:give_up"


_S, _E = PrintoutState, PrintoutEvent
TRANSITIONS: dict[tuple[PrintoutState, PrintoutEvent], PrintoutState] = {
    (_S.QUEUED, _E.CLAIM): _S.CLAIMED,
    (_S.QUEUED, _E.GIVE_UP): _S.FAILED,
    (_S.CLAIMED, _E.PRINT): _S.PRINTED,
    (_S.CLAIMED, _E.AGAIN): _S.QUEUED,
    (_S.CLAIMED, _E.GIVE_UP): _S.FAILED,
    (_S.CLAIMED, _E.LOSE): _S.UNKNOWN,
    # A late report of who had it.
    (_S.UNKNOWN, _E.PRINT): _S.PRINTED,
    (_S.UNKNOWN, _E.GIVE_UP): _S.FAILED,
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


def wait(now: dt.datetime, *, made_at: dt.datetime) -> dt.timedelta | None:
    """Give after how long a ticket is printed again, or None when nobody stands there any more."""
    return AGAIN if now < made_at + WORTH else None
