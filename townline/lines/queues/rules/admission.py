"""What a ticket costs somebody unknown: a little work, and one of an address waits at a time.

Numbers of a day are few, and a program takes hundreds in seconds. So whoever shows neither a
proved telephone nor a token of the office shows work: counts for which SHA-256 begins small. One
ticket costs a telephone seconds. Of one address (a person, a household, or a carrier's whole
crowd) ``free`` such tickets of a queue are open at a time; whoever else is there proves a
telephone, for which no price of work stands in: an address alone is one person. Work is shown in
pieces, so that how long it takes hangs less on luck.
"""

import datetime as dt
import hashlib
import math
from dataclasses import dataclass

HASHES = 131_072
PIECES = 16
_WORD = 2**32


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """``hashes``: how many one ticket takes, 0 to ask nothing of anybody.

    Pressure: within about ``within`` a ``share`` of the day's numbers, and at least ``least``, went
    to people unknown. ``claim``: how long somebody unknown who was called may stay unseen.
    """

    hashes: int = HASHES
    free: int = 1
    share: float = 0.05
    least: int = 10
    within: dt.timedelta = dt.timedelta(minutes=10)
    claim: dt.timedelta = dt.timedelta(minutes=2)


def price(admission: Admission, held: int) -> int | None:
    """Give the hashes that one more ticket costs an address with ``held`` unproved open ones.

    None where no work is enough: only a proved telephone is. Without work (0) nobody is counted.
    """
    return admission.hashes if held < admission.free or not admission.hashes else None


def lately(count: float, seconds: float, admission: Admission) -> float:
    """Let a count of tickets fade: what was taken ``within`` ago counts a third."""
    return count * math.exp(-max(seconds, 0.0) / admission.within.total_seconds())


def is_pressed(count: float, numbers: int, admission: Admission) -> bool:
    """Say whether so many tickets lately are a rush for the day's ``numbers``."""
    return count >= max(admission.least, admission.share * numbers)


def is_done(challenge: str, counts: list[int], hashes: int) -> bool:
    """Say whether counts are the work that was asked: each piece begins small enough."""
    if len(counts) != PIECES:
        return False
    words = (f"{challenge}.{piece}.{count}" for piece, count in enumerate(counts))
    return all(_first(each) * hashes < PIECES * _WORD for each in words)


def _first(words: str) -> int:
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4])
