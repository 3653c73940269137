"""Where a period ends that begins at a moment. All moments here are local and naive.

Each function walks along the pauses in order and stops at the first that began after the end:
what has ended is not moved any more. None: the clock stands still in a pause that goes on.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from townline.platform.core.calendars.office import Calendar
from townline.platform.core.calendars.pauses import Pause
from townline.platform.core.calendars.rules import Rule, Unit

_YEAR = 12


def hours_end(
    count: int, start: datetime, pauses: Sequence[Pause], office: Calendar
) -> datetime | None:
    """End ``count`` working hours: from the next office minute to the earliest such moment."""
    began, left = office.worked(_whole_minute(start)), count * 3600
    for pause in pauses:
        done = max(0, office.worked(pause.start) - began)
        if done >= left:
            break
        if pause.end is None:
            return None
        left -= done
        began = max(began, office.worked(pause.end))
    return office.when_worked(began + left)


def _whole_minute(at: datetime) -> datetime:
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + timedelta(minutes=1)


def days_end(count: int, first: int, pauses: Sequence[Pause], office: Calendar) -> datetime | None:
    """End ``count`` working days, the first included; a day touched by a pause does not count."""
    days, left = office.days, count
    for pause in pauses:
        due = office.closes(days.nth(first, left))
        if pause.start > due:
            return due
        if pause.end is None:
            return None
        left -= max(0, days.before(pause.start.toordinal()) - days.before(first))
        first = max(first, pause.end.toordinal() + 1)
    return office.closes(days.nth(first, left))


def span_end(length: int, first: int, pauses: Sequence[Pause], office: Calendar) -> datetime | None:
    """End ``length`` days of the calendar, the first included, on the next working day.

    A day touched by a pause does not count, whether it would be worked or not.
    """
    left = length
    for pause in pauses:
        due = _on_working_day(first + max(left, 1) - 1, office)
        if pause.start > due:
            return due
        if pause.end is None:
            return None
        left -= min(left, max(0, pause.start.toordinal() - first))
        first = max(first, pause.end.toordinal() + 1)
    return _on_working_day(first + max(left, 1) - 1, office)


def _on_working_day(day: int, office: Calendar) -> datetime:
    return office.closes(office.days.nth(day, 1))


def span_of(rule: Rule, first: int) -> int:
    """Give the days of so many weeks or months, from a first day that counts.

    They end on the day before the one that corresponds, or with a month that has none such.
    """
    if rule.unit is Unit.WEEKS:
        return 7 * rule.count
    start = date.fromordinal(first)
    years, month = divmod(start.month - 1 + rule.count, _YEAR)
    year, month = start.year + years, month + 1
    last = monthrange(year, month)[1]
    if start.day > last:
        return date(year, month, last).toordinal() - first + 1
    return date(year, month, start.day).toordinal() - first
