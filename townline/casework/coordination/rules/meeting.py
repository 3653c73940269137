"""Meetings about a case: the table, and when one is held if nobody says."""

import datetime as dt
from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class MeetingState(StrEnum):
    PLANNED = "planned"
    MOVED = "moved"
    HELD = "held"
    CANCELLED = "cancelled"


class MeetingEvent(Tagged):
    MOVE = "move", "case:meeting:move"
    HOLD = "hold", "case:meeting:hold"
    CANCEL = "cancel", "case:meeting:cancel"


class Response(StrEnum):
    """An attendee's answer, in the terms of RFC 5545 (PARTSTAT)."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"


_S, _E = MeetingState, MeetingEvent
AHEAD = frozenset({_S.PLANNED, _S.MOVED})
TRANSITIONS: dict[tuple[MeetingState, MeetingEvent], MeetingState] = {
    (state, event): after
    for state in AHEAD
    for event, after in ((_E.MOVE, _S.MOVED), (_E.HOLD, _S.HELD), (_E.CANCEL, _S.CANCELLED))
}
LENGTH = dt.timedelta(hours=1)
LONGEST = dt.timedelta(hours=12)
_HALF_HOUR = dt.timedelta(minutes=30)
_MORNING = dt.time(10)
_OPENS = 9


def meeting_start(now: dt.datetime, answer_due_at: dt.datetime) -> dt.datetime:
    """Propose a start within the promise, in office hours where that can be.

    Ten tomorrow morning, before the office opens ten today, else the next half-hour but one.
    ``now`` is in the district's own time.
    """
    days = (1, 0) if now.hour < _OPENS else (1,)
    for day in days:
        ten = dt.datetime.combine(now.date() + dt.timedelta(days=day), _MORNING, now.tzinfo)
        if ten + LENGTH <= answer_due_at:
            return ten
    hour = now.replace(minute=0, second=0, microsecond=0)
    soon = hour + _HALF_HOUR * (now.minute // 30 + 2)
    return soon if soon <= answer_due_at or answer_due_at <= now else answer_due_at
