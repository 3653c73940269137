"""The whole plan: a plan at once, then each surveyor's days bettered in processes side by side.

Whatever was found stays when it is stopped in the middle: those not yet bettered have the plan
that was made at once.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from townline.prevention.surveys.routes.rules.bundles import bundle_stops
from townline.prevention.surveys.routes.rules.greedy import Routes, greedy
from townline.prevention.surveys.routes.rules.pool import improve_routes
from townline.prevention.surveys.routes.rules.shapes import (
    Pace,
    Person,
    Plan,
    PlanProgress,
    RouteDay,
    Stop,
    Visit,
)
from townline.prevention.surveys.routes.rules.territories import territories
from townline.prevention.surveys.routes.rules.timing import RouteGround, clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much is spent: seconds for a surveyor's days (0: the plan at once), and processes."""

    seconds: float = 6.0
    processes: int = 2


def plan_visits(
    stops: Sequence[Stop],
    people: Sequence[Person],
    pace: Pace,
    effort: Effort,
    *,
    keep: frozenset[dt.date] | None = None,
    on_progress: Callable[[PlanProgress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Plan:
    """Plan visits. ``keep``: the days that are wanted; others only show what comes later.

    ``on_progress`` hears of each surveyor that is done; once ``stopped``, the best so far is given.
    """
    unplaced = {each.id: why for each in stops if (why := _why_not(each, people))}
    grounds = _grounds([each for each in stops if each.id not in unplaced], people, pace)
    found = [greedy(ground) for ground in grounds]
    on_progress(_progress(grounds, found, 0))
    better = improve_routes(grounds, effort.seconds, effort.processes, stopped)
    for done, (n, routes) in enumerate(better, 1):
        found[n] = routes
        on_progress(_progress(grounds, found, done))
    return _plan(grounds, found, unplaced, keep)


def _why_not(stop: Stop, people: Sequence[Person]) -> str:
    if stop.surveyor is not None:
        return "" if any(each.id == stop.surveyor for each in people) else "away"
    able = [each for each in people if stop.skills <= each.skills]
    if not able:
        return "skills" if people else "nobody"
    return "" if any(each.days for each in able) else "nobody"


def _grounds(stops: Sequence[Stop], people: Sequence[Person], pace: Pace) -> list[RouteGround]:
    """Share the homes out; give each surveyor's ground."""
    bundles = bundle_stops(stops, people)
    if not bundles:
        return []
    owners = territories(bundles, people, pace.stay_m)
    return [
        RouteGround(
            person, [b for b, owner in zip(bundles, owners, strict=True) if owner == n], pace
        )
        for n, person in enumerate(people)
    ]


def _progress(grounds: Sequence[RouteGround], found: Sequence[Routes], done: int) -> PlanProgress:
    metres = sum(
        ground.timed(order).metres
        for ground, routes in zip(grounds, found, strict=True)
        for order in routes.orders.values()
    )
    days = sum(len(routes.orders) for routes in found)
    return PlanProgress(done=done, of=len(grounds), surveyor_days=days, km=metres / 1000)


def _plan(
    grounds: Sequence[RouteGround],
    found: Sequence[Routes],
    unplaced: Mapping[int, str],
    keep: frozenset[dt.date] | None,
) -> Plan:
    pairs = list(zip(grounds, found, strict=True))
    days = [day for ground, routes in pairs for day in _days(ground, routes)]
    wanted = [day for day in days if keep is None or day.day in keep]
    left = {home: why for ground, routes in pairs for home, why in _unplaced_homes(ground, routes)}
    return Plan(
        days=sorted(wanted, key=lambda day: (day.day, day.surveyor)),
        unplaced={**unplaced, **left},
        later=sum(len(day.visits) for day in days) - sum(len(day.visits) for day in wanted),
        owners={h: g.person.id for g, _ in pairs for bundle in g.bundles for h in bundle.homes},
        overfull=sorted((ground.person.id, day) for ground, routes in pairs for day in routes.full),
    )


def _days(ground: RouteGround, routes: Routes) -> Iterator[RouteDay]:
    for day, order in routes.orders.items():
        timed = ground.timed(order)
        visits = [
            Visit(home, clock(arrival + _offset(nth, ground.pace)))
            for at, arrival in zip(order, timed.arrivals, strict=True)
            for nth, home in enumerate(ground.bundles[at].homes)
        ]
        yield RouteDay(ground.person.id, day, visits, timed.metres)


def _offset(nth: int, pace: Pace) -> int:
    return 60 * (pace.minutes + (nth - 1) * pace.minutes_more) if nth else 0


def _unplaced_homes(ground: RouteGround, routes: Routes) -> Iterator[tuple[int, str]]:
    for why, those in (("full", routes.left), ("away", routes.away)):
        for at in those:
            yield from ((home, why) for home in ground.bundles[at].homes)
