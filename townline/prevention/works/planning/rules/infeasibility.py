"""When there is no plan: which constraints quarrel, and the smallest change that helps.

The quarrel is a set that cannot hold together, and can as soon as any one of it is dropped (an
irreducible infeasible set, found by relaxing rows and then by leaving them out; J. W. Chinneck,
Feasibility and Infeasibility in Optimization, 2008, chapters 6 and 7). What is no number, such as
a consent that is not there, is never dropped. What has no plan in parts of measures either, has
none in whole ones: that is asked first, as it is quick.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from townline.prevention.works.planning.rules import highs
from townline.prevention.works.planning.rules.elastic import (
    Elastic,
    Limit,
    Sort,
    drop_limits,
    elastic,
    lacks,
    size_of,
    with_slack,
    yielding,
)
from townline.prevention.works.planning.rules.highs import SolverLimits
from townline.prevention.works.planning.rules.problem import CREW_UNIT, PlanningProblem, due_floor
from townline.prevention.works.planning.rules.shapes import DeadlineInput, MinimumInput
from townline.prevention.works.planning.rules.solving import build_state
from townline.prevention.works.planning.rules.timing import TimeLimit

_MOST = 6  # changes that are told, each of which helps alone
_FEW = 5  # fixed needs that are tried alone
_SECONDS = 20.0  # for each question to the solver
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Change:
    """One number to change. ``by``: won, days in hundredths, or measures, as the limit counts.

    ``until``: the deadline that takes the place of one; ``alike``: a minimum of each dong is meant.
    """

    limit: Limit
    by: int
    until: DeadlineInput | None = None
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Help:
    """Changes that together make a plan possible. ``proved``: no smaller sum of them does."""

    changes: list[Change]
    proved: bool


@dataclass(frozen=True, slots=True)
class Infeasibility:
    """``limits`` cannot hold together. ``helps``: what helps, each alone. ``sure``: proved."""

    limits: list[Limit]
    helps: list[Help]
    sure: bool


def explain_infeasibility(problem: PlanningProblem, limit: TimeLimit) -> Infeasibility:
    """Say what quarrels in a problem without a plan, and what helps, until the time is up.

    A single change that helps is of a constraint in every quarrel, so that one of them names all.
    """
    whole = elastic(problem)
    found, sure = _smallest(whole, _narrow_limits(whole, limit.part(0.25)), limit.part(0.35))
    order = sorted(found, key=lambda each: list(Sort).index(each.sort))
    helps = list(_alone(whole, order, limit.part(0.4)))
    if not helps:
        lowered = _lower_minimum(whole, limit.part(0.3))
        helped = {Sort.MINIMUM} if lowered else set[Sort]()
        helps = [*([lowered] if lowered else []), *_helps(whole, helped, limit)]
    return Infeasibility(order, helps, sure)


def _alone(whole: Elastic, found: list[Limit], limit: TimeLimit) -> Iterator[Help]:
    """Give the smallest change of each constraint that helps by itself."""
    helped, fixed = 0, sum(each.sort is Sort.FIXED for each in found)
    for each in found:
        if helped == _MOST or limit.over or (each.sort is Sort.FIXED and fixed > _FEW):
            return  # what is fixed stands last; of many, one alone frees too little
        made = _move_deadline(whole, each, limit) or _help(whole, [each], limit)
        if made is not None:
            helped += 1
            yield made


def _move_deadline(whole: Elastic, each: Limit, limit: TimeLimit) -> Help | None:
    """Find the first later end that a deadline can have; None: it is none, or no end helps."""
    problem, number = whole.problem, each.at[0]
    deadline = problem.floors[number].told if each.sort is Sort.DEADLINE else None
    if not isinstance(deadline, DeadlineInput):
        return None
    for later in _later_deadlines(problem, deadline):
        floors = list(problem.floors)
        floors[number] = due_floor(problem, later)
        other = elastic(replace(problem, floors=floors))
        if _possible(other, other.limits, limit, whole_ones=True):
            return Help([Change(each, 0, until=later)], proved=True)
    return None


def _later_deadlines(problem: PlanningProblem, deadline: DeadlineInput) -> Iterator[DeadlineInput]:
    """Give the same deadline at each later end: of a year, or of a season where it names one."""
    ends: list[tuple[int, str | None]] = [(year, None) for year in problem.told.years]
    if deadline.season is not None:
        ends = [(period.year, period.season) for period in problem.periods]
    for year, season in ends[ends.index((deadline.by, deadline.season)) + 1 :]:
        yield deadline.model_copy(update={"by": year, "season": season})


def _narrow_limits(whole: Elastic, limit: TimeLimit) -> list[Limit]:
    """Give limits that hold a quarrel: those that give way, made hard one after the other."""
    hard = _weigh_limits(whole, limit)
    if hard:
        return hard
    while not limit.over:
        soft = [each for each in whole.limits if each not in hard]
        run = highs.solve_mip(yielding(whole, hard, soft), SolverLimits(0.05, min(5.0, limit.left)))
        slack = run.x[-len(soft) :] if len(run.x) else np.zeros(len(soft))
        given = [each for each, by in zip(soft, slack, strict=True) if by > _LEAST]
        if run.infeasible or not len(run.x):
            return hard
        if not given:
            break
        hard += given
    return list(whole.limits)


def _weigh_limits(whole: Elastic, limit: TimeLimit) -> list[Limit]:
    """Give limits that have no plan even in parts of measures: each that weighs in the proof.

    None if parts have a plan. A column that lets a limit give way costs 1; what it costs more or
    less at the end is the limit's weight.
    """
    run = highs.solve_relaxed(yielding(whole, [], whole.limits), limit.left)
    if not len(run.x) or run.objective > -_LEAST:
        return []
    weights = np.abs(run.duals[-len(whole.limits) :] + 1)
    return [each for each, by in zip(whole.limits, weights, strict=True) if by > _LEAST]


def _smallest(whole: Elastic, held: list[Limit], limit: TimeLimit) -> tuple[list[Limit], bool]:
    """Leave out halves, quarters, at last single ones, while what is left has no plan."""
    remaining, sure, size = list(held), True, max(1, len(held) // 2)
    while size:
        for start in reversed(range(0, len(remaining), size)):
            if limit.over:
                return remaining, False
            rest = remaining[:start] + remaining[start + size :]
            possible = _possible(whole, rest, limit, whole_ones=size == 1)
            if possible is False:
                remaining = rest
            sure &= possible is not None
        size //= 2
    return remaining, sure


def _possible(
    whole: Elastic, hard: list[Limit], limit: TimeLimit, *, whole_ones: bool
) -> bool | None:
    """Say whether limits hold together when all others are dropped; None: not found out in time.

    Without ``whole_ones`` a plan in parts of measures will do.
    """
    made = yielding(whole, hard, [])
    if not len(made.worth):
        return not (made.floor > 0).any()
    loose = highs.solve_relaxed(made, limit.left)
    if loose.infeasible or not len(loose.x):
        return False if loose.infeasible else None
    if not whole_ones:
        return True
    run = highs.solve_mip(made, SolverLimits(0.0, min(_SECONDS, limit.left)))
    return True if len(run.x) else False if run.infeasible else None


def _lower_minimum(whole: Elastic, limit: TimeLimit) -> Help | None:
    """Find the largest number to which what is asked of each dong alike can be lowered."""
    alike = [
        Limit(Sort.MINIMUM, whole.at.first_floor + at, (at,))
        for at, floor in enumerate(whole.problem.floors)
        if isinstance(floor.told, MinimumInput) and floor.told.dong is None and floor.told.measures
    ]
    if not alike:
        return None
    floors = whole.problem.floors
    most = max(floors[each.at[0]].least for each in alike)
    low, high = -1, most  # what is known to be possible, and what is not
    while high - low > 1 and not limit.over:
        middle = (low + high) // 2
        capped = [
            replace(floor, least=min(floor.least, middle)) if at in {e.at[0] for e in alike}
            else floor for at, floor in enumerate(floors)
        ]  # fmt: skip
        other = elastic(replace(whole.problem, floors=capped))
        possible = _possible(other, other.limits, limit, whole_ones=True)
        low, high = (middle, high) if possible else (low, middle)
    largest = next(each for each in alike if floors[each.at[0]].least == most)
    return Help([Change(largest, most - low, alike=True)], proved=True) if low >= 0 else None


# What may give way together, the mildest first: more money or days before less for a dong.
_TOGETHER = (
    (Sort.BUDGET,), (Sort.CREW,), (Sort.BUDGET, Sort.CREW), (Sort.MINIMUM,), (Sort.DEADLINE,),
    (Sort.MINIMUM, Sort.DEADLINE), (Sort.FIXED,), tuple(Sort),
)  # fmt: skip


def _helps(whole: Elastic, helped: set[Sort], limit: TimeLimit) -> Iterator[Help]:
    """Give the smallest change of each sort alone; of sorts together where none of them helps."""
    for sorts in _TOGETHER:
        soft = [each for each in whole.limits if each.sort in sorts]
        if not soft or helped & set(sorts) or limit.over:
            continue
        found = _help(whole, soft, limit)
        if found is not None:
            helped |= set(sorts)
            yield found


def _help(whole: Elastic, soft: list[Limit], limit: TimeLimit) -> Help | None:
    hard = [each for each in whole.limits if each not in soft]
    made = drop_limits(whole, whole.limits)
    alone = len({each.sort for each in soft}) == 1
    sizes = np.ones(len(soft)) if alone else np.array([size_of(made, s.row) for s in soft])
    seconds = min(_SECONDS, limit.left)
    run = highs.solve_mip(
        with_slack(made, soft, sizes, np.ones(len(soft))), SolverLimits(0.0, seconds)
    )
    if not len(run.x):
        return None
    chosen = run.x[: len(made.worth)] > 0.5  # noqa: PLR2004 -- whole, but for rounding
    after = build_state(whole.problem, whole.at, chosen)
    changes = [Change(each, by) for each in soft if (by := lacks(after, each)) > 0]
    if any(lacks(after, each) > 0 for each in hard):
        raise AssertionError("what may not give way gave way")
    if not alone:
        return Help(changes, proved=run.gap <= _LEAST)
    # All is counted in whole numbers: what is less than one above the bound is the smallest.
    least = -run.bound * (whole.problem.unit if soft[0].sort is Sort.BUDGET else 1)
    return Help(changes, proved=sum(each.by for each in changes) < least + 1 - _LEAST)


def crew_days(by: int) -> float:
    """Give days of what a change counts in hundredths."""
    return by / CREW_UNIT
