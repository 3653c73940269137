"""A first plan in a second or two, however many needs there are."""

import numpy as np

from townline.prevention.works.planning.rules.bounding import Bound
from townline.prevention.works.planning.rules.choices import ChoiceColumns
from townline.prevention.works.planning.rules.exchanges import WorkingPlan, state
from townline.prevention.works.planning.rules.polishing import place
from townline.prevention.works.planning.rules.problem import (
    Bools,
    Floats,
    Floor,
    Ints,
    PlanningProblem,
)
from townline.prevention.works.planning.rules.shapes import DeadlineInput
from townline.prevention.works.planning.rules.timing import TimeLimit


def greedy(problem: PlanningProblem, order: Ints, limit: TimeLimit) -> WorkingPlan:
    """Place what is fixed, what deadlines and minima need, then all others in ``order``.

    Each goes into the first period in which it fits. Minima may stay broken.
    """
    made = _place_required(problem, limit)
    _place_all(made, order, limit)
    return made


def place_by_prices(
    problem: PlanningProblem, at: ChoiceColumns, found: Bound, limit: TimeLimit
) -> WorkingPlan:
    """Place likewise, but each where the prices of a bound favour it among what fits.

    That leaves the early periods to those whom they matter to.
    """
    made = _place_required(problem, limit)
    order = np.argsort(-found.ratio, kind="stable")
    firsts = np.searchsorted(at.need, np.arange(len(problem.needs) + 1))
    for need in order[made.period[order] == len(problem.periods)]:
        columns = slice(int(firsts[need]), int(firsts[need + 1]))
        if limit.over:
            break
        if columns.start < columns.stop:
            _choose(made, at, found.loss, int(need), columns)
    _place_all(made, order, limit)
    return made


def _choose(made: WorkingPlan, at: ChoiceColumns, loss: Floats, need: int, columns: slice) -> None:
    problem, period, source = made.problem, at.period[columns], at.source[columns]
    fits = made.left[problem.year_of[period], source] >= problem.cost[need]
    fits &= made.days[period] >= problem.crew[need]
    if fits.any():
        best = int(np.where(fits, loss[columns], np.inf).argmin())
        made.move(need, int(period[best]), int(source[best]))


def _place_required(problem: PlanningProblem, limit: TimeLimit) -> WorkingPlan:
    made = empty(problem)
    _place_all(made, np.flatnonzero(problem.fixed), limit)
    floors = enumerate(problem.floors)
    for number, floor in sorted(floors, key=lambda each: not _due(each[1])):
        _fill(made, number, floor, limit)
    return made


def worst_first(problem: PlanningProblem) -> Ints:
    """Order needs by urgency, the cheaper one first among equals."""
    return np.lexsort((problem.cost, -problem.urgency))


def empty(problem: PlanningProblem) -> WorkingPlan:
    """Give the plan in which nothing is planned."""
    nowhere = np.full(len(problem.needs), len(problem.periods), np.int64)
    return state(problem, nowhere, nowhere)


def _due(floor: Floor) -> bool:
    return isinstance(floor.told, DeadlineInput)


def _fill(made: WorkingPlan, number: int, floor: Floor, limit: TimeLimit) -> None:
    """Place members of a floor until it is reached, those first that reach it at least cost."""
    members = np.flatnonzero(floor.members)
    order = members[np.lexsort((made.problem.cost[members], -floor.weight[members]))]
    for need in order:
        if made.slack[number] >= 0 or limit.over:
            return
        _place(made, int(need), floor.periods[:-1])


def _place_all(made: WorkingPlan, needs: Ints, limit: TimeLimit) -> None:
    for need in needs:
        if limit.over:
            return
        _place(made, int(need))


def _place(made: WorkingPlan, need: int, within: Bools | None = None) -> None:
    if made.period[need] == len(made.problem.periods):
        found = place(made, need, within)
        if found is not None:
            made.move(need, *found)
