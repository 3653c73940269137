"""From an input to a plan or a quarrel, in one call."""

from dataclasses import asdict
from typing import Any

from townline.prevention.works_planning.rules import result
from townline.prevention.works_planning.rules.highs import Limits, Watch
from townline.prevention.works_planning.rules.problem import problem
from townline.prevention.works_planning.rules.quarrels import quarrel
from townline.prevention.works_planning.rules.shapes import Told
from townline.prevention.works_planning.rules.solving import solve


def plan(told: Told, limits: Limits, watch: Watch | None = None) -> dict[str, Any]:
    """Give the plan, or what quarrels, as ``result`` tells it. Raises OutOfTime."""
    laid = problem(told)
    found = solve(laid, limits, watch)
    if found is None:
        return result.infeasible(laid, quarrel(laid, limits.seconds))
    return result.planned(found, options=asdict(limits))
