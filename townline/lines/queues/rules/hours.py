"""When a queue is open, and which desks are planned then: times of the office's own clock."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

type Span = tuple[dt.time, dt.time]


class NoDay(ValueError):
    """The queue is not open on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """``weekdays``: 1 Monday to 7 Sunday. ``gather``: how long before opening people may come.

    ``breaks`` close the whole queue; a desk's own breaks stand at the desk.
    """

    weekdays: frozenset[int]
    opens: dt.time
    closes: dt.time
    zone: ZoneInfo
    breaks: tuple[Span, ...] = ()
    gather: dt.timedelta = dt.timedelta(hours=1)
    holidays: bool = False


@dataclass(frozen=True, slots=True)
class Moments:
    """A day's moments, aware."""

    gathers: dt.datetime
    opens: dt.datetime
    closes: dt.datetime


def moments(day: dt.date, hours: Hours) -> Moments:
    """Give when a day begins and ends."""
    opens = dt.datetime.combine(day, hours.opens, hours.zone)
    closes = dt.datetime.combine(day, hours.closes, hours.zone)
    return Moments(opens - hours.gather, opens, closes)


def is_on(day: dt.date, hours: Hours, off: Iterable[dt.date]) -> bool:
    """Say whether the queue is open on a day. ``off``: holidays."""
    return day.isoweekday() in hours.weekdays and (hours.holidays or day not in set(off))


def local_day(now: dt.datetime, zone: ZoneInfo) -> dt.date:
    """Give the date of a moment where the office is."""
    return now.astimezone(zone).date()


def in_break(at: dt.datetime, breaks: Iterable[Span], zone: ZoneInfo) -> bool:
    """Say whether a moment lies in one of some daily breaks."""
    clock = at.astimezone(zone).time()
    return any(start <= clock < end for start, end in breaks)


def desks_at(at: dt.datetime, desks: Sequence[tuple[Span, ...]], hours: Hours) -> int:
    """Count the desks planned at a moment, each given by its breaks."""
    if in_break(at, hours.breaks, hours.zone):
        return 0
    return sum(not in_break(at, breaks, hours.zone) for breaks in desks)
