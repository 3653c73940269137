"""How often somebody may call or ask, and what walking through a pool looks like."""

import datetime as dt
from dataclasses import dataclass, fields
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Most in a time: ``_hour`` and ``_minute`` say which. A district may set each.

    ``slow_after``, ``refuse_after``: different safe numbers that one caller dialled within a
    day. Between the two the caller gets through once in ``slow_minutes``; then not at all.
    ``reports``: owners who must report a caller within a week before the district blocks it.
    """

    caller_calls_hour: int = 12
    number_calls_hour: int = 30
    calls_minute: int = 6000
    caller_requests_hour: int = 6
    number_requests_hour: int = 12
    requests_minute: int = 600
    owner_requests_hour: int = 12
    owner_requests_day: int = 40
    open_requests: int = 5
    caller_codes_hour: int = 9
    codes_minute: int = 60
    slow_after: int = 8
    refuse_after: int = 20
    slow_minutes: int = 10
    reports: int = 3


NAMES = tuple(field.name for field in fields(Limits))
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)


class Withheld(StrEnum):
    """What is done with a call that hides its number."""

    ALLOW = "allow"
    MENU_ONLY = "menu-only"
    REFUSE = "refuse"


class Walk(StrEnum):
    """How far a caller has gone through the pool."""

    FREE = "free"
    SLOWED = "slowed"
    REFUSED = "refused"


def walk_of(
    *, reached: int, is_new: bool, last: dt.datetime | None, now: dt.datetime, limits: Limits
) -> Walk:
    """Judge a call by how many other numbers its caller ``reached`` within a day.

    ``is_new``: this number was not among them. ``last``: when the caller got through last. Who
    calls the same number again is not walking.
    """
    if not is_new or reached < limits.slow_after:
        return Walk.FREE
    if reached >= limits.refuse_after:
        return Walk.REFUSED
    waits = last is not None and now - last < dt.timedelta(minutes=limits.slow_minutes)
    return Walk.SLOWED if waits else Walk.FREE
