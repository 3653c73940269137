"""A year of texts that nobody wrote, with crowds at known moments, to try the watch on."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from townline.prevention.incidents.surge.rules.usual import TextKind

_WEEK = (1.0, 1.05, 1.0, 0.95, 1.0, 0.6, 0.5)
_DAY = (2, 1, 1, 1, 1, 2, 4, 8, 12, 14, 14, 12, 10, 11, 12, 12, 12, 13, 12, 10, 8, 7, 5, 3)
_HOUR = 3600.0
_SPAN = dt.timedelta(hours=1)
# How often texts are of each service, the first that of the crowds.
_SERVICES = (6, 18, 14, 11, 9, 8, 7, 6, 5, 4, 4, 3, 2, 2, 1)
# How often texts name no dong (first), and each; crowds are in the second of them.
_DONGS = (40, 9, 6, 8, 7, 6, 5, 5, 4, 3, 3, 2, 2)
_NAMED = 0.6  # of a crowd's texts about its matter, those that name where


@dataclass(frozen=True, slots=True)
class SurgeLoad:
    """From ``begins`` on, for ``hours``, ``rate`` texts an hour besides the usual ones."""

    begins: dt.datetime
    hours: float
    rate: float


def year(
    first: dt.date, days: int, crowds: list[SurgeLoad], *, a_day: float = 20.0, seed: int = 1
) -> list[dt.datetime]:
    """Give the moments of ``days``, sorted: season, weekday, hour, days that differ, crowds."""
    chance = Random(seed)  # noqa: S311 -- to be repeated, not secret
    found: list[dt.datetime] = []
    for number in range(days):
        day = first + dt.timedelta(days=number)
        season = 1 + 0.3 * math.sin(2 * math.pi * number / 365)
        level = a_day * season * _WEEK[day.weekday()] * chance.gammavariate(6, 1 / 6)
        for hour, weight in enumerate(_DAY):
            rate = level * weight / sum(_DAY)
            begins = dt.datetime.combine(day, dt.time(hour))
            found += _arrivals(begins, 1.0, rate, chance)
    for load in crowds:
        found += _arrivals(load.begins, load.hours, load.rate, chance)
    return sorted(found)


def kinds_of(
    moments: Sequence[dt.datetime],
    crowds: Sequence[SurgeLoad],
    *,
    alike: float = 0.85,
    seed: int = 1,
) -> dict[dt.datetime, TextKind]:
    """Give of each text which service it is of and which dong it names.

    ``alike``: the share of a crowd's texts that are of its service; of those six in ten name its
    dong. Texts are of a crowd with the share that its rate has of all that comes then.
    """
    chance = Random(seed)  # noqa: S311 -- to be repeated, not secret
    found = {}
    for at in moments:
        load = next((c for c in crowds if c.begins <= at < c.begins + c.hours * _SPAN), None)
        if load is not None and chance.random() < alike * load.rate / (load.rate + 2):
            found[at] = TextKind("service-0", "dong-2" if chance.random() < _NAMED else "")
            continue
        service = chance.choices(range(len(_SERVICES)), _SERVICES)[0]
        dong = chance.choices(range(len(_DONGS)), _DONGS)[0]
        found[at] = TextKind(f"service-{service}", f"dong-{dong}" if dong else "")
    return found


def _arrivals(begins: dt.datetime, hours: float, rate: float, chance: Random) -> list[dt.datetime]:
    found, at = [], 0.0
    while rate > 0 and (at := at + chance.expovariate(rate)) < hours:
        found.append(begins + dt.timedelta(seconds=at * _HOUR))
    return found
