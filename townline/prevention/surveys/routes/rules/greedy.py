"""A plan at once: what is bound first, then always the nearest home that still fits."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from townline.prevention.surveys.routes.rules.timing import RouteGround

_TRIES = 8  # of the nearest that are left, before a day counts as full


@dataclass(slots=True)
class Routes:
    """Orders by day (bundles by index), what was left, and days whose bound visits do not fit."""

    orders: dict[dt.date, list[int]] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)
    full: set[dt.date] = field(default_factory=set)
    away: list[int] = field(default_factory=list)


def greedy(ground: RouteGround) -> Routes:
    """Fill day after day. What is bound to a day on which nobody goes stands in ``away``."""
    found = Routes()
    days = set(ground.person.days)
    bound: dict[dt.date, list[int]] = {}
    free: list[int] = []
    for at, bundle in enumerate(ground.bundles):
        if bundle.day is None:
            free.append(at)
        elif bundle.day in days:
            bound.setdefault(bundle.day, []).append(at)
        else:
            found.away.append(at)
    for day in ground.person.days:
        _fill(ground, day, bound.get(day, []), free, found)
    found.left = free
    return found


def _fill(
    ground: RouteGround, day: dt.date, bound: Sequence[int], free: list[int], found: Routes
) -> None:
    order = _bound_order(ground, bound)
    if bound and not ground.fits(order):
        found.full.add(day)
    else:
        while (more := _with_next(ground, order, free, day)) is not None:
            free.remove(more[1])
            order = more[0]
    if order:
        found.orders[day] = order


def _bound_order(ground: RouteGround, bound: Sequence[int]) -> list[int]:
    """Put what has a time in its order, and the rest where it lengthens the way least."""
    timed = [at for at in bound if ground.bundles[at].not_after is not None]
    order = sorted(timed, key=lambda at: (ground.window(at)[1], ground.window(at)[0]))
    for at in bound:
        if at not in timed:
            order = insert_stop(ground, order, at)
    return order


def insert_stop(ground: RouteGround, order: Sequence[int], at: int) -> list[int]:
    """Give an order with one more stop: late nowhere if that can be, then the shortest."""
    return min(
        ([*order[:n], at, *order[n:]] for n in range(len(order) + 1)),
        key=lambda each: (ground.timed(each).late, ground.timed(each).metres),
    )


def _with_next(
    ground: RouteGround, order: list[int], free: Sequence[int], day: dt.date
) -> tuple[list[int], int] | None:
    """Give the order with the nearest free home that fits, and which it is."""
    ready = [at for at in free if (ground.bundles[at].earliest or day) <= day]
    if not ready or ground.visits(order) >= ground.person.most:
        return None
    last = order[-1] if order else ground.start
    near = np.array(ready)[np.argsort(ground.metres[last, ready], kind="stable")[:_TRIES]]
    for at in near.tolist():
        for longer in _longer(order, at, ground):
            if ground.fits(longer):
                return longer, at
    return None


def _longer(order: list[int], at: int, ground: RouteGround) -> list[list[int]]:
    """At the end; on a day with appointments, before each of the stops as well."""
    tail = [[*order, at]]
    if any(ground.bundles[each].not_after is not None for each in order):
        tail += [[*order[:n], at, *order[n:]] for n in range(len(order))]
    return tail
