"""A month as weeks of days, with who is away and who is on duty."""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from townline.platform.core.district import office_calendar
from townline.platform.departments.api import Absence, DutyShift
from townline.platform.web import moments

YEARS = range(2000, 2100)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One cell. ``off``: nobody works; ``public_page``: of the month before or after."""

    date: dt.date
    public_page: bool
    today: bool
    off: bool
    away: Sequence[Absence]
    shifts: Sequence[DutyShift]


def month_of(words: str, today: dt.date) -> dt.date:
    """Read ``2026-12``; anything else means this month."""
    try:
        first = dt.date.fromisoformat(f"{words}-01")
    except ValueError:
        return today.replace(day=1)
    return first if first.year in YEARS else today.replace(day=1)


def shift_month(first: dt.date, by: int) -> dt.date:
    """Give the first day of a month so many months later."""
    number = first.year * 12 + first.month - 1 + by
    return dt.date(number // 12, number % 12 + 1, 1)


def title(first: dt.date) -> str:
    """Name a month: ``2026년 12월`` or ``Dec 2026``."""
    return moments.month(first)


def weekday_names(first: dt.date) -> list[str]:
    """Name the columns: ``월`` or ``Mon``."""
    return [moments.weekday(date.weekday(), short=True) for date in _weeks(first)[0]]


def bounds(first: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Give the moments between which all shown days of a month lie."""
    days = [day for week in _weeks(first) for day in week]
    return _midnight(days[0]), _midnight(days[-1] + _DAY)


def weeks(
    first: dt.date, today: dt.date, absences: Sequence[Absence], shifts: Sequence[DutyShift]
) -> list[list[CalendarDay]]:
    """Put leaves and nights into the days of a month."""
    working = office_calendar()
    return [
        [
            CalendarDay(
                date=date,
                public_page=date.month != first.month,
                today=date == today,
                off=not working.days.works(date.toordinal()),
                away=[a for a in absences if _on(a, date)],
                shifts=[s for s in shifts if timezone.localtime(s.starts_at).date() == date],
            )
            for date in week
        ]
        for week in _weeks(first)
    ]


def _on(absence: Absence, date: dt.date) -> bool:
    return absence.starts_at < _midnight(date + _DAY) and absence.ends_at > _midnight(date)


def _weeks(first: dt.date) -> list[list[dt.date]]:
    return calendar.Calendar().monthdatescalendar(first.year, first.month)


def _midnight(date: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(date, dt.time()))
