"""The front door of the room: plans of works over years.

The solver (numpy, HiGHS) is loaded by who asks it, never by who reads a version.
"""

from townline.prevention.works_planning.errors import (
    DecisionMissing,
    PlanInput,
    PlanNotFound,
    PlanRuns,
)
from townline.prevention.works_planning.models import PlanVersion
from townline.prevention.works_planning.rules.comparing import (
    Comparison,
    MoveKind,
    Mover,
    compare_plans,
)
from townline.prevention.works_planning.rules.states import PlanState, plan_subject
from townline.prevention.works_planning.selectors.gathering import PlanRequest
from townline.prevention.works_planning.selectors.versions import adopted_version, version, versions
from townline.prevention.works_planning.services.adopting import Adopted, PlanDecision, plan_adopt
from townline.prevention.works_planning.services.asking import (
    plan_again,
    plan_ask,
    plan_change,
    plan_stop,
    plan_what_if,
)
from townline.prevention.works_planning.services.running import plan_run

__all__ = [
    "Adopted",
    "Comparison",
    "DecisionMissing",
    "MoveKind",
    "Mover",
    "PlanDecision",
    "PlanInput",
    "PlanNotFound",
    "PlanRequest",
    "PlanRuns",
    "PlanState",
    "PlanVersion",
    "adopted_version",
    "compare_plans",
    "plan_adopt",
    "plan_again",
    "plan_ask",
    "plan_change",
    "plan_run",
    "plan_stop",
    "plan_subject",
    "plan_what_if",
    "version",
    "versions",
]
