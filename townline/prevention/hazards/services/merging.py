"""Two hazards are one: cases, looks and photos come along; or a person says that they are not."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import IntoItself
from townline.platform.departments.api import Viewer
from townline.prevention.hazards.models import (
    Hazard,
    HazardApart,
    HazardCase,
    HazardTold,
)
from townline.prevention.hazards.rules.states import KIND, HazardEvent, HazardRemark
from townline.prevention.hazards.services.lane import lane_end
from townline.prevention.hazards.services.linking import cases_tell
from townline.prevention.hazards.services.marks import (
    hazard_lock,
    hazard_move,
    hazard_record,
    publish,
)
from townline.prevention.work_orders.api import OrderOpen, evidence_follow, has_open_order


@transaction.atomic
def hazard_merge(*, hazard_id: int, into_id: int, viewer: Viewer, now: dt.datetime) -> Hazard:
    """Let one hazard go on in another. Raises WrongState, OrderOpen, HazardNotFound."""
    hazard, into = _both(hazard_id, into_id, viewer)
    if has_open_order(KIND, hazard.pk):
        raise OrderOpen("cancel or finish its repair order first")
    hazard_move(
        hazard, HazardEvent.MERGE, actor=viewer.actor, now=now, changes={"merged_into_id": into.pk}
    )
    lane_end(hazard)
    came = list(HazardCase.objects.filter(hazard=hazard).values_list("case", flat=True))
    HazardCase.objects.filter(hazard=hazard).update(hazard=into)
    evidence_follow(KIND, hazard.pk, into.pk)
    _told_along(hazard, into)
    hazard_record(into, HazardRemark.ABSORB, viewer.actor, now, merged=hazard.pk, came=len(came))
    cases_tell(into, now)
    publish(into)
    return into


@transaction.atomic
def hazard_separate(*, hazard_id: int, other_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Say that two are not the same; they are not offered as one again."""
    first, second = _both(min(hazard_id, other_id), max(hazard_id, other_id), viewer)
    _, new = HazardApart.objects.get_or_create(hazard=first, other=second, defaults={"at": now})
    if new:
        hazard_record(first, HazardRemark.APART, viewer.actor, now, other=second.pk)


def _both(one: int, other: int, viewer: Viewer) -> tuple[Hazard, Hazard]:
    """Lock two in one order, whoever asks which way round."""
    if one == other:
        raise IntoItself("a hazard is not merged into itself")
    rows = {number: hazard_lock(number, viewer) for number in sorted((one, other))}
    return rows[one], rows[other]


def _told_along(hazard: Hazard, into: Hazard) -> None:
    """Who heard of the one has heard of the other: nobody hears twice what to do."""
    rows = HazardTold.objects.filter(hazard=hazard).values_list("resident_id", "at")
    HazardTold.objects.bulk_create(
        (HazardTold(hazard=into, resident_id=one, at=at) for one, at in rows),
        ignore_conflicts=True,
    )
