"""Moments as people outside read them, in the district's own words."""

import datetime as dt
from typing import Any

from django.utils import translation

from townline.platform.core import clock, district


def told(at: dt.datetime) -> str:
    """Write a moment: ``오늘 15시 20분``, ``11월 27일(금) 14시 32분``."""
    today = _local(clock.now()).date() == _local(at).date()
    return _written("today" if today else "moment", at)


def day(at: dt.datetime) -> str:
    """Write a day: ``11월 27일(금)``, ``Fri 27 Nov``."""
    return _written("day", at)


def _local(at: dt.datetime) -> dt.datetime:
    return at.astimezone(district.current().zone)


def _written(form: str, at: dt.datetime) -> str:
    dates: dict[str, Any] = district.current().raw["texts"]["dates"]
    spoken = translation.get_language() or "ko"
    months, local = dates["months"].get(spoken, []), _local(at)
    return str(dates[form][spoken]).format(
        month=local.month,
        day=local.day,
        hour=local.hour,
        minute=local.minute,
        weekday=dates["weekdays"][spoken][local.weekday()],
        month_name=months[local.month - 1] if months else "",
    )
