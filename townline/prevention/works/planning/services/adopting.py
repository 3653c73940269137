"""Adopting a version by a decision: its measures are planned, by works' own writer."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from townline.platform.core.history import audit
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, MeasureState, Placing
from townline.prevention.works.planning.errors import DecisionMissing
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.rules.states import PlanEvent, PlanState
from townline.prevention.works.planning.services.machines import PLANS, plan_lock

MOST = 10 << 20  # bytes of a document
_OPEN = (MeasureState.DECIDED, MeasureState.READY, MeasureState.PLANNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDecision:
    """By what a plan is adopted: the decision's title or number, and its document."""

    title: str
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Adopted:
    """How many measures were planned, taken out of the plan, and not to be planned any more."""

    planned: int
    unplanned: int
    gone: int


@transaction.atomic
def plan_adopt(
    version_id: int, decision: PlanDecision, *, actor: audit.Actor, now: dt.datetime
) -> Adopted:
    """Adopt a version. Raises DecisionMissing, PlanNotFound, WrongState, and what works refuses.

    Measures that were ordered, refused, dropped or held since it was made stay as they are.
    """
    if not decision.title.strip() or not 0 < len(decision.content) <= MOST:
        raise DecisionMissing("a decision has a title, and a document of up to 10 MB")
    row = plan_lock(version_id)
    before = PlanVersion.objects.select_for_update(of=("self",)).filter(state=PlanState.ADOPTED)
    for each in before.exclude(pk=row.pk):
        PLANS.move(each, PlanEvent.REPLACE, actor=actor, now=now, data={"by": row.pk})
    changes = {
        "adopted_at": now, "adopted_by_id": actor.id if actor.kind == "staff" else None,
        "decision": decision.title.strip()[:200], "document": decision.content,
        "document_name": decision.file_name[:200],
    }  # fmt: skip
    PLANS.move(row, PlanEvent.ADOPT, actor=actor, now=now, changes=changes)
    return _plan_measures(row, actor, now)


def _plan_measures(row: PlanVersion, actor: audit.Actor, now: dt.datetime) -> Adopted:
    wanted = {int(each["need"]): each for each in (row.result or {}).get("planned", [])}
    open_ = Measure.objects.filter(state__in=_OPEN, object__state="active", estimate__isnull=False)
    still = set(open_.filter(pk__in=wanted).values_list("pk", flat=True))
    placings = [_placing(wanted[pk], pk) for pk in sorted(still)]
    works.measures_plan(placings, actor=actor, now=now, reason=row.decision)
    out = list(_no_longer(wanted))
    works.measures_unplan(out, actor=actor, now=now, reason=row.decision)
    placed = sum(each["fixed"] for each in wanted.values())
    return Adopted(len(placings), len(out), max(0, len(wanted) - len(placings) - placed))


def _no_longer(wanted: Iterable[int]) -> Iterable[int]:
    planned = Measure.objects.filter(state=MeasureState.PLANNED, fixed=False)
    return planned.exclude(pk__in=list(wanted)).order_by("pk").values_list("pk", flat=True)


def _placing(row: dict[str, object], pk: int) -> Placing:
    return Placing(
        measure_id=pk, year=int(str(row["year"])), quarter=int(str(row["season"])),
        budget=str(row["source"]), fixed=bool(row["fixed"]),
    )  # fmt: skip
