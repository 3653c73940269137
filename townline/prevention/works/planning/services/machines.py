"""How versions of the plan change their states (``core/history/machine.py``)."""

from townline.casework.cases.api import WrongState
from townline.platform.core.history.machine import Machine
from townline.prevention.works.planning.errors import PlanNotFound
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.rules.states import (
    TRANSITIONS,
    PlanEvent,
    PlanState,
    plan_subject,
)

PLANS: Machine[PlanVersion, PlanState, PlanEvent] = Machine(
    model=PlanVersion,
    table=TRANSITIONS,
    subject=lambda row: plan_subject(row.pk),
    refusal=WrongState.of_move("the plan"),
)


# Finding a version and holding it.


def plan_lock(version_id: int) -> PlanVersion:
    """Hold a version until the transaction ends. Raises PlanNotFound."""
    found = PLANS.lock(version_id)
    if found is None:
        raise PlanNotFound(f"there is no plan {version_id}")
    return found
