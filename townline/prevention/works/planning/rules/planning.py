"""From an input to a plan or a quarrel, in one call that ends in time."""

from dataclasses import asdict
from typing import Any

from townline.prevention.works.planning.rules import result
from townline.prevention.works.planning.rules.highs import SolverLimits, Watch
from townline.prevention.works.planning.rules.infeasibility import explain_infeasibility
from townline.prevention.works.planning.rules.problem import problem
from townline.prevention.works.planning.rules.shapes import PlanningInput
from townline.prevention.works.planning.rules.solving import solve
from townline.prevention.works.planning.rules.timing import TimeLimit

# The search ends with the time; its reasons are found in this part of it more, at most a minute.
_EXPLAINED, _MOST = 0.3, 60.0


def plan(
    plan_input: PlanningInput,
    limits: SolverLimits,
    watch: Watch | None = None,
    limit: TimeLimit | None = None,
) -> dict[str, Any]:
    """Give the plan, or what quarrels, as ``result`` tells it. Raises OutOfTime.

    ``limit``: since when the time of ``limits`` runs, where somebody has waited before. All is
    done within 1.5 times of it.
    """
    limit = limit or TimeLimit(limits.seconds)
    instance = problem(plan_input)
    found = solve(instance, limits, watch, limit)
    more = TimeLimit(limit.seconds + min(_MOST, limit.seconds * _EXPLAINED), limit.begun)
    if found is None:
        return result.infeasible(instance, explain_infeasibility(instance, more))
    return result.plan_result(found, more, options=asdict(limits))
