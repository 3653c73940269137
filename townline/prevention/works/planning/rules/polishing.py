"""Betters a plan as long as one need fits earlier, or two can change places for the better.

The solver ends within its gap; what is left is what anybody would see on the list: money that
was not used, a less urgent home before a more urgent one for no reason.
"""

import itertools

import numpy as np

from townline.prevention.works.planning.rules.exchanges import Block, Cause, WorkingPlan, block
from townline.prevention.works.planning.rules.problem import Bar, Bools
from townline.prevention.works.planning.rules.timing import TimeLimit


def polish(now: WorkingPlan, limit: TimeLimit) -> None:
    """Better the plan until nothing fits earlier and no pair can change places, or time is up."""
    while not limit.over and (_earlier(now, limit) or _improve(now, limit)):
        pass


def _earlier(now: WorkingPlan, limit: TimeLimit) -> bool:
    """Put whatever fits into an earlier period, the most urgent first."""
    moved = False
    for need in np.lexsort((now.problem.cost, -now.problem.urgency)):
        if limit.over:
            break
        found = place(now, int(need))
        if found is not None:
            now.move(int(need), *found)
            moved = True
    return moved


def place(now: WorkingPlan, need: int, within: Bools | None = None) -> tuple[int, int] | None:
    """Find the first period before its own that a need fits into, and who pays.

    ``within``: the periods that are looked at, all without it.
    """
    problem, at = now.problem, int(now.period[need])
    open_ = (problem.bar[need, :at] == Bar.FREE) & (now.days[:at] >= problem.crew[need])
    if within is not None:
        open_ &= within[:at]
    for period in np.flatnonzero(open_):
        source = payer(now, need, int(period))
        if source is not None and _meets_floors(now, need, int(period)):
            return int(period), source
    return None


def payer(now: WorkingPlan, need: int, period: int) -> int | None:
    """Find the source that may pay a need in a period, and has the least left after it."""
    problem, year = now.problem, now.problem.year_of[period]
    left = now.left[year].copy()
    at = int(now.period[need])
    if at < len(problem.periods) and problem.year_of[at] == year:
        left[now.source[need]] += problem.cost[need]
    fits = np.flatnonzero(problem.pays[need] & (left >= problem.cost[need]))
    return int(fits[np.argmin(left[fits])]) if len(fits) else None


def _meets_floors(now: WorkingPlan, need: int, period: int) -> bool:
    at = int(now.period[need])
    return at == len(now.problem.periods) or all(
        slack >= int(floor.weight[need])
        for floor, slack in zip(now.problem.floors, now.slack, strict=True)
        if floor.members[need] and floor.periods[at] and not floor.periods[period]
    )


def _improve(now: WorkingPlan, limit: TimeLimit) -> bool:
    changed = False
    periods = range(len(now.problem.periods) + 1)
    for p, q in itertools.combinations(periods, 2):
        found = None if limit.over else block(now, p, q)
        while found is not None and _change(now, found):
            changed = True
            found = None if limit.over else block(now, p, q)
    return changed


def _change(now: WorkingPlan, found: Block) -> bool:
    free = found.pairs & (found.cause == Cause.NOTHING)
    if not free.any():
        return False
    urgency = now.problem.urgency
    better = np.where(free, urgency[found.j][:, None] - urgency[found.i][None, :], -np.inf)
    row, column = np.unravel_index(int(better.argmax()), better.shape)
    _exchange(now, int(found.j[row]), int(found.i[column]), found)
    return True


def _exchange(now: WorkingPlan, j: int, i: int, found: Block) -> None:
    nowhere = len(now.problem.periods)
    now.move(j, nowhere, -1)
    now.move(i, nowhere, -1)
    for mine, others in itertools.product(_payers(now, j, found.p), _payers(now, i, found.q)):
        now.move(j, found.p, mine)
        if found.q == nowhere:
            return
        if now.left[now.problem.year_of[found.q], others] >= now.problem.cost[i]:
            now.move(i, found.q, others)
            return
        now.move(j, nowhere, -1)
    raise AssertionError("a pair that can change places has somebody to pay both")


def _payers(now: WorkingPlan, need: int, period: int) -> list[int]:
    if period == len(now.problem.periods):
        return [-1]
    left = now.left[now.problem.year_of[period]]
    fits = np.flatnonzero(now.problem.pays[need] & (left >= now.problem.cost[need]))
    return [int(each) for each in fits[np.argsort(left[fits])]]
