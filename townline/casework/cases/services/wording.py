"""How moments and automatic texts are worded for residents, by the district's data."""

import datetime as dt

from townline.casework.cases.selectors.thread import thanks_words
from townline.platform.core import district
from townline.platform.core.settings import Writing
from townline.platform.core.text.particles import settle

__all__ = ["automatic", "day", "day_words", "moment", "thanks_words"]


def moment(at: dt.datetime, lang: str) -> str:
    """Write a moment for a resident: ``11월 27일(금) 오후 2시 32분``, ``Fri 27 Nov, 2:32pm``."""
    dates = district.part(Writing).dates
    return dates.written(dates.moment.said(lang), at.astimezone(district.current().zone), lang)


def day(at: dt.datetime, lang: str) -> str:
    """Write the day of a moment for a resident: ``11월 27일(금)``, ``Fri 27 Nov``."""
    dates = district.part(Writing).dates
    return dates.written(dates.day.said(lang), at.astimezone(district.current().zone), lang)


def day_words(date: dt.date, lang: str) -> str:
    """Write a day that is no moment, as ``day`` does."""
    return day(dt.datetime.combine(date, dt.time(), district.current().zone), lang)


def automatic(key: str, lang: str, **values: str) -> str:
    """Fill an automatic text of the district."""
    return settle(district.text(key, lang).format(**values))
