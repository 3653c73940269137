"""A spot that was repaired before it came into the house: its lane is over, nobody is told."""

import datetime as dt

from django.db import transaction

from townline.platform.departments.api import Act
from townline.prevention.hazards.models import StepDeadline
from townline.prevention.hazards.rules.states import HazardEvent, HazardStep
from townline.prevention.hazards.services.lane import lane_done, lane_end
from townline.prevention.hazards.services.marks import hazard_lock, hazard_move


@transaction.atomic
def hazard_repaired_before(act: Act, *, hazard_id: int, at: dt.datetime, reason: str) -> None:
    """Note that a spot was repaired at a moment of before, as a file says; no photo is asked for.

    A check that would be late already is not waited for. Raises HazardNotFound, NotAllowed,
    WrongState.
    """
    hazard = hazard_lock(hazard_id, act.viewer)
    hazard_move(hazard, HazardEvent.REPAIR, actor=act.actor, now=at, reason=reason)
    lane_done(hazard, HazardStep.REPAIR, None, at)
    if StepDeadline.objects.filter(hazard=hazard, done_at=None, due_at__lte=act.now).exists():
        lane_end(hazard)
