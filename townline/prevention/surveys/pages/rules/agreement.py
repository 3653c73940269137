"""How far two who grade agree: Cohen's kappa with quadratic weights, and its interval.

Cohen, Psychological Bulletin 70 (1968) 213-220; the standard error is that of Fleiss, Cohen and
Everitt, Psychological Bulletin 72 (1969) 323-327, for a kappa that is not nought.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_FEWEST = 5  # pairs; with fewer no interval means anything
_LEAST = 1 / 12  # the variance of a step of one grade, where all differences are alike
_Z = 1.959964  # 95 of 100


@dataclass(frozen=True, slots=True)
class Agreement:
    """``kappa`` 1 is all the same, 0 no better than chance; ``low`` and ``high``: 95 of 100.

    None where there are too few pairs, or all of one grade. ``same``: the share graded alike;
    ``shift``: grades that the second was better (positive) or worse in the mean.
    """

    pairs: int
    same: float | None
    kappa: float | None
    low: float | None
    high: float | None
    shift: float | None


def agreement(pairs: Sequence[tuple[int, int]], grades: int) -> Agreement:
    """Compare first and second grades, each by its place from the best (0)."""
    count = len(pairs)
    if not count:
        return Agreement(0, None, None, None, None, None)
    same = sum(first == second for first, second in pairs) / count
    shift = sum(first - second for first, second in pairs) / count
    found = _kappa(pairs, grades) if count >= _FEWEST else None
    if found is None:
        return Agreement(count, same, None, None, None, shift)
    kappa, error = found
    low, high = max(-1.0, kappa - _Z * error), min(1.0, kappa + _Z * error)
    return Agreement(count, same, kappa, low, high, shift)


@dataclass(frozen=True, slots=True)
class Drift:
    """By how many grades somebody grades worse than before, beside second looks; 95 of 100.

    ``way``: stricter, milder, or "" where the interval holds nought.
    """

    by: float
    low: float
    high: float

    @property
    def way(self) -> str:
        if self.low > 0:
            return "stricter"
        return "milder" if self.high < 0 else ""


def drift(before: Sequence[tuple[int, int]], after: Sequence[tuple[int, int]]) -> Drift | None:
    """Compare two stretches of time by the mean of first minus second; None for too few pairs."""
    if min(len(before), len(after)) < _FEWEST:
        return None
    (early, one), (late, two) = _mean(before), _mean(after)
    error = _Z * math.sqrt(one + two)
    return Drift(late - early, late - early - error, late - early + error)


def _mean(pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Give the mean of first minus second, and the variance of that mean."""
    shifts = [first - second for first, second in pairs]
    mean = sum(shifts) / len(shifts)
    spread = sum((each - mean) ** 2 for each in shifts) / (len(shifts) - 1)
    return mean, max(spread, _LEAST) / len(shifts)


def _kappa(pairs: Sequence[tuple[int, int]], grades: int) -> tuple[float, float] | None:
    n, places = len(pairs), range(grades)
    cells = [[0.0] * grades for _ in places]
    for first, second in pairs:
        cells[first][second] += 1 / n
    rows = [sum(cells[i]) for i in places]
    columns = [sum(cells[i][j] for i in places) for j in places]
    weights = [[1 - ((i - j) / (grades - 1)) ** 2 for j in places] for i in places]
    every = [(i, j) for i in places for j in places]
    seen = sum(weights[i][j] * cells[i][j] for i, j in every)
    chance = sum(weights[i][j] * rows[i] * columns[j] for i, j in every)
    if math.isclose(chance, 1.0):
        return None
    by_row = [sum(weights[i][j] * columns[j] for j in places) for i in places]
    by_column = [sum(weights[i][j] * rows[i] for i in places) for j in places]
    spread = sum(
        cells[i][j] * (weights[i][j] * (1 - chance) - (by_row[i] + by_column[j]) * (1 - seen)) ** 2
        for i, j in every
    )
    variance = spread - (seen * chance - 2 * chance + seen) ** 2
    error = math.sqrt(max(0.0, variance) / n) / (1 - chance) ** 2
    return (seen - chance) / (1 - chance), error
