"""The days of one surveyor by PyVRP: few days first, then few metres.

All days lie on one time line, in seconds from the first midnight: a day is a vehicle with its own
hours, an appointment a window of its day, a day to come again the beginning of a window. The clock
stands still during a pause.
"""

import datetime as dt
from collections.abc import Callable, Sequence

import numpy as np
import pyvrp

from townline.prevention.surveys.routes.rules.greedy import Routes, greedy
from townline.prevention.surveys.routes.rules.timing import RouteGround

_MIDNIGHT = 24 * 3600
# In metres. A day costs more than any way saves; leaving out costs more than any day. A later
# day costs a little more, so that days are filled from the first on.
_DAY, _LATER, _LEFT_OUT = 100_000, 500, 10_000_000
type Enough = Callable[[int], bool]


def solve_routes(ground: RouteGround, enough: Enough, seed: int = 1) -> Routes:
    """Better the plan at once until it is enough; ``enough`` gets the best cost so far."""
    begun = greedy(ground)
    days = [day for day in ground.person.days if day not in begun.full]
    settled = {at for day in begun.full for at in begun.orders[day]} | set(begun.away)
    chosen = [at for at in range(len(ground.bundles)) if at not in settled]
    if not chosen or not days:
        return begun
    data = _data(ground, days, chosen)
    result = pyvrp.solve(
        data,
        stop=enough,  # type: ignore[arg-type] # it is asked by place
        seed=seed,
        collect_stats=False,
        display=False,
        initial_solution=_begin(data, begun, days, chosen),
    )
    if not result.best.is_feasible():
        return begun
    return _read(result.best, begun, days, chosen, ground)


def _data(ground: RouteGround, days: Sequence[dt.date], chosen: Sequence[int]) -> pyvrp.ProblemData:
    index = {day: n for n, day in enumerate(days)}
    places = [*chosen, ground.start]
    square = np.ix_(places, places)
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(x=0, y=0) for _ in places],
        clients=[_client(ground, n, at, index) for n, at in enumerate(chosen)],
        depots=[pyvrp.Depot(location=len(chosen))],
        vehicle_types=[_vehicle(ground, n) for n in range(len(days))],
        distance_matrices=[np.asarray(ground.metres[square])],  # type: ignore[list-item] # any numbers do
        duration_matrices=[np.asarray(ground.travel[square])],  # type: ignore[list-item] # the same
    )


def _client(ground: RouteGround, n: int, at: int, index: dict[dt.date, int]) -> pyvrp.Client:
    bundle = ground.bundles[at]
    opens, closes = ground.unpaused(at)
    if bundle.day is not None:
        early, late = index[bundle.day] * _MIDNIGHT + opens, index[bundle.day] * _MIDNIGHT + closes
    else:
        later = sum(day < bundle.earliest for day in index) if bundle.earliest else 0
        early, late = later * _MIDNIGHT, len(index) * _MIDNIGHT
    return pyvrp.Client(
        location=n,
        delivery=[bundle.size],
        service_duration=ground.service(at),
        tw_early=early,
        tw_late=late,
        required=bundle.is_bound and bundle.day is not None,
        prize=_LEFT_OUT * bundle.size,
    )


def _vehicle(ground: RouteGround, n: int) -> pyvrp.VehicleType:
    return pyvrp.VehicleType(
        num_available=1,
        capacity=[ground.person.most],
        fixed_cost=_DAY + n * _LATER,
        tw_early=n * _MIDNIGHT + ground.begins,
        tw_late=n * _MIDNIGHT + ground.ends - ground.rest,
    )


def _begin(
    data: pyvrp.ProblemData, begun: Routes, days: Sequence[dt.date], chosen: Sequence[int]
) -> pyvrp.Solution:
    place = {at: n for n, at in enumerate(chosen)}
    routes = [
        pyvrp.Route(data, [place[at] for at in begun.orders[day]], n)
        for n, day in enumerate(days)
        if begun.orders.get(day)
    ]
    return pyvrp.Solution(data, routes)


def _read(
    best: pyvrp.Solution,
    begun: Routes,
    days: Sequence[dt.date],
    chosen: Sequence[int],
    ground: RouteGround,
) -> Routes:
    orders = {day: order for day, order in begun.orders.items() if day in begun.full}
    placed = {at for order in orders.values() for at in order} | set(begun.away)
    for route in best.routes():
        order = [chosen[each.idx] for each in route.schedule() if each.is_client()]
        orders[days[route.vehicle_type()]] = order
        placed.update(order)
    left = [at for at in range(len(ground.bundles)) if at not in placed]
    return Routes(dict(sorted(orders.items())), left, begun.full, begun.away)
