"""A plan becomes visits: what is fixed, has an appointment or has begun stays as it is."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction

from townline.platform.core.history import audit
from townline.prevention.surveys.api import Home, HomeState, PlannedVisit, Surveyor, homes_assign
from townline.prevention.surveys.routes.models import PlanRun
from townline.prevention.surveys.routes.rules.shapes import Plan, RouteDay
from townline.prevention.surveys.routes.selectors.planning import is_free
from townline.prevention.surveys.routes.services.visits import (
    change_keep,
    open_visits,
    plan_lock,
    visit_row,
)

_BATCH = 1_000
_CHANGED = ["position", "arrives_at"]


@transaction.atomic
def plan_write(
    plan: Plan, *, first: dt.date, run: PlanRun, actor: audit.Actor, now: dt.datetime
) -> int:
    """Put a plan in the place of what may be planned anew; give how many visits are planned.

    What people did while it was made counts: a home that was settled meanwhile gets no visit, one
    that was fixed or given an appointment keeps what it got.
    """
    plan_lock()
    visits = open_visits()
    retained = {each.home_id: each for each in visits if not is_free(each, first)}
    before = [visit_row(each) for each in visits]
    free = [each.id for each in visits if each.home_id not in retained]
    PlannedVisit.objects.filter(id__in=free).delete()
    listed = set(Home.objects.filter(state=HomeState.LISTED).values_list("id", flat=True))
    _put(plan.days, retained, listed, now)
    after = [visit_row(each) for each in PlannedVisit.objects.filter(done_at=None).order_by("id")]
    _assign(plan, retained, listed, actor, now)
    change_keep("run", before, after, actor=actor, now=now, run=run)
    return sum(len(day.visits) for day in plan.days)


def _put(
    days: Iterable[RouteDay],
    retained: Mapping[int, PlannedVisit],
    listed: set[int],
    now: dt.datetime,
) -> None:
    """Write the visits of each day in order; those that stand keep all but place and estimate."""
    made, moved = [], []
    by_day: dict[tuple[int, dt.date], list[PlannedVisit]] = {}
    for each in retained.values():
        by_day.setdefault((each.surveyor_id, each.day), []).append(each)
    for day in days:
        rest = {each.home_id: each for each in by_day.get((day.surveyor, day.day), ())}
        position = 0
        for visit in day.visits:
            own = rest.pop(visit.stop, None)
            if own is None and (visit.stop in retained or visit.stop not in listed):
                continue  # settled, fixed or promised elsewhere meanwhile
            position += 1
            if own is not None:
                own.position, own.arrives_at = position, visit.arrives_at
                moved.append(own)
            else:
                made.append(_visit(day, visit.stop, position, visit.arrives_at, now))
        for nth, own in enumerate(rest.values(), position + 1):
            own.position = nth
            moved.append(own)
    PlannedVisit.objects.bulk_create(made, batch_size=_BATCH)
    PlannedVisit.objects.bulk_update(moved, _CHANGED, batch_size=_BATCH)


def _visit(day: RouteDay, home: int, position: int, at: dt.time, now: dt.datetime) -> PlannedVisit:
    return PlannedVisit(
        home_id=home,
        surveyor_id=day.surveyor,
        day=day.day,
        position=position,
        arrives_at=at,
        planned_at=now,
    )


def _assign(
    plan: Plan,
    retained: Mapping[int, PlannedVisit],
    listed: set[int],
    actor: audit.Actor,
    now: dt.datetime,
) -> None:
    """Give each home to whoever goes there, so that their phone has it; also those of later."""
    owners = dict(plan.owners) | {home: each.surveyor_id for home, each in retained.items()}
    current = dict(Home.objects.filter(id__in=list(owners)).values_list("id", "surveyor"))
    wrong: dict[int, list[int]] = {}
    for home, owner in owners.items():
        if home in listed and current.get(home) != owner:
            wrong.setdefault(owner, []).append(home)
    people = Surveyor.objects.in_bulk(wrong.keys())
    for owner, homes in wrong.items():
        homes_assign(home_ids=homes, surveyor=people[owner], actor=actor, now=now)
