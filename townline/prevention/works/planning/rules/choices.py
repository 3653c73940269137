"""The choices of a plan: which need, in which period, paid by which source."""

from dataclasses import dataclass

import numpy as np

from townline.prevention.works.planning.rules.problem import Bar, Ints, PlanningProblem


@dataclass(frozen=True, slots=True)
class ChoiceColumns:
    """The choices: need, period and source of each; and the rows' places in the program."""

    need: Ints
    period: Ints
    source: Ints
    first_budget: int
    first_days: int
    first_floor: int


def columns(problem: PlanningProblem, *, every: bool = False) -> ChoiceColumns:
    """Give the choices; ``every``: also those that cost more than a budget holds."""
    needs, periods = len(problem.needs), len(problem.periods)
    open_ = (problem.bar == Bar.FREE)[:, :, None] & problem.pays[:, None, :]
    if not every:
        room = problem.budget[problem.year_of]  # T x S
        open_ &= problem.cost[:, None, None] <= room[None, :, :]
        open_ &= (problem.crew[:, None] <= problem.days[None, :])[:, :, None]
    need, period, source = (each.astype(np.int64) for each in np.nonzero(open_))
    budgets = problem.budget.size
    return ChoiceColumns(need, period, source, needs, needs + budgets, needs + budgets + periods)
