"""Which themes came more often lately than before: pure counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

SHOWN, _COURSE = 3, 6
_FEW, _SURE = 5, 2.0


@dataclass(frozen=True, slots=True)
class Rising:
    """A theme's texts in the last four weeks; ``usual``: the mean of the times before.

    ``course``: the last six times, oldest first.
    """

    theme: int
    title: str
    number: int
    usual: float
    course: tuple[float, ...]


def rising(counts: Iterable[tuple[int, str, int, int]]) -> list[Rising]:
    """Give the themes that surely rose, the largest rise first, at most ``SHOWN``.

    ``counts``: theme, its title, how many times back (0 is the last four weeks), how many texts.
    """
    by_theme: dict[tuple[int, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for theme, title, back, number in counts:
        by_theme[theme, title][back] += number
    found = [_rising(theme, title, times) for (theme, title), times in by_theme.items()]
    sure = [one for one in found if one.number >= _FEW and _is_sure(one)]
    return sorted(sure, key=lambda one: (one.usual - one.number, one.theme))[:SHOWN]


def _rising(theme: int, title: str, times: dict[int, int]) -> Rising:
    # A line of two months has no year behind it: what is before its first text is not counted.
    before = range(1, max(times) + 1)
    usual = sum(times[back] for back in before) / len(before) if before else 0.0
    course = tuple(float(times[back]) for back in range(_COURSE - 1, -1, -1))
    return Rising(theme, title, times[0], usual, course)


def _is_sure(one: Rising) -> bool:
    # The difference of two counts of rare things has the square root of their sum as its error.
    return one.number - one.usual >= _SURE * sqrt((one.number + one.usual) / 2)
