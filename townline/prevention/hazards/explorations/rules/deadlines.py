"""By when a cavity is repaired or looked at again; pure."""

import calendar
import datetime as dt


def before_rain(day: dt.date, month_day: str) -> dt.date:
    """Give the last day before the next rainy season, which begins on ``month_day`` (06-24).

    On a day of that season or later it is the one of the next year.
    """
    month, number = map(int, month_day.split("-"))
    first = _on(day.year, month, number)
    if day >= first:
        first = _on(day.year + 1, month, number)
    return first - dt.timedelta(days=1)


def _on(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
