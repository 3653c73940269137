"""Shares of counts with what chance alone may make of them."""

import math
from dataclasses import dataclass

_Z = 1.959964  # 95 % of a normal distribution lie within so many deviations


@dataclass(frozen=True, slots=True)
class ShareEstimate:
    """``hits`` of ``all``; ``low`` and ``high`` bound the true share with 95 % (Wilson, 1927)."""

    hits: int
    all: int

    @property
    def value(self) -> float | None:
        return self.hits / self.all if self.all else None

    @property
    def low(self) -> float | None:
        return self._bound(-1)

    @property
    def high(self) -> float | None:
        return self._bound(1)

    def _bound(self, side: int) -> float | None:
        if not self.all:
            return None
        p, n, z2 = self.hits / self.all, self.all, _Z * _Z
        middle = p + z2 / (2 * n)
        half = _Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        bound = (middle + side * half) / (1 + z2 / n)
        # All or none: rounding must not put the bound on the wrong side of the share.
        return max(p, min(1.0, bound)) if side > 0 else min(p, max(0.0, bound))
