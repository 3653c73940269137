"""A merge is undone: what came along goes back, what was done since stays and is told."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from townline.platform.departments.api import Act
from townline.prevention.hazards.errors import MergeOver
from townline.prevention.hazards.models import Hazard, HazardCase, HazardMerge, HazardTold
from townline.prevention.hazards.rules.states import (
    KIND,
    HazardEvent,
    HazardRemark,
    HazardState,
)
from townline.prevention.hazards.services.lane import lane_revive
from townline.prevention.hazards.services.linking import notify_cases
from townline.prevention.hazards.services.marks import hazard_move, hazard_record, publish
from townline.prevention.hazards.services.merging import both_lock
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import evidence_follow, reason_of

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
