"""A list on its way to its end: what is settled, what the plan wanted, where it may go."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from townline.prevention.surveys.rules.forecast import End

_POINTS = 40


@dataclass(frozen=True, slots=True)
class BurnUpPoint:
    """A day: ``settled`` until then, None after today; ``band``: fewest and most, from today on."""

    day: dt.date
    settled: int | None
    planned: float | None
    band: tuple[float, float] | None


def burn_up(
    settled: Mapping[dt.date, int],
    *,
    listed: int,
    plan: Sequence[dt.date],
    end: End | None,
    today: dt.date,
) -> list[BurnUpPoint]:
    """Give the course of a list in at most about forty points; [] before anything was settled.

    It begins with the plan, where one has begun: years before it would leave no room for it.

    ``settled``: how many in all until a day, oldest first; ``plan``: its working days in order.
    """
    if not settled:
        return []
    days = sorted(settled)
    first = plan[0] if plan and plan[0] <= today else days[0]
    last = max(today, *plan[-1:], *_ends(end))
    step = max(1, -(-((last - first).days + 1) // _POINTS))
    wanted = {first + dt.timedelta(days=n) for n in range(0, (last - first).days, step)}
    now = settled[days[-1]]
    return [
        BurnUpPoint(
            day,
            _settled_by(day, days, settled) if day <= today else None,
            listed * bisect_right(plan, day) / len(plan) if plan else None,
            _band(day, now, listed, end, today),
        )
        for day in sorted({*wanted, today, last})
    ]


def _settled_by(day: dt.date, days: Sequence[dt.date], settled: Mapping[dt.date, int]) -> int:
    before = bisect_right(days, day)
    return settled[days[before - 1]] if before else 0


def _ends(end: End | None) -> list[dt.date]:
    return [day for day in (end.soonest, end.latest) if day] if end else []


def _band(
    day: dt.date, now: int, listed: int, end: End | None, today: dt.date
) -> tuple[float, float] | None:
    if end is None or day < today:
        return None
    fewest = _between(day, now, listed, today, end.latest) if end.latest else now
    return fewest, _between(day, now, listed, today, end.soonest)


def _between(day: dt.date, now: int, listed: int, today: dt.date, end: dt.date) -> float:
    whole = (end - today).days
    part = min(1.0, (day - today).days / whole) if whole > 0 else 1.0
    return now + (listed - now) * part
