"""How fast a link may submit: a token bucket that a throttling network slows down."""

from typing import Final

_SLOWEST: Final = 1.0
_RECOVERY: Final = 0.02


class Bucket:
    """Tokens by ``rate`` a second, at most a tenth of a second's worth saved up.

    Times are seconds of any clock that only goes forward; the caller does the waiting.
    """

    def __init__(self, rate: float) -> None:
        self._full_rate = rate
        self.rate = rate
        self._next = 0.0

    def reserve(self, now: float) -> float:
        """Take a token and give the seconds to wait before using it."""
        saved = max(1.0, self.rate / 10) - 1
        at = max(self._next, now - saved / self.rate)
        self._next = at + 1 / self.rate
        return max(0.0, at - now)

    def slow(self) -> None:
        """Halve the rate: the network said that we are too fast."""
        self.rate = max(_SLOWEST, self.rate / 2)

    def recover(self) -> None:
        """Come back towards the full rate, a fiftieth of it with each accepted text."""
        self.rate = min(self._full_rate, self.rate + self._full_rate * _RECOVERY)
