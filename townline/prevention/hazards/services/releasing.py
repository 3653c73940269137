"""What everybody may see: a hazard on the public map, and its photos one by one."""

from django.db import transaction

from townline.platform.departments.api import Act, Permission
from townline.prevention.hazards.errors import HazardNotFound
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import KIND, HazardRemark, HazardState
from townline.prevention.hazards.services.marks import hazard_lock, hazard_record, publish
from townline.prevention.work_orders import api as work_orders

# A person who leads decides what everybody sees.
RELEASES = Permission.ASSIGN
HIDDEN = frozenset({HazardState.PROPOSED, HazardState.DISMISSED, HazardState.MERGED})


@transaction.atomic
def hazard_release(act: Act, *, hazard_id: int, released: bool) -> Hazard:
    """Put a hazard on the public map, or take it off. Raises NotAllowed, HazardNotFound."""
    hazard = hazard_lock(hazard_id, act.viewer, RELEASES)
    if released == (hazard.released_at is not None):
        return hazard
    hazard.released_at = act.now if released else None
    hazard.save(update_fields=["released_at"])
    remark = HazardRemark.RELEASE if released else HazardRemark.WITHDRAW
    hazard_record(hazard, remark, act.actor, act.now)
    publish(hazard)
    return hazard


@transaction.atomic
def photo_release(act: Act, *, hazard_id: int, photo_id: int, released: bool) -> None:
    """Let everybody see one photo of a hazard, or no more. Raises NotAllowed, HazardNotFound."""
    hazard = hazard_lock(hazard_id, act.viewer, RELEASES)
    changed = work_orders.photo_release(KIND, hazard.pk, photo_id, released=released)
    if changed is None:
        raise HazardNotFound("the hazard has no such photo")
    if changed:
        remark = HazardRemark.PHOTO_RELEASE if released else HazardRemark.PHOTO_WITHDRAW
        hazard_record(hazard, remark, act.actor, act.now, photo=photo_id)
