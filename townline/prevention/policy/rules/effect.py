"""What a pilot changed: how often something was before and after, beside where nothing was done."""

from dataclasses import dataclass
from math import exp, log, sqrt

_Z = 1.959964  # 95% of a normal distribution
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Counted:
    """How often it was in so many days."""

    count: int
    days: int

    @property
    def a_month(self) -> float:
        """How often it was in thirty days."""
        return 30 * self.count / self.days


@dataclass(frozen=True, slots=True)
class Effect:
    """``ratio`` of after to before (1: nothing changed), with its 95% interval."""

    ratio: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out that nothing changed."""
        return self.high < 1 or self.low > 1


def effect(
    before: Counted, after: Counted, control: tuple[Counted, Counted] | None = None
) -> Effect:
    """Compare rates of counts, against those of a control (before, after) where there is one.

    Counts are taken as Poisson; the logarithm of a ratio of rates has the sum of 1/count as its
    variance (Rothman, Epidemiology). Where one is nought, a half is added to each.
    """
    parts = [after, before, *(control or ())]
    more = _HALF if any(not each.count for each in parts) else 0.0
    middle = _log_rate(after, more) - _log_rate(before, more)
    if control:
        middle -= _log_rate(control[1], more) - _log_rate(control[0], more)
    width = _Z * sqrt(sum(1 / (each.count + more) for each in parts))
    return Effect(exp(middle), exp(middle - width), exp(middle + width))


def _log_rate(counted: Counted, more: float) -> float:
    return log((counted.count + more) / counted.days)
