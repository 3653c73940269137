"""Two hazards are one: cases, looks and photos come along; or a person says that they are not."""

from typing import Any

from django.db import transaction

from townline.casework.cases.api import IntoItself
from townline.platform.departments.api import Act, Viewer
from townline.prevention.hazards.models import (
    Hazard,
    HazardApart,
    HazardCase,
    HazardMerge,
    HazardTold,
)
from townline.prevention.hazards.rules.states import KIND, HazardEvent, HazardRemark
from townline.prevention.hazards.services.lane import lane_end
from townline.prevention.hazards.services.linking import notify_cases
from townline.prevention.hazards.services.marks import (
    hazard_lock,
    hazard_move,
    hazard_record,
    publish,
)
from townline.prevention.work_orders.api import OrderOpen, evidence_follow, has_open_order


@transaction.atomic
def hazard_merge(act: Act, *, hazard_id: int, into_id: int) -> Hazard:
    """Let one hazard go on in another. Raises WrongState, OrderOpen, HazardNotFound."""
    hazard, into = both_lock(hazard_id, into_id, act.viewer)
    if has_open_order(KIND, hazard.pk):
        raise OrderOpen("cancel or finish its repair order first")
    saved: dict[str, Any] = {"state": hazard.state}
    hazard_move(
        hazard, HazardEvent.MERGE, actor=act.actor, now=act.now, changes={"merged_into_id": into.pk}
    )
    lane_end(hazard)
    saved["cases"] = _move_cases(hazard, into)
    saved["looks"] = evidence_follow(KIND, hazard.pk, into.pk)
    saved["told"] = _move_notified(hazard, into)
    moved = len(saved["cases"])
    hazard_record(into, HazardRemark.ABSORB, act.actor, act.now, merged=hazard.pk, came=moved)
    saved["advised"] = notify_cases(into, act.now)
    HazardMerge.objects.create(hazard=hazard, into=into, at=act.now, kept=saved)
    publish(into)
    return into


def _move_cases(hazard: Hazard, into: Hazard) -> list[int]:
    moved = list(HazardCase.objects.filter(hazard=hazard).values_list("case", flat=True))
    HazardCase.objects.filter(hazard=hazard).update(hazard=into)
    return moved


@transaction.atomic
def hazard_separate(act: Act, *, hazard_id: int, other_id: int) -> None:
    """Say that two are not the same; they are not offered as one again."""
    first, second = both_lock(min(hazard_id, other_id), max(hazard_id, other_id), act.viewer)
    _, new = HazardApart.objects.get_or_create(hazard=first, other=second, defaults={"at": act.now})
    if new:
        hazard_record(first, HazardRemark.APART, act.actor, act.now, other=second.pk)


def both_lock(one: int, other: int, viewer: Viewer) -> tuple[Hazard, Hazard]:
    """Lock two in one order, whoever asks which way round."""
    if one == other:
        raise IntoItself("a hazard is not merged into itself")
    rows = {number: hazard_lock(number, viewer) for number in sorted((one, other))}
    return rows[one], rows[other]


def _move_notified(hazard: Hazard, into: Hazard) -> list[int]:
    """Who heard of the one has heard of the other: nobody hears twice what to do."""
    notified = HazardTold.objects.filter(hazard=into).values("resident_id")
    rows = HazardTold.objects.filter(hazard=hazard).exclude(resident_id__in=notified)
    new = [
        HazardTold(hazard=into, resident_id=one, at=at)
        for one, at in rows.values_list("resident_id", "at")
    ]
    return [row.pk for row in HazardTold.objects.bulk_create(new)]
