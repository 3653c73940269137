"""The office's time: on which days, from when to when, with which break."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from townline.platform.core.calendars.errors import NeverEnds, OutOfOrder

# Working days by arithmetic, without a loop over days.
_WEEK = 7


class WorkDays:
    """Which days are worked. Days are given as ordinals (``date.toordinal``).

    ``weekdays`` are ISO numbers (1 is Monday); ``holidays`` are days off besides.
    """

    def __init__(self, weekdays: Iterable[int], holidays: Iterable[date]) -> None:
        self.weekdays = frozenset(weekdays)
        self.holidays = frozenset(holidays)
        self._places = [day - 1 for day in sorted(self.weekdays)]
        self._before = [sum(place < at for place in self._places) for at in range(_WEEK)]
        self._off = sorted(d.toordinal() for d in self.holidays if d.isoweekday() in self.weekdays)

    def works(self, day: int) -> bool:
        """Say whether a day is worked."""
        return self.before(day + 1) > self.before(day)

    def before(self, day: int) -> int:
        """Count the working days before a day, from the beginning of the calendar."""
        # The first day of the year 1 was a Monday.
        weeks, place = divmod(day - 1, _WEEK)
        return weeks * len(self._places) + self._before[place] - bisect_left(self._off, day)

    def nth(self, start: int, number: int) -> int:
        """Give the ``number``-th working day at or after a day (1: the first). Raises NeverEnds."""
        if not self._places:
            raise NeverEnds("no day of the week is worked: the rule would never end")
        wanted, off = self.before(start) + number, bisect_left(self._off, start)
        while True:
            weeks, place = divmod(wanted + off - 1, len(self._places))
            found = weeks * _WEEK + self._places[place] + 1
            # Each holiday passed on the way moves the day on, perhaps past further ones.
            passed = bisect_right(self._off, found)
            if passed == off:
                return found
            off = passed


@dataclass(frozen=True)
class Calendar:
    """When an office works, in local time; ``spans`` are disjoint and in order.

    ``known`` are the first and last year whose holidays are known: outside of them only the
    days of the week are left out.
    """

    zone: ZoneInfo
    weekdays: frozenset[int]
    spans: tuple[tuple[time, time], ...]
    holidays: frozenset[date] = frozenset()

    @cached_property
    def days(self) -> WorkDays:
        return WorkDays(self.weekdays, self.holidays)

    @cached_property
    def daily(self) -> int:
        """Give the office's seconds in a day."""
        return sum(_second(end) - _second(start) for start, end in self.spans)

    @cached_property
    def known(self) -> tuple[int, int] | None:
        years = [day.year for day in self.holidays]
        return (min(years), max(years)) if years else None

    def closes(self, day: int) -> datetime:
        """Give the end of the office's time on a day (an ordinal), local and naive."""
        if not self.spans:
            raise NeverEnds("the office has no hours: the rule would never end")
        return datetime.combine(date.fromordinal(day), self.spans[-1][1])

    def worked(self, at: datetime) -> int:
        """Count the office's seconds before a local moment, from the beginning of the calendar."""
        day = at.toordinal()
        whole = self.days.before(day) * self.daily
        if not self.days.works(day):
            return whole
        passed = _second(at.time())
        return whole + sum(
            max(0, min(passed, _second(end)) - _second(start)) for start, end in self.spans
        )

    def when_worked(self, seconds: int) -> datetime:
        """Give the earliest local moment by which so many seconds were worked (``worked``)."""
        if not self.daily:
            raise NeverEnds("the office has no hours: the rule would never end")
        whole_days, rest = divmod(seconds - 1, self.daily)
        day, rest = date.fromordinal(self.days.nth(1, whole_days + 1)), rest + 1
        for start, end in self.spans:
            length = _second(end) - _second(start)
            if rest <= length:
                return datetime.combine(day, start) + timedelta(seconds=rest)
            rest -= length
        raise AssertionError("a day has no more seconds than its spans")

    def day_before(self, at: datetime) -> datetime | None:
        """Give the moment that lies one day of work before an aware one, or None."""
        local = at.astimezone(self.zone).replace(tzinfo=None)
        before = self.worked(local) - self.daily
        return self.when_worked(before).replace(tzinfo=self.zone) if before > 0 else None


def _second(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


def calendar(
    *,
    zone: ZoneInfo,
    weekdays: Iterable[int],
    hours: tuple[time, time],
    pause: tuple[time, time] | None = None,
    holidays: Iterable[date] = (),
) -> Calendar:
    """Make a calendar of local times: ``hours`` from and until, ``pause`` between them.

    Raises OutOfOrder where they stand in the wrong order.
    """
    times = [hours[0], *(pause or ()), hours[1]]
    if times != sorted(times):
        listed = ", ".join(f"{at:%H:%M}" for at in times)
        raise OutOfOrder(f"office hours {listed} must stand in order")
    pairs = zip(times[::2], times[1::2], strict=True)
    return Calendar(
        zone=zone,
        weekdays=frozenset(weekdays),
        spans=tuple((start, end) for start, end in pairs if start < end),
        holidays=frozenset(holidays),
    )
