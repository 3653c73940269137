"""The time that there is, of the clock, from the moment at which somebody began to wait."""

import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """``seconds`` from ``begun``, a reading of ``time.monotonic``."""

    seconds: float
    begun: float = field(default_factory=time.monotonic)

    @property
    def passed(self) -> float:
        return time.monotonic() - self.begun

    @property
    def left(self) -> float:
        return max(0.0, self.seconds - self.passed)

    @property
    def over(self) -> bool:
        return self.left <= 0

    def part(self, share: float, most: float = float("inf")) -> "TimeLimit":
        """Give a share of what is left, at most so many seconds."""
        return TimeLimit(self.passed + min(most, self.left * share), self.begun)

    def longer(self, times: float) -> "TimeLimit":
        """Give more time from the same beginning, for what comes after the search."""
        return TimeLimit(self.seconds * times, self.begun)
