"""Which words and pairs of letters stand in so many texts that they tell little."""

import math
from collections.abc import Callable, Mapping

_RAREST = 0.0004  # share of texts; nothing is taken to be rarer

COMMON_WORDS: Mapping[int, float] = {}
COMMON_GRAMS: Mapping[int, float] = {}


def telling(shares: Mapping[int, float]) -> Callable[[int], float]:
    """Give what weighs a number by the share of texts that it stands in."""

    def weigh(number: int) -> float:
        return -math.log(max(_RAREST, min(0.9, shares.get(number, _RAREST))))

    return weigh
