"""Which words and pairs of letters stand in so many texts that they tell little."""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache

from townline.platform.triage.rules.common_shares import PAIRS, WORDS

_RAREST = 0.0004  # share of texts; nothing is taken to be rarer
_COMMONEST = 0.9
_MAX_CACHED = 50_000  # weights: the same few thousand are asked for again and again


def weight(share: float) -> float:
    """Weigh what stands in this share of texts: the rarer, the more."""
    return -math.log(max(_RAREST, min(_COMMONEST, share)))


def common(number: int) -> float:
    """Give the share of any district's texts that a stem stands in."""
    return WORDS.get(number, 0.0)


def common_pair(number: int) -> float:
    """Give the same for a pair of letters."""
    return PAIRS.get(number, 0.0)


def telling(shares: Mapping[int, float], usual: Callable[[int], float]) -> Callable[[int], float]:
    """Give what weighs a number by the share of texts it stands in, here or anywhere."""

    @lru_cache(maxsize=_MAX_CACHED)
    def weigh(number: int) -> float:
        return weight(max(shares.get(number, 0.0), usual(number)))

    return weigh
