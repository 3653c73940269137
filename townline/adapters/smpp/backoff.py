"""How long a link waits before it tries again."""

from collections.abc import Callable
from random import SystemRandom
from typing import Final

_LARGEST_EXPONENT: Final = 16
_random = SystemRandom().random


class Backoff:
    """Doubles from ``first`` to ``longest`` seconds, shortened at random by up to a half.

    The chance keeps many links from knocking at the same moment after a network's restart.
    """

    def __init__(self, first: float, longest: float, chance: Callable[[], float] = _random) -> None:
        self._first, self._longest, self._chance = first, longest, chance
        self._tries = 0

    def next(self) -> float:
        """Give the seconds to wait now."""
        full = min(self._longest, self._first * 2.0 ** min(self._tries, _LARGEST_EXPONENT))
        self._tries += 1
        return full * (1 - self._chance() / 2)

    def reset(self) -> None:
        """Begin again after a success."""
        self._tries = 0
