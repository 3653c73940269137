"""From an input to a plan or a quarrel, in one call that ends in time."""

from dataclasses import asdict
from typing import Any

from townline.prevention.works_planning.rules import result
from townline.prevention.works_planning.rules.highs import Limits, Watch
from townline.prevention.works_planning.rules.problem import problem
from townline.prevention.works_planning.rules.quarrels import quarrel
from townline.prevention.works_planning.rules.shapes import Told
from townline.prevention.works_planning.rules.solving import solve
from townline.prevention.works_planning.rules.timing import TimeLimit

_EXPLAINED = 1.35  # of the time: the search ends at one, its reasons are found after it


def plan(
    told: Told, limits: Limits, watch: Watch | None = None, limit: TimeLimit | None = None
) -> dict[str, Any]:
    """Give the plan, or what quarrels, as ``result`` tells it. Raises OutOfTime.

    ``limit``: since when the time of ``limits`` runs, where somebody has waited before. All is
    done within 1.5 times of it.
    """
    limit = limit or TimeLimit(limits.seconds)
    laid = problem(told)
    found = solve(laid, limits, watch, limit)
    more = limit.longer(_EXPLAINED)
    if found is None:
        return result.infeasible(laid, quarrel(laid, more))
    return result.planned(found, more, options=asdict(limits))
