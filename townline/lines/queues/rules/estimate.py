"""How long somebody will wait, as an honest range.

The work ahead is people ahead times the mean time a desk needs for one, drawn to what is usual
while few have been served today. It is laid over the desks to come: those open now, going over
within minutes into those planned times the share that is usually really open. The range is that
expectation more or less its own uncertainty (visits differ, the mean is estimated, desks pause),
widened or narrowed by ``scale``, which learns from each call whether the range had held
(adaptive conformal inference, Gibbs and Candes 2021), so that nine in ten are called within it.
"""

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

MINUTE = 60.0
MISSED = 0.10  # the share of tickets that may be called outside of what they were told
_NOMINAL_WEIGHT = 25.0  # visits that what is usual counts for: days differ by an eighth or so
_REMEMBERED = 300.0  # visits of today, so that an afternoon can differ from its morning
_USUAL_SPREAD = 0.7  # standard deviation of a visit, in means
_SETTLING = 600.0  # seconds in which what is open now goes over into what is usual
_WIDTH = 1.45
_LEARNING = 0.004
_NARROWEST, _WIDEST = 0.6, 2.5
_HORIZON = 720  # minutes
_LEAST = 0.3  # desks: somebody will come back
_PAUSES = 0.5  # how much of a desk's pauses comes all at once


@dataclass(frozen=True, slots=True)
class ServiceRate:
    """What is known of a queue. ``usual``: seconds of a desk for one ticket, misses included.

    ``seen``, ``mean`` and ``spread`` (a variance) are of today; ``open_share``: of the desks
    planned, how many are really open.
    """

    usual: float
    seen: float = 0.0
    mean: float = 0.0
    spread: float = 0.0
    open_share: float = 0.93
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds until the call: from, to, and what is most likely."""

    low: float
    high: float
    likely: float


def pace_served(pace: ServiceRate, seconds: float) -> ServiceRate:
    """Learn from one ticket that a desk is done with. ``seconds``: from its call to then."""
    seen = min(pace.seen + 1, _REMEMBERED)
    apart = seconds - pace.mean
    mean = pace.mean + apart / seen
    spread = pace.spread + (apart * (seconds - mean) - pace.spread) / seen
    return replace(pace, seen=seen, mean=mean, spread=spread)


def pace_called(pace: ServiceRate, *, inside: bool) -> ServiceRate:
    """Learn from one call whether the range said at issue had held."""
    missed = 0.0 if inside else 1.0
    scale = pace.scale * math.exp(_LEARNING * (missed - MISSED))
    return replace(pace, scale=min(_WIDEST, max(_NARROWEST, scale)))


def pace_open(pace: ServiceRate, *, open_desks: int, planned: int, seconds: float) -> ServiceRate:
    """Learn how many of the planned desks have been open for some seconds."""
    if not planned:
        return pace
    weight = min(seconds / 3600.0, 1.0)
    share = pace.open_share + (min(open_desks / planned, 1.5) - pace.open_share) * weight
    return replace(pace, open_share=share)


def pace_next_day(pace: ServiceRate) -> ServiceRate:
    """Carry over to another day: what was usual moves towards today's mean."""
    mean, _, weight = _visit(pace)
    return replace(pace, usual=mean if weight > _NOMINAL_WEIGHT else pace.usual, seen=0.0)


def _visit(pace: ServiceRate) -> tuple[float, float, float]:
    """Give mean, variance and weight (in visits) of one visit."""
    weight = _NOMINAL_WEIGHT + pace.seen
    mean = (_NOMINAL_WEIGHT * pace.usual + pace.seen * pace.mean) / weight
    usual_spread = (_USUAL_SPREAD * pace.usual) ** 2
    spread = (_NOMINAL_WEIGHT * usual_spread + pace.seen * pace.spread) / weight
    return mean, spread, weight


class Forecast:
    """Waits at one moment, for any number of people ahead.

    ``planned`` gives the desks planned so many seconds from now. ``free``: open desks without
    anybody; they call at once. Desks that serve others as well count by their part, see
    rules/sharing.py; ``part`` is the mean of those. Desks are laid out minute by minute, as far as
    somebody asks: most waits are short.
    """

    def __init__(
        self,
        pace: ServiceRate,
        *,
        open_desks: float,
        free: int,
        planned: Callable[[float], float],
        part: float = 1.0,
    ) -> None:
        self._mean, self._spread, self._weight = _visit(pace)
        self._scale = pace.scale
        self._free = free
        self._share = min(pace.open_share, 0.97)
        self._planned, self._least = planned, _LEAST * part
        self._open_share = pace.open_share
        self._ratio = open_desks / (max(planned(0.0), open_desks) or 1.0)
        self._one = min(open_desks, 1.0)
        self._work = [0.0]  # what desks do until the end of each minute

    def wait(self, ahead: int) -> Wait:
        """Give the wait of somebody with ``ahead`` people before them, in whole minutes.

        Nobody is promised a minute: the range is at least one wide.
        """
        steps = ahead + 1 - self._free - 0.5
        if steps <= 0:
            return Wait(0.0, MINUTE, 0.0)
        work = steps * self._mean
        likely = self._until(work)
        half = _WIDTH * self._scale * math.sqrt(self._variance(steps, work, likely))
        low = math.floor(max(likely - half, 0.0) / MINUTE) * MINUTE
        high = math.ceil(max(likely + half, low + MINUTE) / MINUTE) * MINUTE
        return Wait(low, high, likely)

    def ahead_until(self, seconds: float) -> int:
        """Give how many more people could probably be called within so many seconds."""
        minutes = min(max(seconds, 0.0) / MINUTE, _HORIZON)
        whole = min(int(minutes), _HORIZON - 1)
        while len(self._work) <= whole + 1:
            self._lay_minute()
        work = self._work[whole]
        work += (self._work[whole + 1] - work) * (minutes - whole)
        return int(work / self._mean)

    def _lay_minute(self) -> None:
        at = (len(self._work) - 1) * MINUTE
        now = math.exp(-at / _SETTLING)
        share = self._ratio * now + self._open_share * (1 - now)
        desks = max(max(self._planned(at), self._one) * share, self._least)
        self._work.append(self._work[-1] + desks * MINUTE)

    def _until(self, work: float) -> float:
        while self._work[-1] < work and len(self._work) <= _HORIZON:
            self._lay_minute()
        minute = bisect_left(self._work, work)
        if minute > _HORIZON:
            return _HORIZON * MINUTE
        before = self._work[minute - 1]
        return (minute - 1 + (work - before) / (self._work[minute] - before)) * MINUTE

    def _variance(self, steps: float, work: float, likely: float) -> float:
        desks = work / likely
        visits = steps * self._spread / desks**2
        mean = likely**2 * (self._spread / self._mean**2) / self._weight
        pauses = (1 - self._share) / self._share * _SETTLING * likely / desks * _PAUSES * 2
        moment = (self._mean / desks) ** 2 * 0.3  # how far the present visits have come
        return visits + mean + pauses + moment


_MINUTE = 60
_FINE = 15  # minutes: up to there each counts
_STEP = 5


def minutes(low: float, high: float) -> tuple[int, int]:
    """Round a range of seconds outwards; to steps of five minutes from a quarter of an hour on."""
    step = _STEP if high > _FINE * _MINUTE else 1
    return int(low // _MINUTE // step * step), math.ceil(high / _MINUTE / step) * step
