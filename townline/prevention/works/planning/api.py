"""The front door of the room: plans of works over years.

The solver (numpy, HiGHS) is loaded by who asks it, never by who reads a version.
"""

from townline.prevention.works.planning.errors import (
    DecisionMissing as DecisionMissing,
    PlanInput as PlanInput,
    PlanNotFound as PlanNotFound,
    PlanRuns as PlanRuns,
)
from townline.prevention.works.planning.models import PlanVersion as PlanVersion
from townline.prevention.works.planning.rules.comparing import (
    Comparison as Comparison,
    MoveKind as MoveKind,
    Mover as Mover,
    compare_plans as compare_plans,
)
from townline.prevention.works.planning.rules.states import (
    PlanState as PlanState,
    plan_subject as plan_subject,
)
from townline.prevention.works.planning.selectors.gathering import PlanRequest as PlanRequest
from townline.prevention.works.planning.selectors.versions import (
    adopted_version as adopted_version,
    version as version,
    versions as versions,
)
from townline.prevention.works.planning.services.adopting import (
    Adopted as Adopted,
    PlanDecision as PlanDecision,
    plan_adopt as plan_adopt,
)
from townline.prevention.works.planning.services.asking import (
    plan_again as plan_again,
    plan_ask as plan_ask,
    plan_change as plan_change,
    plan_stop as plan_stop,
    plan_what_if as plan_what_if,
)
from townline.prevention.works.planning.services.running import plan_run as plan_run
