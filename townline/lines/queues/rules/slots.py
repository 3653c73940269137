"""Slots to book ahead: when they are, and when a booking counts as having come."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from townline.lines.queues.rules.hours import Hours, in_break, moments
from townline.lines.queues.rules.plans import Slots


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment that may be booked, and how many places are left."""

    at: dt.datetime
    left: int


def times(day: dt.date, slots: Slots, hours: Hours) -> list[dt.datetime]:
    """Give a day's slots, from opening on, without those that begin in a break."""
    span = moments(day, hours)
    count = int((span.closes - span.opens) / slots.every)
    each = (span.opens + number * slots.every for number in range(count))
    return [at for at in each if not in_break(at, hours.breaks, hours.zone)]


def free(
    day: dt.date, slots: Slots, hours: Hours, bookings: Mapping[dt.datetime, int], now: dt.datetime
) -> list[Slot]:
    """Give a day's slots that lie ahead, those that are taken up with 0 left."""
    ahead = [at for at in times(day, slots, hours) if at > now]
    return [Slot(at, max(slots.each - bookings.get(at, 0), 0)) for at in ahead]


def days(
    today: dt.date, slots: Slots, weekdays: Iterable[int], off: Iterable[dt.date]
) -> list[dt.date]:
    """Give the dates that may be booked, today first. ``off``: days the queue is closed."""
    open_on, closed = set(weekdays), set(off)
    ahead = (today + dt.timedelta(days=number) for number in range(slots.days + 1))
    return [day for day in ahead if day.isoweekday() in open_on and day not in closed]
