"""A step is late: more people are told, at each passing of the time, by the alarms' ladder."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from townline.casework.alarms import api as alarms
from townline.casework.cases.api import ends
from townline.platform.core.history import audit, marks
from townline.platform.core.history.marks import Marked
from townline.platform.departments.api import Act
from townline.prevention.hazards.models import Hazard, StepDeadline
from townline.prevention.hazards.rules.states import LIVE, HazardRemark, HazardStep
from townline.prevention.hazards.selectors.labels import endangers, hazard_settings
from townline.prevention.hazards.services.marks import hazard_record, publish
from townline.prevention.hazards.services.telling import notify_hazard

# When open hazards are due, kept where the bar of every page reads it.

DUE_MARK = "hazards_due"


def due_mark(now: dt.datetime) -> None:
    """Keep when the open hazards that are due first are due, and whose they are; two queries."""
    rows = Hazard.objects.filter(state__in=sorted(LIVE), due_at__isnull=False).order_by("due_at")
    first = rows.values_list("due_at", "department")[: marks.MOST_DUE]
    due = [[at.astimezone(dt.UTC).isoformat(), whose] for at, whose in first if at]
    marks.due_keep(DUE_MARK, due, at=now)


def late_in(act: Act, mark: Marked) -> int:
    """Count what is late of the hazards that a viewer sees; no query."""
    late = (whose for at, whose in mark.data["due"] if dt.datetime.fromisoformat(at) < act.now)
    return sum(act.viewer.sees(whose or None) for whose in late)


# When more people are told that a step is late: not at night, unless somebody may die of it.

WATCH = "townline.prevention.hazards.tasks.watch_hazards"


def escalates_at(severity: str, due_at: dt.datetime) -> dt.datetime:
    """Say when a deadline's passing is told."""
    return due_at if endangers(severity) else ends(due_at) or due_at


def watch_at(at: dt.datetime | None) -> None:
    """Have a job look at the very moment; the one of each minute finds what this one misses."""
    if at is not None:
        job = app.configure_task(WATCH, queue=settings.TOWNLINE_DISTRICT, schedule_at=at)
        job.defer(timestamp=int(at.timestamp()))


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
