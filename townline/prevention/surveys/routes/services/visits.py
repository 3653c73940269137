"""Open visits as they are kept with a change, and how they are put back."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from townline.platform.core.history import audit
from townline.prevention.surveys.api import PlannedVisit, Surveyor
from townline.prevention.surveys.routes.models import PlanChange, PlanRun

type Row = list[Any]
_TIMES = ("not_before", "not_after", "arrives_at")


def plan_lock() -> None:
    """Let one change of the plan wait for another; in the caller's transaction."""
    list(Surveyor.objects.select_for_update().order_by("id").values_list("id", flat=True))


def open_visits(homes: Iterable[int] | None = None) -> list[PlannedVisit]:
    """Give the open visits, or those of some homes, locked."""
    rows = PlannedVisit.objects.select_for_update().filter(done_at=None)
    return list((rows if homes is None else rows.filter(home__in=list(homes))).order_by("id"))


def visit_row(visit: PlannedVisit) -> Row:
    """Give what a change keeps of a visit."""
    times = [value and value.isoformat() for value in (getattr(visit, each) for each in _TIMES)]
    day = visit.day.isoformat()
    return [visit.home_id, visit.surveyor_id, day, visit.position, visit.fixed, *times]


def put_back(row: Row, now: dt.datetime) -> PlannedVisit:
    """Make a visit of what was kept."""
    home, surveyor, day, position, fixed, *times = row
    clocks = {
        name: dt.time.fromisoformat(value) if value else None
        for name, value in zip(_TIMES, times, strict=True)
    }
    return PlannedVisit(
        home_id=home, surveyor_id=surveyor, day=dt.date.fromisoformat(day), position=position,
        fixed=fixed, planned_at=now, **clocks,
    )  # fmt: skip


def change_keep(
    kind: str,
    before: Sequence[Row],
    after: Sequence[Row],
    *,
    actor: audit.Actor,
    now: dt.datetime,
    run: PlanRun | None = None,
) -> PlanChange:
    """Keep what a change put in the place of what."""
    return PlanChange.objects.create(
        kind=kind,
        run=run,
        before=list(before),
        after=list(after),
        at=now,
        by_id=actor.id if actor.kind == "staff" else None,
    )
