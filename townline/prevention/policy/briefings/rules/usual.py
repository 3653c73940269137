"""What is usual, and what is so much more that it is worth a sentence."""

import math
from collections.abc import Sequence
from statistics import median

WEEKS = 8  # before the one in question
_KNOWN = 4  # weeks without which nobody knows what is usual
_LEAST = 5  # so few are never told as a rise
_TIMES, _SIGMA = 1.5, 2.0


def usual(past: Sequence[int]) -> int | None:
    """Give the median of past counts, None where they are too few; a week of holidays weighs none.

    Weeks before the first with anything are no past: the line was not there yet.
    """
    begun = next((at for at, count in enumerate(past) if count), len(past))
    known = past[begun:]
    return round(median(known)) if len(known) >= _KNOWN else None


def rises(count: int, past: Sequence[int], *, known: int) -> int | None:
    """Give the usual count where this one is clearly above it, else None.

    Half as much again and two deviations of a Poisson count. ``known``: for how many weeks
    anything is known at all; a thing that never came before is one with a usual count of nought.
    """
    if count < _LEAST or known < _KNOWN:
        return None
    middle = round(median(past[-known:]))
    if count < _TIMES * middle or count - middle <= _SIGMA * math.sqrt(max(middle, 1)):
        return None
    return middle
