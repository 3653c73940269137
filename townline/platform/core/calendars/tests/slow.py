"""A counter that looks at one minute, or one day, after the other. Slow, and plainly right.

It shares no line with what it checks. Moments are local and naive.
"""

import datetime as dt

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
OPENS, NOON, ONE, CLOSES = dt.time(9), dt.time(12), dt.time(13), dt.time(18)


class Slow:
    def __init__(self, weekdays, holidays, pauses):
        self.weekdays, self.holidays, self.pauses = weekdays, holidays, pauses

    def works(self, day):
        return day.isoweekday() in self.weekdays and day not in self.holidays

    def office_minute(self, at):
        time = at.time()
        return self.works(at.date()) and (OPENS <= time < NOON or ONE <= time < CLOSES)

    def _paused(self, at, until):
        return any(start <= at and end > at for start, end in self.pauses if start <= until)

    def _paused_day(self, day, until):
        return any(
            start.date() <= day <= end.date() for start, end in self.pauses if start <= until
        )

    def hours(self, received, count):
        """Walk minute by minute; give the end of the last one that counts."""
        at, left = received, count * 60
        while True:
            if self.office_minute(at) and not self._paused(at, at):
                left -= 1
            at += MINUTE
            if not left:
                return at

    def days(self, received, count):
        """Try one day after the other as the last; the first that fits is it."""
        day = received.date()
        while True:
            due = dt.datetime.combine(day, CLOSES)
            if self.works(day) and not self._paused_day(day, due):
                counted, current = 0, received.date()
                while current <= day:
                    if self.works(current) and not self._paused_day(current, due):
                        counted += 1
                    current += DAY
                if counted == count:
                    return due
            day += DAY

    def weeks(self, received, count):
        return self._span(received, 7 * count)

    def months(self, received, count):
        """Look for the day that corresponds by walking through the calendar."""
        first = current = received.date()
        passed = 0
        while passed < count:
            current += DAY
            if current.day == 1:
                passed += 1
        # ``current`` is the first of the last month.
        while current.day < first.day and (current + DAY).month == current.month:
            current += DAY
        last = current - DAY if current.day == first.day else current
        return self._span(received, (last - first).days + 1)

    def _span(self, received, length):
        day = received.date()
        while True:
            due = dt.datetime.combine(day, CLOSES)
            if self.works(day) and not self._paused_day(day, due):
                counted, current = 0, received.date()
                while current <= day:
                    counted += not self._paused_day(current, due)
                    current += DAY
                if counted >= length:
                    return due
            day += DAY
