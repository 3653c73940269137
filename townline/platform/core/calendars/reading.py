"""A calendar as a district writes it in ``district.json``."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from townline.platform.core.calendars.errors import ClockError
from townline.platform.core.calendars.office import Calendar, calendar


def calendar_of(settings: Mapping[str, Any], holidays: Iterable[date]) -> Calendar:
    """Make a calendar of ``office_hours`` and ``time_zone``, and of the days off.

    Raises ClockError, naming what is wrong.
    """
    try:
        hours = settings["office_hours"]
        pause = hours.get("break_start"), hours.get("break_end")
        return calendar(
            zone=ZoneInfo(settings.get("time_zone", "Asia/Seoul")),
            weekdays=hours["weekdays"],
            hours=(hours["start"], hours["end"]),
            pause=(pause[0], pause[1]) if pause[0] and pause[1] else None,
            holidays=holidays,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ClockError(f"office_hours is not complete: {error}") from error
