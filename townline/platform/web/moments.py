"""Moments and spans as staff read them: 24 hours, the weekday, "today".

Residents read them as ``core/resident_moments.py`` writes them. Nothing else writes a date: a test
looks (``web/tests/test_dates.py``).
"""

import datetime as dt

from django.utils import timezone, translation
from django.utils.translation import gettext

from townline.platform.core import clock

_KO_DAYS = "월화수목금토일"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
URGENT = dt.timedelta(hours=12)


def english() -> bool:
    return translation.get_language() == "en"


def deferral_notice(at: dt.datetime | None) -> str:
    """Say when a text leaves that waits for the end of the quiet hours; "" for at once."""
    words = gettext("지금은 문자를 보내지 않는 시간이라 %(at)s에 발송합니다.")
    return words % {"at": moment(at)} if at else ""


def day(at: dt.date, *, year: bool = False) -> str:
    """Write a day, or that of a moment: ``11. 27.(금)`` or ``Fri 27 Nov``."""
    return _day(timezone.localtime(at) if isinstance(at, dt.datetime) else at, year=year)


def _day(local: dt.date, *, year: bool) -> str:
    if english():
        words = f"{_EN_DAYS[local.weekday()]} {local.day} {_EN_MONTHS[local.month - 1]}"
        return f"{words} {local.year}" if year else words
    words = f"{local.month}. {local.day}.({_KO_DAYS[local.weekday()]})"
    return f"{local.year}. {words}" if year else words


def date(day: dt.date, *, year: bool = True) -> str:
    """Write a day of a period, without its weekday: ``2026. 11. 27.`` or ``27 Nov 2026``."""
    if english():
        words = f"{day.day} {_EN_MONTHS[day.month - 1]}"
        return f"{words} {day.year}" if year else words
    words = f"{day.month}. {day.day}."
    return f"{day.year}. {words}" if year else words


def month(day: dt.date, *, short: bool = False) -> str:
    """Write a month: ``2026년 11월`` or ``Nov 2026``; ``short``, under a chart: ``2026. 11.``."""
    if english():
        return f"{_EN_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}. {day.month}." if short else f"{day.year}년 {day.month}월"


def hour(at: dt.datetime | dt.time) -> str:
    """Write a time of day: ``14:32``."""
    return _hour(timezone.localtime(at) if isinstance(at, dt.datetime) else at)


def _hour(local: dt.datetime | dt.time) -> str:
    return f"{local.hour:02d}:{local.minute:02d}"


def second(at: dt.datetime) -> str:
    """Write a time of day to the second: ``14:32:05``."""
    return f"{timezone.localtime(at):%H:%M:%S}"


def moment(at: dt.datetime, *, full: bool = False, now: dt.datetime | None = None) -> str:
    """Write a moment for staff: ``11. 27.(금) 14:32``; ``full`` adds the year, for papers."""
    local = timezone.localtime(at)
    if full:
        return _moment(local, year=True)
    today = timezone.localtime(now or clock.now())
    if local.date() == today.date():
        return gettext("오늘 %(time)s") % {"time": _hour(local)}
    return _moment(local, year=local.year != today.year)


def _moment(local: dt.datetime, *, year: bool) -> str:
    separator = ", " if english() else " "
    return _day(local, year=year) + separator + _hour(local)


def soon(at: dt.datetime, now: dt.datetime | None = None) -> str:
    """Write a moment ahead in one line beside others; in English ``Fri 14:32``, ``Thu 3 Dec``.

    The weekday and the hour within six days, the day beyond; in Korean as ``moment``.
    """
    local, today = timezone.localtime(at), timezone.localtime(now or clock.now())
    days = (local.date() - today.date()).days
    if not english() or days == 0:
        return moment(at, now=now)
    if 0 < days < len(_EN_DAYS):
        return f"{_EN_DAYS[local.weekday()]} {hour(at)}"
    return day(at, year=local.year != today.year)


def leaving(at: dt.datetime, now: dt.datetime | None = None) -> str:
    """Write when a text leaves: ``14:32:05`` today, ``내일 08:00``, else the day and the hour."""
    local, today = timezone.localtime(at), timezone.localtime(now or clock.now())
    if local.date() == today.date():
        return second(at)
    if local.date() == today.date() + dt.timedelta(days=1):
        return gettext("내일 %(time)s") % {"time": hour(at)}
    return moment(at, now=now)


def span(length: dt.timedelta) -> str:
    """Write a length of time: ``5시간 40분`` under 12 hours, then ``21시간``, then ``5일``."""
    seconds = int(abs(length.total_seconds()))
    if seconds >= 3 * _DAY:
        return gettext("%(days)d일") % {"days": seconds // _DAY}
    hours, minutes = seconds // _HOUR, seconds % _HOUR // _MINUTE
    if abs(length) >= URGENT or (hours and not minutes):
        return gettext("%(hours)d시간") % {"hours": hours}
    if hours:
        return gettext("%(hours)d시간 %(minutes)02d분") % {"hours": hours, "minutes": minutes}
    return gettext("%(minutes)d분") % {"minutes": minutes}


def weekday(number: int, *, short: bool = False) -> str:
    """Name a day of the week, 0 for Monday: ``월요일``, ``Monday``; ``short``: ``월``, ``Mon``."""
    if english():
        return _EN_DAYS[number] if short else _EN_FULL[number]
    return _KO_DAYS[number] if short else f"{_KO_DAYS[number]}요일"
