"""When a list will be done, as a range: what days gave so far, drawn again many times."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_HISTORY_DAYS = 15  # working days
_FEWEST = 3
_DRAWS = 400
_LONGEST = 400  # working days; who is slower than this has no end to tell
_LOW, _HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class End:
    """Eight of ten draws end between ``soonest`` and ``latest``; ``latest`` None: not in sight."""

    soonest: dt.date
    latest: dt.date | None


def expected_end(
    left: int, done: Sequence[int], today: dt.date, works: Callable[[dt.date], bool]
) -> End | None:
    """Say when ``left`` homes are settled; ``done``: how many on each working day, oldest first.

    None while there are too few days to tell, or nothing was done on them. The same figures give
    the same range.
    """
    if left <= 0:
        return End(today, today)
    days = list(done)[-_HISTORY_DAYS:]
    if len(days) < _FEWEST or not any(days):
        return None
    rng = random.Random(f"{left}:{days}")  # noqa: S311 -- no secret: a simulation
    lengths = sorted(_length(left, days, rng) for _ in range(_DRAWS))
    soon, late = lengths[int(_LOW * _DRAWS)], lengths[int(_HIGH * _DRAWS)]
    if soon >= _LONGEST:
        return None
    end = _after(today, late, works) if late < _LONGEST else None
    return End(_after(today, soon, works), end)


def _length(left: int, days: Sequence[int], rng: random.Random) -> int:
    for length in range(1, _LONGEST):
        left -= rng.choice(days)
        if left <= 0:
            return length
    return _LONGEST


def _after(today: dt.date, days: int, works: Callable[[dt.date], bool]) -> dt.date:
    day = today
    for _ in range(10 * _LONGEST):
        day += dt.timedelta(days=1)
        days -= works(day)
        if days <= 0:
            return day
    return day
