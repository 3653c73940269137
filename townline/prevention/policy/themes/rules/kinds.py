"""What the days of its texts tell of a theme: whether it stays, when it comes, where it goes."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

_WINDOW = dt.timedelta(days=60)
_MOSTLY, _HALF = 0.8, 0.5
_CHRONIC_YEARS, _LEAST_YEARS = 3, 2
_SHARE_OF_YEAR = 0.05
_SPAN = dt.timedelta(days=180)  # of all texts: a district of two months knows no campaigns
STRAYS = 0.05  # of all texts, the earliest: from before a district's line was in use
_SEASON_MONTHS, _SEASON_SHARE, _SEASON_TEXTS = 3, 0.6, 12
_YEAR = dt.timedelta(days=365)
_FEW, _SURE = 10, 2.0


class ThemeKind(StrEnum):
    """What sort of theme it is; a person may say otherwise."""

    CHRONIC = "chronic"
    CAMPAIGN = "campaign"
    COPIED = "copied"
    OPEN = "open"  # it is too early to tell


class Trend(StrEnum):
    """The last twelve months beside the twelve before."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Course:
    """``years``: distinct years in which it came; ``season``: months 1 to 12, or none."""

    kind: ThemeKind
    trend: Trend
    years: tuple[int, ...]
    season: tuple[int, ...]


def course(days: Sequence[dt.date], *, copied: int, since: dt.date, until: dt.date) -> Course:
    """Tell from the days of a theme's texts, of which ``copied`` are nearly the same.

    ``since``, ``until``: the first (but for ``STRAYS``) and the last day of all texts, of any
    theme.
    """
    ordered = sorted(days)
    years = _years(ordered)
    return Course(
        _kind(ordered, years, copied, since, until), _trend(ordered, since, until), years,
        _season(ordered),
    )  # fmt: skip


def _years(days: Sequence[dt.date]) -> tuple[int, ...]:
    """Give the years with more than a stray text."""
    counts = Counter(day.year for day in days)
    least = _SHARE_OF_YEAR * len(days) / max(1, len(counts))
    return tuple(sorted(year for year, much in counts.items() if much >= least))


def _kind(
    days: Sequence[dt.date], years: Sequence[int], copied: int, since: dt.date, until: dt.date
) -> ThemeKind:
    if not days:
        return ThemeKind.OPEN
    if copied >= _HALF * len(days):
        return ThemeKind.COPIED
    if until - since >= _SPAN and _densest(days) >= _MOSTLY * len(days):
        return ThemeKind.CAMPAIGN
    known = until.year - since.year + 1
    enough = max(_LEAST_YEARS, min(_CHRONIC_YEARS, known))
    return ThemeKind.CHRONIC if len(years) >= enough else ThemeKind.OPEN


def _densest(days: Sequence[dt.date]) -> int:
    """Count the texts of the two months that have most of them."""
    best = first = 0
    for at, day in enumerate(days):
        while day - days[first] > _WINDOW:
            first += 1
        best = max(best, at - first + 1)
    return best


def _season(days: Sequence[dt.date]) -> tuple[int, ...]:
    if len(days) < _SEASON_TEXTS:
        return ()
    counts = Counter(day.month for day in days)
    spans = [
        tuple((first + offset) % 12 + 1 for offset in range(_SEASON_MONTHS)) for first in range(12)
    ]
    best = max(spans, key=lambda span: sum(counts[month] for month in span))
    return best if sum(counts[month] for month in best) >= _SEASON_SHARE * len(days) else ()


def _trend(days: Sequence[dt.date], since: dt.date, until: dt.date) -> Trend:
    if until - since < 2 * _YEAR:
        return Trend.UNKNOWN
    last = sum(until - _YEAR < day for day in days)
    before = sum(until - 2 * _YEAR < day <= until - _YEAR for day in days)
    if last + before < _FEW:
        return Trend.UNKNOWN
    # The difference of two counts of rare things has the square root of their sum as its error.
    sure = (last - before) / sqrt(last + before)
    if abs(sure) < _SURE:
        return Trend.STEADY
    return Trend.RISING if sure > 0 else Trend.FALLING
