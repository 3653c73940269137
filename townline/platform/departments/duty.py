"""Leave and nights on duty: who stands in for whom, and what cannot be. Pure; no I/O."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class AbsenceState(StrEnum):
    PLANNED = "planned"
    BEGUN = "begun"
    OVER = "over"
    CANCELLED = "cancelled"


class AbsenceEvent(Tagged):
    CHANGE = "change", "absence:period:change"
    BEGIN = "begin", "absence:period:begin"
    END = "end", "absence:period:end"
    RETURN = "return", "absence:period:return"  # back before the last day
    CANCEL = "cancel", "absence:period:cancel"


LIVE = frozenset({AbsenceState.PLANNED, AbsenceState.BEGUN})
TRANSITIONS: dict[tuple[AbsenceState, AbsenceEvent], AbsenceState] = {
    (AbsenceState.PLANNED, AbsenceEvent.CHANGE): AbsenceState.PLANNED,
    (AbsenceState.PLANNED, AbsenceEvent.BEGIN): AbsenceState.BEGUN,
    (AbsenceState.PLANNED, AbsenceEvent.CANCEL): AbsenceState.CANCELLED,
    (AbsenceState.BEGUN, AbsenceEvent.CHANGE): AbsenceState.BEGUN,
    (AbsenceState.BEGUN, AbsenceEvent.END): AbsenceState.OVER,
    (AbsenceState.BEGUN, AbsenceEvent.RETURN): AbsenceState.OVER,
}
LONGEST = dt.timedelta(days=400)
NOTE_LIMIT = 1_000


class ShiftKind(StrEnum):
    NIGHT = "night"
    DAY = "day"  # of a day off


# On the office's own clock; a night ends on the morning after.
HOURS: dict[ShiftKind, tuple[dt.time, dt.time]] = {
    ShiftKind.NIGHT: (dt.time(18), dt.time(9)),
    ShiftKind.DAY: (dt.time(9), dt.time(18)),
}


class DutyProblem(StrEnum):
    """Why a leave or a night cannot be entered as wished."""

    OVERLAP = "overlap"  # the same person is away then already
    SELF = "self"
    COVER_AWAY = "cover_away"
    CIRCLE = "circle"  # who stands in is stood in for by who leaves
    ON_DUTY = "on_duty"  # a night on duty lies in it
    AWAY = "away"  # who shall be on duty is on leave
    TWICE = "twice"  # on duty then already
    ORDER = "order"
    PAST = "past"
    LONG = "long"
    COVER_BLIND = "cover_blind"  # may not see the cases, or does not work here any more
    NOTE = "note"
    DAY = "day"
    SETTLED = "settled"  # over or called off before
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One leave, ``[starts_at, ends_at)``: who is away and who stands in (ids)."""

    staff: int
    cover: int
    starts_at: dt.datetime
    ends_at: dt.datetime

    def meets(self, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
        return self.starts_at < ends_at and starts_at < self.ends_at


def clash(requested: Span, others: Iterable[Span]) -> tuple[DutyProblem, Span] | None:
    """Say what is wrong with a wished leave beside the others, and beside which one."""
    known = list(others)
    for other in known:
        if other.staff == requested.staff and other.meets(requested.starts_at, requested.ends_at):
            return DutyProblem.OVERLAP, other
    for other in known:
        if other.staff == requested.cover and other.meets(requested.starts_at, requested.ends_at):
            circle = _leads_back(requested, other, known)
            return (DutyProblem.CIRCLE if circle else DutyProblem.COVER_AWAY), other
    return None


def _leads_back(requested: Span, first: Span, known: Iterable[Span]) -> bool:
    """Follow who stands in for whom, within the time that all of them are away."""
    at, since, until = first, requested.starts_at, requested.ends_at
    seen = {requested.staff}
    while at.cover not in seen:
        seen.add(at.staff)
        since, until = max(since, at.starts_at), min(until, at.ends_at)
        further = [s for s in known if s.staff == at.cover and s.meets(since, until)]
        if not further:
            return False
        at = further[0]
    return at.cover == requested.staff


def active_covers(absences: Mapping[int, int]) -> dict[int, int]:
    """Give for each who is away now who works in their place: at the end of a chain of covers.

    ``absences``: who is away -> who was named. Where a chain leads nowhere, nobody is given.
    """
    found = {}
    for person in absences:
        seen, at = {person}, absences[person]
        while at in absences and at not in seen:
            seen.add(at)
            at = absences[at]
        if at not in absences:
            found[person] = at
    return found


def shift_hours(day: dt.date, kind: ShiftKind, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
    """Give when a night (or a day off) on duty begins and ends."""
    begin, end = HOURS[kind]
    until = day + dt.timedelta(days=1) if end <= begin else day
    return dt.datetime.combine(day, begin, zone), dt.datetime.combine(until, end, zone)


def shift_ends(at: dt.datetime) -> dt.datetime:
    """Give when the shift ends that people are in: of the day's work or of the night's.

    ``at`` is in the district's own zone, in which the hours are meant.
    """
    ends = [
        end
        for day in (at.date() - dt.timedelta(days=1), at.date())
        for kind in ShiftKind
        for begin, end in [shift_hours(day, kind, at.tzinfo or dt.UTC)]
        if begin <= at < end
    ]
    return min(ends)
