"""Desks that serve several queues: what part of each one's time a queue has."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from townline.lines.queues.rules.hours import Hours, Span, in_break


@dataclass(frozen=True, slots=True)
class Served:
    """A desk as one queue has it. ``part``: of the desk's time, above 0 to 1."""

    code: str
    open: bool
    free: bool
    breaks: tuple[Span, ...]
    part: float


def part(waiting: int, elsewhere: int) -> float:
    """Give the part of a desk that a queue has: by who waits, with one more here.

    A desk calls whoever came first of all its queues, so its time goes to them as people wait.
    """
    return (waiting + 1) / (waiting + 1 + elsewhere)


def open_parts(desks: Iterable[Served]) -> float:
    """Add up the open desks, each by its part."""
    return sum(desk.part for desk in desks if desk.open)


def parts_at(at: dt.datetime, desks: Iterable[Served], hours: Hours) -> float:
    """Add up the desks planned at a moment, each by its part."""
    if in_break(at, hours.breaks, hours.zone):
        return 0.0
    return sum(desk.part for desk in desks if not in_break(at, desk.breaks, hours.zone))


def parts_from(now: dt.datetime, desks: Iterable[Served], hours: Hours) -> Callable[[float], float]:
    """Give the same for so many seconds from now, quickly: it is asked for each minute of a day.

    By the clock on the wall; a change of that clock within the day is not followed.
    """
    local = now.astimezone(hours.zone)
    begin = local.hour * 60 + local.minute + local.second / 60
    shut = _minutes(hours.breaks)
    pausing = [(_minutes(desk.breaks), desk.part) for desk in desks if desk.breaks]
    always = sum(desk.part for desk in desks if not desk.breaks)

    def parts(later: float) -> float:
        at = (begin + later / 60) % _DAY
        if any(start <= at < end for start, end in shut):
            return 0.0
        here = (part for breaks, part in pausing if not any(s <= at < e for s, e in breaks))
        return always + sum(here)

    return parts


_DAY = 24 * 60  # minutes


def _minutes(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(s.hour * 60 + s.minute, e.hour * 60 + e.minute) for s, e in spans]
