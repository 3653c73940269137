"""Working days, found by arithmetic: no day is looked at one by one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date

from townline.platform.core.calendars.errors import NeverEnds

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
