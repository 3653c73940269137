"""A queue's day: when tickets may be taken, and the one table of its states."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class DayState(StrEnum):
    """``early``: people gather before opening. ``full`` is no state: it is counted."""

    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"
    SETTLED = "settled"


class DayEvent(Tagged):
    OPEN = "open", "queue_day:hours:open"
    CLOSE = "close", "queue_day:hours:close"
    SETTLE = "settle", "queue_day:hours:settle"


_S, _E = DayState, DayEvent
TRANSITIONS: dict[tuple[DayState, DayEvent], DayState] = {
    (_S.EARLY, _E.OPEN): _S.OPEN,
    (_S.EARLY, _E.CLOSE): _S.CLOSED,
    (_S.EARLY, _E.SETTLE): _S.SETTLED,
    (_S.OPEN, _E.CLOSE): _S.CLOSED,
    (_S.OPEN, _E.SETTLE): _S.SETTLED,
    # Closed too early, or by mistake: those who wait are served on meanwhile.
    (_S.CLOSED, _E.OPEN): _S.OPEN,
    (_S.CLOSED, _E.SETTLE): _S.SETTLED,
}
