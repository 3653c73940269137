"""How often somebody may call or ask, and what walking through a pool looks like."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Must

_Most = Annotated[int, Field(ge=1), Must("a whole number above 0")]


class AskingLimits(Part, extra="forbid"):
    """Most in a time: ``_hour`` and ``_minute`` say which. A district may set each.

    ``slow_after``, ``refuse_after``: different safe numbers that one caller dialled within a
    day. Between the two the caller gets through once in ``slow_minutes``; then not at all.
    ``reports``: owners who must report a caller within a week before the district blocks it.
    """

    caller_calls_hour: _Most = 12
    number_calls_hour: _Most = 30
    calls_minute: _Most = 6000
    caller_requests_hour: _Most = 6
    number_requests_hour: _Most = 12
    requests_minute: _Most = 600
    owner_requests_hour: _Most = 12
    owner_requests_day: _Most = 40
    open_requests: _Most = 5
    caller_codes_hour: _Most = 9
    codes_minute: _Most = 60
    slow_after: _Most = 8
    refuse_after: _Most = 20
    slow_minutes: _Most = 10
    reports: _Most = 3


DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)


class Withheld(StrEnum):
    """What is done with a call that hides its number."""

    ALLOW = "allow"
    MENU_ONLY = "menu-only"
    REFUSE = "refuse"


class WardiallingLevel(StrEnum):
    """How far a caller has gone through the pool."""

    FREE = "free"
    SLOWED = "slowed"
    REFUSED = "refused"


def wardialling_level(
    *, reached: int, is_new: bool, last: dt.datetime | None, now: dt.datetime, limits: AskingLimits
) -> WardiallingLevel:
    """Judge a call by how many other numbers its caller ``reached`` within a day.

    ``is_new``: this number was not among them. ``last``: when the caller got through last. Who
    calls the same number again is not walking.
    """
    if not is_new or reached < limits.slow_after:
        return WardiallingLevel.FREE
    if reached >= limits.refuse_after:
        return WardiallingLevel.REFUSED
    waits = last is not None and now - last < dt.timedelta(minutes=limits.slow_minutes)
    return WardiallingLevel.SLOWED if waits else WardiallingLevel.FREE


# An owner's do-not-disturb hours, in the district's time; they may reach over midnight.


def is_quiet(start: dt.time | None, end: dt.time | None, local: dt.datetime) -> bool:
    """Say whether a moment lies in the quiet hours."""
    return quiet_end(start, end, local) is not None


def quiet_end(start: dt.time | None, end: dt.time | None, local: dt.datetime) -> dt.datetime | None:
    """Give the moment at which the quiet hours that run now end; None when none run."""
    if start is None or end is None or start == end:
        return None
    time = local.timetz().replace(tzinfo=None)
    over_midnight = start > end
    within = time >= start or time < end if over_midnight else start <= time < end
    if not within:
        return None
    day = local.date()
    if over_midnight and time >= start:
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, end, local.tzinfo)
