"""The program with constraints that may give way: what quarrels and what helps is found with it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from townline.prevention.works.planning.rules.choices import ChoiceColumns, columns
from townline.prevention.works.planning.rules.exchanges import WorkingPlan
from townline.prevention.works.planning.rules.highs import NEVER, Program
from townline.prevention.works.planning.rules.problem import (
    NO_LIMIT,
    Bools,
    Floats,
    Ints,
    PlanningProblem,
)
from townline.prevention.works.planning.rules.shapes import DeadlineInput
from townline.prevention.works.planning.rules.solving import program


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
class Elastic:
    """The program of all choices, with its constraints."""

    problem: PlanningProblem
    at: ChoiceColumns
    made: Program
    limits: list[Limit]


def elastic(problem: PlanningProblem) -> Elastic:
    """Build the program of all choices."""
    at = columns(problem, every=True)
    made = _exact(problem, program(problem, at))
    return Elastic(problem, at, made, list(_limits(problem, at)))


def _exact(problem: PlanningProblem, made: Program) -> Program:
    """Let budgets be what they are; the solver's are rounded down to the prices' unit."""
    ceiling = made.ceiling.copy()
    first = len(problem.needs)
    ceiling[first : first + problem.budget.size] = problem.budget.ravel() / problem.unit
    return replace(made, ceiling=ceiling)


def _limits(problem: PlanningProblem, at: ChoiceColumns) -> Iterator[Limit]:
    for need in np.flatnonzero(problem.fixed):
        yield Limit(Sort.FIXED, int(need), (int(need),))
    for place, (year, source) in enumerate(np.ndindex(*problem.budget.shape)):
        yield Limit(Sort.BUDGET, at.first_budget + place, (year, source))
    for period, days in enumerate(problem.days):
        if days < NO_LIMIT:
            yield Limit(Sort.CREW, at.first_days + period, (period,))
    for number, floor in enumerate(problem.floors):
        if floor.least > 0:
            sort = Sort.DEADLINE if isinstance(floor.told, DeadlineInput) else Sort.MINIMUM
            yield Limit(sort, at.first_floor + number, (number,))


def yielding(whole: Elastic, hard: list[Limit], soft: list[Limit]) -> Program:
    """Give the program with limits of which some may give way at a price; others are dropped.

    Its last columns say by how much each soft one gave way, as a part of what it is.
    """
    made = drop_limits(whole, [*hard, *soft])
    sizes = np.array([size_of(made, each.row) for each in soft])
    return with_slack(_open(made), soft, sizes, np.ones(len(soft)))


def _open(made: Program) -> Program:
    """Leave out the columns that nothing asks for."""
    required = made.high > 0
    place = np.cumsum(required) - 1
    entries = required[made.columns]
    return replace(
        made,
        worth=made.worth[required],
        low=made.low[required],
        high=made.high[required],
        whole=made.whole[required],
        rows=made.rows[entries],
        columns=place[made.columns[entries]],
        values=made.values[entries],
    )


def size_of(made: Program, row: int) -> float:
    """Give what a limit is worth about, so that a budget and a minimum weigh alike."""
    limit = made.floor[row] if made.floor[row] > 0 else made.ceiling[row]
    return max(1.0, float(limit))


def drop_limits(whole: Elastic, held: list[Limit]) -> Program:
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
    return made.narrowed(made.low, np.where(_required_columns(whole, held), made.high, 0.0))


def _required_columns(whole: Elastic, held: list[Limit]) -> Bools:
    """Say which columns anything asks for; the others only cost."""
    needed = np.zeros(len(whole.problem.needs), bool)
    for each in held:
        if each.sort is Sort.FIXED:
            needed[each.at[0]] = True
        elif each.sort in {Sort.MINIMUM, Sort.DEADLINE}:
            needed |= whole.problem.floors[each.at[0]].members
    return np.asarray(needed[whole.at.need])


def with_slack(made: Program, soft: list[Limit], sizes: Floats, prices: Floats) -> Program:
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


def lacks(after: WorkingPlan, each: Limit) -> int:
    """Say by how much a limit is broken, counted exactly."""
    if each.sort is Sort.FIXED:
        return int(after.period[each.at[0]] == len(after.problem.periods))
    if each.sort is Sort.BUDGET:
        return -int(after.left[each.at])
    if each.sort is Sort.CREW:
        return -int(after.days[each.at[0]])
    return -after.slack[each.at[0]]
