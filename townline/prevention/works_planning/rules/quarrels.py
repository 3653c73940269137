"""When there is no plan: which constraints quarrel, and the smallest change that helps.

The quarrel is a set that cannot hold together, and can as soon as any one of it is dropped (an
irreducible infeasible set, found by relaxing rows and then by leaving them out; J. W. Chinneck,
Feasibility and Infeasibility in Optimization, 2008, chapters 6 and 7). What is no number, such as
a consent that is not there, is never dropped. What has no plan in parts of measures either, has
none in whole ones: that is asked first, as it is quick.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from townline.prevention.works_planning.rules import highs
from townline.prevention.works_planning.rules.exchanges import State
from townline.prevention.works_planning.rules.highs import NEVER, Limits, Program
from townline.prevention.works_planning.rules.problem import (
    CREW_UNIT,
    NO_LIMIT,
    Bools,
    Floats,
    Ints,
    Problem,
)
from townline.prevention.works_planning.rules.shapes import DeadlineTold
from townline.prevention.works_planning.rules.solving import Columns, columns, program, stated

_SECONDS = 20.0  # for each question to the solver
_LEAST = 1e-6


class Sort(StrEnum):
    """The kinds of constraints that can be dropped or changed."""

    BUDGET = "budget"
    CREW = "crew_days"
    MINIMUM = "minimum"
    DEADLINE = "deadline"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Limit:
    """One constraint. ``at``: its place: of a need, a budget (year, source), a period, a floor."""

    sort: Sort
    row: int
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One number to change. ``by``: won, days in hundredths, or measures, as the limit counts."""

    limit: Limit
    by: int


@dataclass(frozen=True, slots=True)
class Help:
    """Changes that together make a plan possible. ``proved``: no smaller sum of them does."""

    changes: list[Change]
    proved: bool


@dataclass(frozen=True, slots=True)
class Quarrel:
    """``limits`` cannot hold together. ``helps``: what helps, each alone. ``sure``: proved."""

    limits: list[Limit]
    helps: list[Help]
    sure: bool


@dataclass(frozen=True, slots=True)
class _Elastic:
    """The program of all choices, with its constraints."""

    problem: Problem
    at: Columns
    made: Program
    limits: list[Limit]


def quarrel(problem: Problem, seconds: float = 60.0) -> Quarrel:
    """Say what quarrels in a problem without a plan. ``seconds``: about how long it may take."""
    at = columns(problem, every=True)
    whole = _Elastic(problem, at, _exact(problem, program(problem, at)), list(_limits(problem, at)))
    begun = time.monotonic()
    helps = list(_helps(whole, begun + seconds / 2))  # first: what helps is what is asked for
    until = begun + seconds
    found, sure = _smallest(whole, _narrowed(whole, until), until)
    return Quarrel(found, helps, sure)


def _exact(problem: Problem, made: Program) -> Program:
    """Let budgets be what they are; the solver's are rounded down to the prices' unit."""
    ceiling = made.ceiling.copy()
    first = len(problem.needs)
    ceiling[first : first + problem.budget.size] = problem.budget.ravel() / problem.unit
    return replace(made, ceiling=ceiling)


def _limits(problem: Problem, at: Columns) -> Iterator[Limit]:
    for need in np.flatnonzero(problem.fixed):
        yield Limit(Sort.FIXED, int(need), (int(need),))
    for place, (year, source) in enumerate(np.ndindex(*problem.budget.shape)):
        yield Limit(Sort.BUDGET, at.first_budget + place, (year, source))
    for period, days in enumerate(problem.days):
        if days < NO_LIMIT:
            yield Limit(Sort.CREW, at.first_days + period, (period,))
    for number, floor in enumerate(problem.floors):
        if floor.least > 0:
            sort = Sort.DEADLINE if isinstance(floor.told, DeadlineTold) else Sort.MINIMUM
            yield Limit(sort, at.first_floor + number, (number,))


