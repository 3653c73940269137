"""A step is late: more people are told, at each passing of the time, by the alarms' ladder."""

import datetime as dt

from django.db import transaction

from townline.casework.alarms import api as alarms
from townline.platform.core.history import audit
from townline.prevention.hazards.models import Hazard, StepDeadline
from townline.prevention.hazards.rules.states import LIVE, HazardRemark, HazardStep
from townline.prevention.hazards.selectors.words import hazard_settings
from townline.prevention.hazards.services.lateness import due_mark
from townline.prevention.hazards.services.marks import hazard_record, publish
from townline.prevention.hazards.services.telling import notify_hazard
from townline.prevention.hazards.services.waiting import escalates_at, watch_at

_EVERY, _ROUNDS = dt.timedelta(hours=4), 3  # of a severity that the district has no more


def hazards_run(*, now: dt.datetime, limit: int = 500) -> int:
    """Tell more people of every step whose time has passed; one transaction each.

    Safe to repeat. Say of how many steps more people were told.
    """
    due = StepDeadline.objects.filter(done_at=None, escalate_at__lte=now)
    ids = list(due.order_by("escalate_at", "id").values_list("id", flat=True)[:limit])
    done = sum(_escalate(each, now) for each in ids)
    due_mark(now)
    return done


@transaction.atomic
def _escalate(step_id: int, now: dt.datetime) -> bool:
    known = StepDeadline.objects.filter(id=step_id).values_list("hazard", flat=True).first()
    # The hazard first, as whoever does the step locks it; in their hands, it needs nobody else.
    free = Hazard.objects.select_for_update(skip_locked=True).filter(state__in=sorted(LIVE))
    hazard = free.filter(id=known or 0).first()
    if hazard is None:
        return False
    due = StepDeadline.objects.select_for_update().filter(done_at=None, escalate_at__lte=now)
    row = due.filter(id=step_id).first()
    return row is not None and _further(hazard, row, now)


def _further(hazard: Hazard, row: StepDeadline, now: dt.datetime) -> bool:
    severity = hazard_settings().severities.get(hazard.severity)
    found = alarms.passed_stages(
        now,
        stage=row.stage,
        deadline=row.due_at,
        step=severity.every if severity else _EVERY,
        max_stage=severity.rounds if severity else _ROUNDS,
    )
    row.escalate_at = escalates_at(hazard.severity, found.next_at) if found.next_at else None
    if found.stages:
        row.stage = found.stages[-1]
        step = HazardStep(row.step)
        people = notify_hazard(hazard, found.stages, now, step=step)
        hazard_record(
            hazard, HazardRemark.LATE, audit.SYSTEM, now,
            step=row.step, stage=row.stage, people=people,
        )  # fmt: skip
    row.save(update_fields=["stage", "escalate_at"])
    watch_at(row.escalate_at)
    publish(hazard)
    return bool(found.stages)
