"""Two hazards are one: cases, looks and photos come along; or a person says that they are not."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from townline.casework.cases.api import IntoItself
from townline.platform.departments.api import Act, Viewer
from townline.prevention.hazards.errors import MergeOver
from townline.prevention.hazards.models import (
    Hazard,
    HazardApart,
    HazardCase,
    HazardMerge,
    HazardTold,
)
from townline.prevention.hazards.rules.states import (
    KIND,
    HazardEvent,
    HazardRemark,
    HazardState,
)
from townline.prevention.hazards.services.lane import lane_end, lane_revive
from townline.prevention.hazards.services.linking import notify_cases
from townline.prevention.hazards.services.marks import (
    hazard_lock,
    hazard_move,
    hazard_record,
    publish,
)
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import (
    OrderOpen,
    evidence_follow,
    has_open_order,
    reason_of,
)


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


# A merge is undone: what came along goes back, what was done since stays and is told.

WITHIN = dt.timedelta(minutes=10)  # after that a reason is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """What went back, and what could not: numbers of each.

    ``cases`` and ``looks`` went back. ``looks_since``, ``orders_since`` and ``cases_since`` came
    to the other hazard after the merge and stay with it; ``cases_away`` came along and tell of
    neither any more; ``advised``: senders who were texted of the other one meanwhile.
    """

    hazard_id: int
    into_id: int
    cases: int
    looks: int
    looks_since: int
    orders_since: int
    cases_since: int
    cases_away: int
    advised: int

    @property
    def stays(self) -> bool:
        since = self.looks_since, self.orders_since, self.cases_since
        return any((*since, self.cases_away, self.advised))


@transaction.atomic
def hazard_unmerge(act: Act, *, hazard_id: int, reason: str = "") -> Unmerged:
    """Let a merged hazard go on by itself: cases, looks and open steps as before the merge.

    After ten minutes with a reason. Raises MergeOver, ReasonNeeded, HazardNotFound, NotAllowed.
    """
    merge = merge_of(hazard_id)
    if merge is None:
        raise MergeOver("there is no merge to undo")
    hazard, into = both_lock(hazard_id, merge.into_id, act.viewer)
    if into.state == HazardState.MERGED or not _claim(merge, act.now):
        raise MergeOver("the other hazard was merged too; undo that first")
    why = reason_of(reason) if act.now - merge.at > WITHIN else reason.strip()
    hazard_move(
        hazard, HazardEvent.UNMERGE, actor=act.actor, now=act.now, reason=why,
        changes={"merged_into_id": None}, back_to=HazardState(merge.kept["state"]),
    )  # fmt: skip
    result = _back(merge, hazard, into)
    hazard_record(into, HazardRemark.RETURN, act.actor, act.now, reason=why, merged=hazard.pk)
    # Who heard of the other only because of the merge, and tells of it too, hears now.
    for one in (hazard, into):
        notify_cases(one, act.now)
        publish(one)
    return result


def merge_of(hazard_id: int) -> HazardMerge | None:
    """Give the merge of a hazard that can be undone; one query."""
    return HazardMerge.objects.filter(hazard=hazard_id, undone_at=None).first()


def _claim(merge: HazardMerge, now: dt.datetime) -> bool:
    """Note it as undone; of two who press at once, one."""
    return bool(HazardMerge.objects.filter(pk=merge.pk, undone_at=None).update(undone_at=now))


def _back(merge: HazardMerge, hazard: Hazard, into: Hazard) -> Unmerged:
    moved: list[int] = merge.kept["cases"]
    back = HazardCase.objects.filter(hazard=into, case__in=moved).update(hazard=hazard)
    evidence = evidence_follow(KIND, into.pk, hazard.pk, only=merge.kept["looks"])
    HazardTold.objects.filter(hazard=into, id__in=merge.kept["told"]).delete()
    if hazard.state != HazardState.PROPOSED:
        lane_revive(hazard)
    return Unmerged(
        hazard_id=hazard.pk, into_id=into.pk, cases=back, looks=len(evidence),
        looks_since=work_orders.count_inspections(KIND, into.pk, merge.at),
        orders_since=sum(one.created_at > merge.at for one in work_orders.orders_of(KIND, into.pk)),
        cases_since=HazardCase.objects.filter(hazard=into, at__gt=merge.at).count(),
        cases_away=len(moved) - back, advised=merge.kept["advised"],
    )  # fmt: skip
