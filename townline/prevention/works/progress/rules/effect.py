"""What works changed: trouble before and after, against similar homes not yet done.

A difference in differences within strata of similar homes (Angrist and Pischke, Mostly Harmless
Econometrics, ch. 5), each stratum weighed by its homes that were done (as for the effect on the
treated). Homes are the units; the interval is the normal one of 95% from the variance of homes'
changes, two homes added to each group, one better and one worse by one, as Agresti and Caffo (2000)
do for shares: where trouble is rare and none was noted, its width is not zero. Where too few homes
stand behind it nothing is claimed.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST = 5  # homes, done and not done, of a stratum that may speak; and of all together
_Z = 1.959964  # 97.5% of the normal distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One home.

    ``stratum``: what makes homes similar (kind and grade); ``before`` and ``after``: how often
    there was trouble in times of one length, on both sides of the season of the works.
    """

    stratum: str
    done: bool
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What was found. Rates are troubles a home; ``change``: of the done less of the others.

    ``low`` and ``high``: its 95% interval; None where too few homes stand behind it. ``left_out``:
    homes that were done, and have no similar ones to be held against.
    """

    done: int
    others: int
    left_out: int
    done_rates: tuple[float, float]
    other_rates: tuple[float, float]
    change: float | None
    low: float | None
    high: float | None

    @property
    def clear(self) -> bool:
        """Say whether the interval leaves no change out."""
        return self.low is not None and self.high is not None and (self.high < 0 or self.low > 0)


def effect(homes: Iterable[Home]) -> Effect:
    """Compare homes that were done with similar ones that were not."""
    strata: dict[str, tuple[list[Home], list[Home]]] = {}
    for home in homes:
        strata.setdefault(home.stratum, ([], []))[0 if home.done else 1].append(home)
    usable = [pair for pair in strata.values() if min(map(len, pair)) >= LEAST]
    done = [home for pair in usable for home in pair[0]]
    others = [home for pair in usable for home in pair[1]]
    change, low, high = _change(usable, len(done)) if usable else (None, None, None)
    return Effect(
        done=len(done),
        others=len(others),
        left_out=sum(len(pair[0]) for pair in strata.values()) - len(done),
        done_rates=_rates(done),
        other_rates=_weigh_rates(usable, len(done)),
        change=change,
        low=low,
        high=high,
    )


def _change(
    usable: Sequence[tuple[list[Home], list[Home]]], count: int
) -> tuple[float, float, float]:
    change = variance = 0.0
    for done, others in usable:
        weight = len(done) / count
        (mine, my_variance), (theirs, their_variance) = _mean(done), _mean(others)
        change += weight * (mine - theirs)
        variance += weight**2 * (my_variance / len(done) + their_variance / len(others))
    half = _Z * math.sqrt(variance)
    return change, change - half, change + half


def _mean(homes: Sequence[Home]) -> tuple[float, float]:
    """Give the mean of homes' changes and their variance, two homes added."""
    changes = [home.after - home.before for home in homes]
    mean = sum(changes) / len(changes)
    return mean, (sum((one - mean) ** 2 for one in changes) + 2) / (len(changes) + 1)


def _rates(homes: Sequence[Home]) -> tuple[float, float]:
    count = len(homes) or 1
    return sum(h.before for h in homes) / count, sum(h.after for h in homes) / count


def _weigh_rates(
    usable: Sequence[tuple[list[Home], list[Home]]], count: int
) -> tuple[float, float]:
    """Give the others' rates, each stratum weighed as it is among the homes that were done."""
    pairs = [(len(done) / (count or 1), _rates(others)) for done, others in usable]
    return sum(w * r[0] for w, r in pairs), sum(w * r[1] for w, r in pairs)
