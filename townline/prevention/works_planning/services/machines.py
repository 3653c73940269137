"""How versions of the plan change their states (``core/history/machine.py``)."""

from townline.casework.cases.api import WrongState
from townline.platform.core.history.machine import Machine
from townline.prevention.works_planning.models import PlanVersion
from townline.prevention.works_planning.rules.states import (
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
