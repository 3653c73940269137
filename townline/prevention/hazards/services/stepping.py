"""Steps of the fast lane are done: seen, on the spot, made safe, repaired, checked again."""

import datetime as dt

from django.db import transaction

from townline.platform.core.history import audit
from townline.platform.departments.api import Act
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import (
    EVENT_OF,
    KIND,
    TRANSITIONS,
    HazardState,
    HazardStep,
)
from townline.prevention.hazards.services.lane import lane_done, lane_move
from townline.prevention.hazards.services.marks import hazard_lock, hazard_move
from townline.prevention.work_orders.api import EvidenceNeeded, photos_of

# Nobody believes these without a photo.
SHOWN = frozenset({HazardStep.MAKE_SAFE, HazardStep.REPAIR})


@transaction.atomic
def hazard_step(act: Act, *, hazard_id: int, step: HazardStep, reason: str = "") -> Hazard:
    """Say that a step is done. Raises WrongState, EvidenceNeeded, HazardNotFound."""
    hazard = hazard_lock(hazard_id, act.viewer)
    step_do(hazard, step, actor=act.actor, staff=act.viewer.staff_id, now=act.now, reason=reason)
    return hazard


def step_do(
    hazard: Hazard,
    step: HazardStep,
    *,
    actor: audit.Actor,
    staff: int | None,
    now: dt.datetime,
    done_at: dt.datetime | None = None,
    reason: str = "",
) -> None:
    """Do a step of a locked hazard; ``done_at``: when it was, told later by a telephone."""
    if step in SHOWN and may_step(hazard, step) and not has_photo(hazard, step):
        raise EvidenceNeeded(f"{step} is shown with a photo of the spot")
    hazard_move(hazard, EVENT_OF[step], actor=actor, now=now, reason=reason.strip())
    lane_done(hazard, step, staff, min(done_at or now, now))


def may_step(hazard: Hazard, step: HazardStep) -> bool:
    """Say whether the table lets a step be done now."""
    return (HazardState(hazard.state), EVENT_OF[step]) in TRANSITIONS


def has_photo(hazard: Hazard, step: HazardStep) -> bool:
    """Say whether a photo shows the spot at a step, since it was reported last."""
    photos = photos_of(KIND, [hazard.pk]).filter(evidence__step=step)
    return photos.filter(at__gte=hazard.reported_at).exists()


@transaction.atomic
def recheck_plan(act: Act, *, hazard_id: int, at: dt.datetime) -> Hazard:
    """Say when a repaired spot is looked at again."""
    hazard = hazard_lock(hazard_id, act.viewer)
    lane_move(hazard, HazardStep.RECHECK, at)
    return hazard
