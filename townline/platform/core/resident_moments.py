"""Moments as residents read them, by the district's data; ``web/moments.py`` has those of staff."""

import datetime as dt

from django.utils import translation

from townline.platform.core import clock, district
from townline.platform.core.settings import Dates, Writing
from townline.platform.core.text.languages import page_language
from townline.platform.core.text.times import time_words


def moment(at: dt.datetime, lang: str = "") -> str:
    """Write a moment: ``11월 27일(금) 오후 2시 32분``, ``Fri 27 Nov, 2:32pm``.

    ``lang``: an ISO 639-1 code; "" for the language of the page, here and below.
    """
    return _format_moment("moment", at, lang)


def promise(at: dt.datetime, since: dt.datetime, lang: str = "") -> str:
    """Write until when an answer was promised (``since``), as a person would: no odd minute.

    The district decides how (``dates.promise``); what is named is never later than ``at``.
    """
    named = _dates().promise.worded(_local(at), _local(since))
    return _format_moment("moment", named, lang)


def soon(at: dt.datetime, lang: str = "") -> str:
    """Write a moment, that of today as ``오늘 오후 3시 20분``."""
    today = _local(clock.now()).date() == _local(at).date()
    return _format_moment("today" if today else "moment", at, lang)


def day(at: dt.date, lang: str = "", *, year: bool = False) -> str:
    """Write a day, or that of a moment: ``11월 27일(금)``, ``Fri 27 Nov``."""
    whole = at if isinstance(at, dt.datetime) else _midnight(at)
    words = _format_moment("day", whole, lang)
    if not year:
        return words
    number = _local(whole).year
    return f"{number}년 {words}" if _language(lang) == "ko" else f"{words} {number}"


def format_date(at: dt.date, lang: str = "") -> str:
    """Write a day, with its year if that is another one: ``2025년 9월 26일(금)``."""
    whole = at if isinstance(at, dt.datetime) else _midnight(at)
    return day(at, lang, year=_local(whole).year != _local(clock.now()).year)


def hour(at: dt.datetime | dt.time, lang: str = "") -> str:
    """Write a time of day: ``오후 3시 20분``, ``3:20pm``."""
    return time_words(_local(at) if isinstance(at, dt.datetime) else at, _language(lang))


def weekday(number: int, lang: str = "") -> str:
    """Write a day of the week, 1 (Monday) to 7."""
    spoken = _language(lang)
    other = district.dates_in(spoken)
    named = other["weekdays"] if other else getattr(_dates().weekdays, page_language(spoken))
    return str(named[number - 1])


def _dates() -> Dates:
    return district.part(Writing).dates


def _language(lang: str) -> str:
    return lang or translation.get_language() or "ko"


def _local(at: dt.datetime) -> dt.datetime:
    return at.astimezone(district.current().zone)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), district.current().zone)


def _format_moment(form: str, at: dt.datetime, lang: str) -> str:
    """Write by the district's form of this name; in other languages by the programme's."""
    spoken = _language(lang)
    local, other = _local(at), district.dates_in(spoken)
    if other is None:
        own = getattr(_dates(), form).in_language(spoken)
        return _dates().written(own, local, page_language(spoken))
    months = other.get("months", ())
    return str(other[form]).format(
        month=local.month,
        day=local.day,
        time=time_words(local, spoken),
        weekday=other["weekdays"][local.weekday()],
        month_name=months[local.month - 1] if months else "",
    )
