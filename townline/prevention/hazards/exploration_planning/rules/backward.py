"""Whether the list would have found what was found: its order before, the cavities after."""

import math
from dataclasses import dataclass

import numpy as np

from townline.prevention.hazards.exploration_planning.rules.factors import Floats

FIFTH = 0.2
_STEPS = 10
_RARE = 0.05  # how often chance alone may do as well, for a statement without reserve


@dataclass(frozen=True, slots=True)
class Lift:
    """How many of ``cavities`` lay in the first fifth of the explored kilometres, and the curve.

    ``curve``: share of cavities in the first 0, 10, ... 100% of the kilometres. ``metres``: of
    all that was explored. ``chance``: how probable so many are by chance alone.
    """

    cavities: int
    metres: float
    first_fifth: float
    chance: float
    curve: tuple[float, ...]

    @property
    def times(self) -> float:
        """Give how often more than by chance the first fifth held cavities."""
        return self.first_fifth / (self.cavities * FIFTH) if self.cavities else 0.0

    @property
    def better(self) -> bool:
        """Say whether it is more than chance would do in one year of twenty."""
        return self.times > 1 and self.chance < _RARE


def lift(score: Floats, length: Floats, cavities: Floats) -> Lift:
    """Hold a list against what was found afterwards; arrays of one value for each section.

    Sections of one score are taken together, so that their order decides nothing.
    """
    _, place = np.unique(-score, return_inverse=True)
    long = np.bincount(place, weights=length) if len(score) else np.zeros(0)
    held = np.bincount(place, weights=cavities) if len(score) else np.zeros(0)
    cumulative = np.concatenate([[0.0], np.cumsum(long)])
    found = np.concatenate([[0.0], np.cumsum(held)])
    whole, number = float(cumulative[-1]), round(float(found[-1]))
    wanted = np.linspace(0, whole, _STEPS + 1)
    curve = np.interp(wanted, cumulative, found) / max(number, 1)
    first = float(np.interp(FIFTH * whole, cumulative, found))
    return Lift(number, whole, first, _by_chance(number, first), tuple(map(float, curve)))


def _by_chance(number: int, first: float) -> float:
    """Give the probability of as many in a fifth if each lay anywhere (binomial)."""
    least = math.ceil(first - 1e-9)
    return sum(
        math.comb(number, k) * FIFTH**k * (1 - FIFTH) ** (number - k)
        for k in range(least, number + 1)
    )
