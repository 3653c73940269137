"""In which order to go to the places of one day: nearest first, then mended; pure arithmetic.

Fixed times keep their order. What is wanted first is to be late nowhere, then to be back soon,
then a short way.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from townline.casework.cases.rules.distance import Point, metres

_MENDED_UP_TO = 20  # more stops than anybody makes in a day
_MAX_PASSES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One visit. ``point`` None: nobody knows where, and it costs no way. ``at``: fixed time."""

    key: int
    point: Point | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How one gets about: metres a minute, and how long one stays at each place."""

    metres_a_minute: float = 250.0
    stay: dt.timedelta = dt.timedelta(minutes=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A stop as it comes: when one is there by estimate, and the way to it in metres."""

    stop: Stop
    arrives: dt.datetime
    metres: float

    @property
    def late(self) -> dt.timedelta:
        """How much after its fixed time one arrives; nothing where none is fixed."""
        late = self.arrives - self.stop.at if self.stop.at else dt.timedelta(0)
        return max(late, dt.timedelta(0))


def legs(
    stops: Sequence[Stop], *, start: Point | None, leaves: dt.datetime, pace: Pace
) -> list[Leg]:
    """Walk stops in the given order. Who is early at a fixed time waits."""
    here, now, found = start, leaves, []
    for stop in stops:
        way = metres(here, stop.point)
        now += dt.timedelta(minutes=way / pace.metres_a_minute)
        leg = Leg(stop=stop, arrives=now, metres=way)
        found.append(leg)
        now = max(now, stop.at or now) + pace.stay
        here = stop.point or here
    return found


def cost(walked: Sequence[Leg]) -> tuple[float, float, float]:
    """Weigh an order: minutes late at fixed times, when one is back, metres; less is better.

    Without fixed times the shortest way is the soonest over; with them, nobody waits idle.
    """
    late = sum((leg.late for leg in walked), dt.timedelta(0))
    over = max(walked[-1].arrives, walked[-1].stop.at or walked[-1].arrives) if walked else None
    ends = over.timestamp() if over else 0.0
    return round(late.total_seconds() / 60), round(ends), sum(leg.metres for leg in walked)


def order_stops(
    stops: Sequence[Stop], *, start: Point | None, leaves: dt.datetime, pace: Pace
) -> list[Leg]:
    """Order stops; never worse than as they were given, fixed times in their order."""

    def plan_legs(order: Sequence[Stop]) -> list[Leg]:
        return legs(order, start=start, leaves=leaves, pace=pace)

    def weigh(order: Sequence[Stop]) -> tuple[float, float, float]:
        return cost(plan_legs(order))

    given = _in_time(stops)
    best = min((given, _nearest(given, start, leaves, pace)), key=weigh)
    if len(best) > _MENDED_UP_TO:
        return plan_legs(best)
    for _ in range(_MAX_PASSES):
        better = min((best, *_two_opt_moves(best), *_relocations(best)), key=weigh)
        if weigh(better) >= weigh(best):
            break
        best = better
    return plan_legs(best)


def _in_time(stops: Sequence[Stop]) -> list[Stop]:
    """Keep the given order, but put the fixed times among themselves in order."""
    fixed = iter(sorted((s for s in stops if s.at), key=lambda s: (s.at, s.key)))
    return [next(fixed) if stop.at else stop for stop in stops]


def _nearest(stops: Sequence[Stop], here: Point | None, now: dt.datetime, pace: Pace) -> list[Stop]:
    """Go to the nearest each time, unless that would make one late at the next fixed time."""
    fixed, free, order = [s for s in stops if s.at], [s for s in stops if not s.at], []
    while fixed or free:
        stop = min(free, key=lambda s: metres(here, s.point), default=None)
        if stop is None or (fixed and _late(stop, fixed[0], here, now, pace)):
            stop = fixed.pop(0)
        else:
            free.remove(stop)
        order.append(stop)
        (leg,) = legs([stop], start=here, leaves=now, pace=pace)
        now = max(leg.arrives, stop.at or leg.arrives) + pace.stay
        here = stop.point or here
    return order


def _late(first: Stop, then: Stop, here: Point | None, now: dt.datetime, pace: Pace) -> bool:
    *_, last = legs([first, then], start=here, leaves=now, pace=pace)
    return last.late > dt.timedelta(0)


def _two_opt_moves(order: list[Stop]) -> list[list[Stop]]:
    """Turn each stretch round (2-opt), unless that would turn fixed times round."""
    return [
        [*order[:i], *reversed(order[i:j]), *order[j:]]
        for i in range(len(order) - 1)
        for j in range(i + 2, len(order) + 1)
        if sum(stop.at is not None for stop in order[i:j]) <= 1
    ]


def _relocations(order: list[Stop]) -> list[list[Stop]]:
    """Take each stop without a fixed time to every other place in the order."""
    return [
        [*rest[:to], stop, *rest[to:]]
        for i, stop in enumerate(order)
        if stop.at is None
        for rest in [[*order[:i], *order[i + 1 :]]]
        for to in range(len(order))
        if to != i
    ]
