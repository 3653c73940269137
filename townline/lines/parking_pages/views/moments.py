"""Moments as people outside read them, in the district's own words."""

import datetime as dt

from django.utils import translation

from townline.platform.core import clock, district
from townline.platform.core.district_files.values import Names
from townline.platform.core.settings import Writing
from townline.platform.core.text.times import time_words


def told(at: dt.datetime) -> str:
    """Write a moment: ``오늘 오후 3시 20분``, ``11월 27일(금) 오후 2시 32분``."""
    dates = district.part(Writing).dates
    today = _local(clock.now()).date() == _local(at).date()
    return _written(dates.today if today else dates.moment, at)


def time(at: dt.time) -> str:
    """Write a time of day: ``오후 10시``, ``10pm``."""
    return time_words(at, translation.get_language() or "ko")


def day(at: dt.datetime) -> str:
    """Write a day: ``11월 27일(금)``, ``Fri 27 Nov``."""
    return _written(district.part(Writing).dates.day, at)


def _local(at: dt.datetime) -> dt.datetime:
    return at.astimezone(district.current().zone)


def _written(form: Names, at: dt.datetime) -> str:
    spoken = translation.get_language() or "ko"
    return district.part(Writing).dates.written(form.said(spoken), _local(at), spoken)
