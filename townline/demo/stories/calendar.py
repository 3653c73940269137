"""When residents wrote: days, weekends, hours of the day, and the two days of heavy snow."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

DAYS = 60
WEEKDAY_CASES = (12, 19)
WEEKEND_CASES = (9, 14)
SURGE_CASES = (76, 84)
_SURGE_DAYS_AGO = range(4, 13)
_DEEP_WINTER = (1, 20)
_WEEKEND = 5
# Share of texts by hour: on the way to work, at noon, and in the evening on the sofa.
_HOURS = (2, 1, 1, 1, 1, 2, 5, 10, 12, 9, 7, 6, 8, 6, 5, 5, 6, 7, 9, 10, 10, 9, 7, 4)


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """A day of history and the moments at which new cases begin, in order."""

    date: dt.date
    surge_day: int
    snowy: bool
    moments: list[dt.datetime]


def days(now: dt.datetime, zone: ZoneInfo, rng: random.Random) -> Iterator[HistoryDay]:
    """Give the days of history, the oldest first; the last is yesterday."""
    today = now.astimezone(zone).date()
    surge = surge_date(today)
    for ago in range(DAYS, 0, -1):
        date = today - dt.timedelta(days=ago)
        after = (date - surge).days
        surge_day = after + 1 if after in (0, 1) else 0
        count = rng.randint(*_range(date, surge_day))
        yield HistoryDay(
            date=date,
            surge_day=surge_day,
            snowy=date.month in (12, 1, 2) or 0 <= after <= _SURGE_DAYS_AGO.stop,
            moments=sorted(_moment(date, zone, rng) for _ in range(count)),
        )


def surge_date(today: dt.date) -> dt.date:
    """Choose the first snow day: in the latest days, as near to deep winter as may be."""
    month, day = _DEEP_WINTER

    def distance(date: dt.date) -> tuple[int, int]:
        winters = [dt.date(year, month, day) for year in (date.year, date.year + 1)]
        # A weekday, if it makes no great difference: then the roads matter to all.
        weekend = 3 if date.weekday() >= _WEEKEND - 1 else 0
        return min(abs((date - winter).days) for winter in winters) + weekend, date.toordinal()

    return min((today - dt.timedelta(days=ago) for ago in _SURGE_DAYS_AGO), key=distance)


def _range(date: dt.date, surge_day: int) -> tuple[int, int]:
    if surge_day:
        return SURGE_CASES
    return WEEKEND_CASES if date.weekday() >= _WEEKEND else WEEKDAY_CASES


def _moment(date: dt.date, zone: ZoneInfo, rng: random.Random) -> dt.datetime:
    hour = rng.choices(range(24), weights=_HOURS)[0]
    seconds = rng.randrange(3600)
    start = dt.datetime(date.year, date.month, date.day, hour, tzinfo=zone)
    return (start + dt.timedelta(seconds=seconds)).astimezone(dt.UTC)
