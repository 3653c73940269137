"""The weeks that briefings are about, from Monday (ISO 8601), by days of the district."""

import datetime as dt
import re
from dataclasses import dataclass

_WORDS = re.compile(r"([12]\d{3})-W(\d{2})")
_LENGTH = dt.timedelta(days=7)


class WeekUnreadable(ValueError):
    """What was asked for is no week."""


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One week; ``2026-W48`` in addresses."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"

    @property
    def since(self) -> dt.date:
        """Give its Monday."""
        return dt.date.fromisocalendar(self.year, self.number, 1)

    @property
    def until(self) -> dt.date:
        """Give the Monday after it."""
        return self.since + _LENGTH

    @property
    def last(self) -> dt.date:
        return self.until - dt.timedelta(days=1)

    def back(self, weeks: int = 1) -> "Week":
        """Give the week that lies so many before."""
        return week_of(self.since - weeks * _LENGTH)


def week_of(day: dt.date) -> Week:
    """Give the week in which a day lies."""
    year, number, _ = day.isocalendar()
    return Week(year, number)


def week_named(words: str) -> Week:
    """Read ``2026-W48``. Raises WeekUnreadable, also for a week that its year does not have."""
    found = _WORDS.fullmatch(words)
    if not found:
        raise WeekUnreadable(words)
    week = Week(int(found[1]), int(found[2]))
    try:
        week.since  # noqa: B018 -- it says whether there is such a week
    except ValueError as error:
        raise WeekUnreadable(words) from error
    return week


def reported_week(now: dt.datetime, *, weekday: int, hour: int) -> Week:
    """Give the last whole week of which a briefing is due.

    ``now`` in the district's zone; ``weekday`` (1 is Monday) and ``hour``: when one is made.
    """
    before = week_of(now.date()).back()
    due = publish_at(before, weekday=weekday, hour=hour).replace(tzinfo=now.tzinfo)
    return before if now >= due else before.back()


def publish_at(week: Week, *, weekday: int, hour: int) -> dt.datetime:
    """Give the local moment from when on a week is told, in the week after it."""
    return dt.datetime.combine(week.until + dt.timedelta(days=weekday - 1), dt.time(hour))
