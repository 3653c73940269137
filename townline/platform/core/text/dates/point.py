"""From the parts of a date to a day, seen from the moment at which the answer is written."""

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from re import Match

# "11월 20일" on 25 November is five days ago, not in a year: nobody promises so far ahead.
_JUST_PASSED = dt.timedelta(days=60)
# What was done is told of soon after: "by 9 December" in a sentence of the past lies ahead.
_LONG_PAST = dt.timedelta(days=180)
_DECEMBER, _WEEK, _SATURDAY, FRIDAY, SUNDAY = 12, 7, 5, 4, 6


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where words like "tomorrow" are counted.

    ``now``: when the answer is written, in the district's zone. ``past``: the sentence tells of
    what was done, so that a day without a year lies behind.
    """

    now: dt.datetime
    office_end: dt.time
    holidays: frozenset[dt.date] = frozenset()
    past: bool = False

    @property
    def today(self) -> dt.date:
        return self.now.date()


type Point = dt.date | dt.datetime
type Resolver = Callable[[Match[str], Anchor], Point | None]


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """Give a day, or None where the calendar has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_day(anchor: Anchor, month: int, day: int) -> dt.date | None:
    """Give the day that a month and day without a year mean here and now."""
    this = anchor.today.year
    found = [one for year in (this - 1, this, this + 1) if (one := day_of(year, month, day))]
    recent = [one for one in found if anchor.today - _LONG_PAST <= one <= anchor.today]
    if anchor.past and recent:
        return max(recent)
    return min((one for one in found if one >= anchor.today - _JUST_PASSED), default=None)


def day_alone(anchor: Anchor, day: int) -> dt.date | None:
    """Give the day that "the 27th" means: the next one, or the last one of what was done."""
    steps = (0, -1) if anchor.past else (0, 1, 2)
    months = (month_start(anchor.today, step) for step in steps)
    found = (day_of(first.year, first.month, day) for first in months)
    fits = (one for one in found if one and (one <= anchor.today) == anchor.past)
    same = day_of(anchor.today.year, anchor.today.month, day)
    return anchor.today if same == anchor.today else next(fits, None)


def month_start(day: dt.date, months: int) -> dt.date:
    """Give the first day of the month so many months later."""
    number = day.year * _DECEMBER + day.month - 1 + months
    return dt.date(number // _DECEMBER, number % _DECEMBER + 1, 1)


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(day: dt.date, months: int) -> dt.date:
    """Give the same day of a later month, or that month's last day."""
    first = month_start(day, months)
    return first.replace(day=min(day.day, month_end(first).day))


def of_week(anchor: Anchor, weeks: int, weekday: int) -> dt.date:
    """Give a weekday (0 is Monday) of this week or of one so many weeks from it."""
    monday = anchor.today - dt.timedelta(days=anchor.today.weekday())
    return monday + dt.timedelta(days=weeks * _WEEK + weekday)


def next_weekday(anchor: Anchor, weekday: int) -> dt.date:
    """Give the nearest such weekday: ahead, or behind for what was done."""
    ahead = (weekday - anchor.today.weekday()) % _WEEK
    behind = (anchor.today.weekday() - weekday) % _WEEK
    return anchor.today + dt.timedelta(days=-behind if anchor.past else ahead)


def working_days_later(anchor: Anchor, days: int) -> dt.date:
    """Count working days from tomorrow on; Saturdays, Sundays and holidays are none."""
    day = anchor.today
    while days > 0:
        day += dt.timedelta(days=1)
        days -= day.weekday() < _SATURDAY and day not in anchor.holidays
    return day


def part_of_month(first: dt.date, part: str) -> dt.date:
    """Give the last day that "early", "the middle" or "the end" of a month may mean."""
    early, middle = 10, 20
    if part in {"초", "초순", "early"}:
        return first.replace(day=early)
    if part in {"중순", "mid", "mid-"}:
        return first.replace(day=middle)
    return month_end(first)
