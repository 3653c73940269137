"""How many texts usually come: by weekday and hour of the last weeks, and by the season.

Robust: the fullest days are left out, so that a flood of last month is not usual now.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

DAYS = 56  # days back from which the week's shape is read
FEWEST = 14  # days that must be known
_LEFT_OUT = 0.1  # of the days of one kind, the fullest
_SEASON = 28  # days before and after today a year ago
_FEW = 0.02  # texts in an hour where none ever came: somebody may always write
_HOUR = dt.timedelta(hours=1)
_SHARE = 0.1  # the least of a service, and of a dong
_NEIGHBOURS = ((-1, 0.25), (0, 0.5), (1, 0.25))
_UNSURE = 6.0  # days of which all that is learnt could be chance
_PULL = 2.0  # days that the hour of all days weighs beside those of its own kind


def kind_of(day: dt.date, days_off: Collection[dt.date]) -> int:
    """Say which kind of day it is: 0 working day, 1 Saturday, 2 Sunday or a day off."""
    if day in days_off or day.weekday() == 6:  # noqa: PLR2004 -- Sunday
        return 2
    return 1 if day.weekday() == 5 else 0  # noqa: PLR2004 -- Saturday


@dataclass(frozen=True, slots=True)
class TextKind:
    """What a text is about: its service, and the dong that it names ("" for none)."""

    service: str
    dong: str = ""

    def wider(self) -> set["TextKind"]:
        """Give it with all that it belongs to: its service wherever it is."""
        return {self, TextKind(self.service)}


@dataclass(slots=True)
class Past:
    """Texts by day and hour, as a district's clocks show them.

    ``until``: the first day that is not known whole; None where that is not known.
    ``services`` and ``dongs``: how many texts of the last weeks were of each service, and named
    each dong ("" for none).
    """

    days_off: Collection[dt.date] = frozenset()
    _hours: Counter[tuple[dt.date, int]] = field(default_factory=Counter)
    first: dt.date | None = None
    until: dt.date | None = None
    services: Counter[str] = field(default_factory=Counter)
    dongs: Counter[str] = field(default_factory=Counter)

    def share(self, kind: TextKind) -> float:
        """Give the share of usual texts that are of a service, and name a dong where it has one.

        Neither is taken for less than one in ten: three who write of one lamp are no crowd, however
        seldom lamps are written of.
        """
        found = _share(self.services, kind.service)
        return found * _share(self.dongs, kind.dong) if kind.dong else found

    def add_kinds(self, kinds: Iterable[TextKind]) -> None:
        """Count what texts were about."""
        for kind in kinds:
            self.services[kind.service] += 1
            self.dongs[kind.dong] += 1

    def add(self, moments: Iterable[dt.datetime]) -> None:
        """Count moments (of local time), in any order."""
        for at in moments:
            self._hours[at.date(), at.hour] += 1
            self.first = min(self.first or at.date(), at.date())

    def count(self, day: dt.date, hour: int) -> int:
        """Give the texts of an hour."""
        return self._hours[day, hour]

    def total(self, day: dt.date) -> int:
        """Give the texts of a day."""
        return sum(self._hours[day, hour] for hour in range(24))


def _share(counts: Counter[str], name: str) -> float:
    return max(_SHARE, counts[name] / max(1, counts.total()))


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual on one day. ``hours``: texts expected in each hour of it.

    ``steady``: how alike days are, the size of a negative binomial: the variance of a count of
    mean m is m + m**2 / steady.
    """

    day: dt.date
    hours: tuple[float, ...]
    steady: float

    def minutes(self, before: dt.datetime, length: dt.timedelta) -> float:
        """Expect so many texts in ``length`` before a moment; yesterday's end counts as today's."""
        found, at = 0.0, before - length
        while at < before:
            full = at.replace(minute=0, second=0, microsecond=0) + _HOUR
            end = min(full, before)
            found += self.hours[at.hour] * ((end - at) / _HOUR)
            at = end
        return found


def usual(past: Past, day: dt.date) -> Usual | None:
    """Say what is usual on a day, of those before it; None where too few are known."""
    if past.first is None or (day - past.first).days < FEWEST:
        return None
    known = min(DAYS, (day - past.first).days)
    days = [day - dt.timedelta(days=back) for back in range(1, known + 1)]
    kind = kind_of(day, past.days_off)
    own = [one for one in days if kind_of(one, past.days_off) == kind]
    level = _season(past, day) * _fullness(past, own)
    alike, every = _ordinary(past, own), _ordinary(past, days)
    hours = tuple(max(_FEW, level * _hour(past, every, alike, hour)) for hour in range(24))
    return Usual(day, hours, _steady(past, days))


def _hour(past: Past, days: list[dt.date], alike: list[dt.date], hour: int) -> float:
    """Expect an hour by days of its kind, and a little by all; hours beside it are like it."""
    found = 0.0
    for off, weight in _NEIGHBOURS:
        own = [past.count(one, (hour + off) % 24) for one in alike]
        every = _mean([past.count(one, (hour + off) % 24) for one in days])
        found += weight * (_mean(own) * len(own) + every * _PULL) / (len(own) + _PULL)
    return found


def _ordinary(past: Past, days: list[dt.date]) -> list[dt.date]:
    """Leave out the fullest of some days, as whole days: an hour's own counts are too few."""
    by_total = sorted(days, key=past.total)
    return by_total[: len(days) - math.ceil(_LEFT_OUT * len(days))]


def _fullness(past: Past, days: list[dt.date]) -> float:
    """Say how much fuller days are than those of them that are not left out.

    The fullest count as the fullest of the others: without them all days would seem too quiet.
    """
    left = _ordinary(past, days)
    if not left or not (mean := _mean([past.total(one) for one in left])):
        return 1.0
    most = past.total(left[-1])
    return _mean([min(most, past.total(one)) for one in days]) / mean


def _mean(counts: list[int]) -> float:
    return sum(counts) / len(counts) if counts else 0.0


def _trimmed_mean(counts: list[int]) -> float:
    lowest = sorted(counts)[: len(counts) - math.ceil(_LEFT_OUT * len(counts))]
    return sum(lowest) / len(lowest) if lowest else 0.0


def _season(past: Past, day: dt.date) -> float:
    """Say by how much these weeks rose a year ago; 1 where that is not known."""
    ago = day - dt.timedelta(days=364)  # the same weekday
    if past.first is None or ago - dt.timedelta(days=_SEASON) < past.first:
        return 1.0
    before = [past.total(ago - dt.timedelta(days=n)) for n in range(1, _SEASON + 1)]
    after = [past.total(ago + dt.timedelta(days=n)) for n in range(_SEASON)]
    return min(1.5, max(2 / 3, (_trimmed_mean(after) + 1) / (_trimmed_mean(before) + 1)))


def _steady(past: Past, days: list[dt.date]) -> float:
    """Estimate how alike days are, each beside the middle of its kind, the fullest left out."""
    ratios = []
    for kind in range(3):
        totals = [past.total(one) for one in days if kind_of(one, past.days_off) == kind]
        middle = _trimmed_mean(totals)
        if middle > 0:
            lowest = sorted(totals)[: len(totals) - math.ceil(_LEFT_OUT * len(totals))]
            # What chance alone would do is no difference between days.
            ratios += [((one - middle) ** 2 - middle) / middle**2 for one in lowest]
    spread = sum(ratios) / len(ratios) if ratios else 0.0
    # A few days tell little of how days differ.
    return 1 / min(1.0, max(0.05, spread, _UNSURE / len(days)))
