"""Shares with their 95 % intervals: Wilson's for counts, resampling for the rest."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_Z = 1.959964
_TIMES = 400


@dataclass(frozen=True, slots=True)
class Share:
    """``value`` from 0 to 1 (None: nothing to measure), between ``low`` and ``high``, of ``of``."""

    value: float | None
    low: float
    high: float
    of: int

    def __str__(self) -> str:
        if self.value is None:
            return "-"
        return f"{self.value:.3f}  [{self.low:.3f}, {self.high:.3f}]  of {self.of:,}"


def share(right: int, of: int) -> Share:
    """Give a share of counts with Wilson's interval."""
    if not of:
        return Share(None, 0.0, 1.0, 0)
    p, z2 = right / of, _Z * _Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return Share(p, max(0.0, middle - half), min(1.0, middle + half), of)


def resample_share[T](rows: Sequence[T], measure: Callable[[Sequence[T]], float]) -> Share:
    """Give a measure with the interval of its values over rows drawn anew, always the same ones."""
    if not rows:
        return Share(None, 0.0, 1.0, 0)
    chance = random.Random(8)  # noqa: S311 -- no secret
    samples = sorted(measure(chance.choices(rows, k=len(rows))) for _ in range(_TIMES))
    return Share(
        measure(rows), samples[int(0.025 * _TIMES)], samples[int(0.975 * _TIMES) - 1], len(rows)
    )


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Give the mean F1 of the codes that are right somewhere; pairs of right and guessed."""
    found = []
    for code in {right for right, _ in pairs}:
        hit = sum(right == guessed == code for right, guessed in pairs)
        guess_count = sum(guessed == code for _, guessed in pairs)
        there = sum(right == code for right, _ in pairs)
        found.append(2 * hit / (guess_count + there))
    return sum(found) / len(found) if found else 0.0