def _narrowed(whole: _Elastic, until: float) -> list[Limit]:
    """Give limits that hold a quarrel: those that give way, made hard one after the other."""
    hard = _weighed(whole)
    if hard:
        return hard
    while time.monotonic() < until:
        soft = [each for each in whole.limits if each not in hard]
        run = highs.solved(_yielding(whole, hard, soft), Limits(0.05, 5.0))
        slack = run.x[-len(soft) :] if len(run.x) else np.zeros(len(soft))
        given = [each for each, by in zip(soft, slack, strict=True) if by > _LEAST]
        if run.infeasible or not len(run.x):
            return hard
        if not given:
            break
        hard += given
    return list(whole.limits)


def _weighed(whole: _Elastic) -> list[Limit]:
    """Give limits that have no plan even in parts of measures: each that weighs in the proof.

    None if parts have a plan. A column that lets a limit give way costs 1; what it costs more or
    less at the end is the limit's weight.
    """
    run = highs.relaxed(_yielding(whole, [], whole.limits))
    if not len(run.x) or run.objective > -_LEAST:
        return []
    weights = np.abs(run.duals[-len(whole.limits) :] + 1)
    return [each for each, by in zip(whole.limits, weights, strict=True) if by > _LEAST]


def _smallest(whole: _Elastic, held: list[Limit], until: float) -> tuple[list[Limit], bool]:
    """Leave out halves, quarters, at last single ones, while what is left has no plan."""
    kept, sure, size = list(held), True, max(1, len(held) // 2)
    while size:
        for start in reversed(range(0, len(kept), size)):
            if time.monotonic() > until:
                return kept, False
            rest = kept[:start] + kept[start + size :]
            possible = _possible(whole, rest, whole_ones=size == 1)
            if possible is False:
                kept = rest
            sure &= possible is not None
        size //= 2
    return kept, sure


def _possible(whole: _Elastic, hard: list[Limit], *, whole_ones: bool) -> bool | None:
    """Say whether limits hold together when all others are dropped; None: not found out in time.

    Without ``whole_ones`` a plan in parts of measures will do.
    """
    made = _yielding(whole, hard, [])
    if highs.relaxed(made).infeasible:
        return False
    if not whole_ones:
        return True
    run = highs.solved(made, Limits(0.0, _SECONDS))
    return True if len(run.x) else False if run.infeasible else None


def _yielding(whole: _Elastic, hard: list[Limit], soft: list[Limit]) -> Program:
    """Give the program with limits of which some may give way at a price; others are dropped.

    Its last columns say by how much each soft one gave way, as a part of what it is.
    """
    made = _dropped(whole, [*hard, *soft])
    sizes = np.array([_size(made, each.row) for each in soft])
    return _with_slack(_open(made), soft, sizes, np.ones(len(soft)))


def _open(made: Program) -> Program:
    """Leave out the columns that nothing asks for."""
    asked = made.high > 0
    place = np.cumsum(asked) - 1
    entries = asked[made.columns]
    return replace(
        made,
        worth=made.worth[asked],
        low=made.low[asked],
        high=made.high[asked],
        whole=made.whole[asked],
        rows=made.rows[entries],
        columns=place[made.columns[entries]],
        values=made.values[entries],
    )


def _size(made: Program, row: int) -> float:
    """Give what a limit is worth about, so that a budget and a minimum weigh alike."""
    told = made.floor[row] if made.floor[row] > 0 else made.ceiling[row]
    return max(1.0, float(told))


def _dropped(whole: _Elastic, held: list[Limit]) -> Program:
    rows = {each.row for each in held}
    lost = [each.row for each in whole.limits if each.row not in rows]
    floor, ceiling = whole.made.floor.copy(), whole.made.ceiling.copy()
    needs = len(whole.problem.needs)
    for row in lost:
        if row < needs:
            floor[row] = 0.0  # no longer fixed, but still done once at most
        else:
            floor[row], ceiling[row] = -NEVER, NEVER
    made = replace(whole.made, floor=floor, ceiling=ceiling, worth=np.zeros(len(whole.made.worth)))
    return made.narrowed(made.low, np.where(_asked(whole, held), made.high, 0.0))


def _asked(whole: _Elastic, held: list[Limit]) -> Bools:
    """Say which columns anything asks for; the others only cost."""
    needed = np.zeros(len(whole.problem.needs), bool)
    for each in held:
        if each.sort is Sort.FIXED:
            needed[each.at[0]] = True
        elif each.sort in {Sort.MINIMUM, Sort.DEADLINE}:
            needed |= whole.problem.floors[each.at[0]].members
    return np.asarray(needed[whole.at.need])


def _with_slack(made: Program, soft: list[Limit], sizes: Floats, prices: Floats) -> Program:
    """Add a column for each soft limit, which gives way by its size at its price."""
    count, more = len(made.worth), len(soft)
    rows: Ints = np.array([each.row for each in soft], np.int64)
    upper = np.array([made.ceiling[each.row] for each in soft]) if more else np.zeros(0)
    floors = np.array([each.sort not in {Sort.BUDGET, Sort.CREW} for each in soft], bool)
    fixed = np.array([each.sort is Sort.FIXED for each in soft], bool)
    # What is fixed has a row with two ends: it gives way downwards, by the whole need.
    sign = np.where(floors | ~np.isfinite(upper), 1.0, -1.0)
    return replace(
        made,
        worth=np.concatenate([made.worth, -prices]),
        low=np.concatenate([made.low, np.zeros(more)]),
        high=np.concatenate([made.high, np.where(fixed, 1.0, NEVER)]),
        whole=np.concatenate([made.whole, fixed]),
        rows=np.concatenate([made.rows, rows]),
        columns=np.concatenate([made.columns, count + np.arange(more)]),
        values=np.concatenate([made.values, sign * sizes]),
    )


# What may give way together, the mildest first: more money or days before less for a dong.
_TOGETHER = (
    (Sort.BUDGET,), (Sort.CREW,), (Sort.BUDGET, Sort.CREW), (Sort.MINIMUM,), (Sort.DEADLINE,),
    (Sort.MINIMUM, Sort.DEADLINE), (Sort.FIXED,), tuple(Sort),
)  # fmt: skip


def _helps(whole: _Elastic, until: float) -> Iterator[Help]:
    """Give the smallest change of each sort alone; of sorts together where none of them helps."""
    helped: set[Sort] = set()
    for sorts in _TOGETHER:
        soft = [each for each in whole.limits if each.sort in sorts]
        late = time.monotonic() > until and helped
        if not soft or helped & set(sorts) or late:
            continue
        found = _help(whole, soft)
        if found is not None:
            helped |= set(sorts)
            yield found


def _help(whole: _Elastic, soft: list[Limit]) -> Help | None:
    hard = [each for each in whole.limits if each not in soft]
    made = _dropped(whole, whole.limits)
    alone = len({each.sort for each in soft}) == 1
    sizes = np.ones(len(soft)) if alone else np.array([_size(made, s.row) for s in soft])
    run = highs.solved(_with_slack(made, soft, sizes, np.ones(len(soft))), Limits(0.0, _SECONDS))
    if not len(run.x):
        return None
    taken = run.x[: len(made.worth)] > 0.5  # noqa: PLR2004 -- whole, but for rounding
    after = stated(whole.problem, whole.at, taken)
    changes = [Change(each, by) for each in soft if (by := _lacks(after, each)) > 0]
    if any(_lacks(after, each) > 0 for each in hard):
        raise AssertionError("what may not give way gave way")
    if not alone:
        return Help(changes, proved=run.gap <= _LEAST)
    # All is counted in whole numbers: what is less than one above the bound is the smallest.
    least = -run.bound * (whole.problem.unit if soft[0].sort is Sort.BUDGET else 1)
    return Help(changes, proved=sum(each.by for each in changes) < least + 1 - _LEAST)


def _lacks(after: State, each: Limit) -> int:
    """Say by how much a limit is broken, counted exactly."""
    if each.sort is Sort.FIXED:
        return int(after.period[each.at[0]] == len(after.problem.periods))
    if each.sort is Sort.BUDGET:
        return -int(after.left[each.at])
    if each.sort is Sort.CREW:
        return -int(after.days[each.at[0]])
    return -after.slack[each.at[0]]


def crew_days(by: int) -> float:
    """Give days of what a change counts in hundredths."""
    return by / CREW_UNIT
