"""The fast lane of one hazard: its stored deadlines, set when it begins and as steps are done."""

import datetime as dt
from collections.abc import Mapping

from townline.platform.core import clock
from townline.prevention.hazards.models import Hazard, StepDeadline
from townline.prevention.hazards.rules.states import STEPS, HazardStep, due, up_to
from townline.prevention.hazards.selectors.labels import hazard_settings
from townline.prevention.hazards.services.escalation import escalates_at, watch_at

_BEFORE_CHECK = STEPS[:-1]


def lasts(hazard: Hazard) -> Mapping[str, dt.timedelta]:
    """Give how long each step of a hazard may take; nothing for what the district has no more."""
    kind, severity = (
        hazard_settings().kinds.get(hazard.kind),
        hazard_settings().severities.get(hazard.severity),
    )
    own = kind.steps.get(hazard.severity, {}) if kind else {}
    return {**(severity.steps if severity else {}), **own}


def lane_begin(hazard: Hazard, begins: dt.datetime, repair_by: dt.datetime | None = None) -> None:
    """Set when each step up to the repair is due, anew; what was kept of an earlier run goes."""
    StepDeadline.objects.filter(hazard=hazard).delete()
    _set(hazard, due(begins, lasts(hazard), steps=_BEFORE_CHECK, repair_by=repair_by))
    lane_follow(hazard)


def lane_done(hazard: Hazard, step: HazardStep, staff: int | None, now: dt.datetime) -> None:
    """Note a step as done, and those before it that nobody pressed; a repair is checked again."""
    rows = StepDeadline.objects.filter(hazard=hazard, step__in=up_to(step), done_at=None)
    rows.update(done_at=now, done_by_id=staff, escalate_at=None)
    if step is HazardStep.REPAIR:
        _set(hazard, due(now, lasts(hazard), steps=(HazardStep.RECHECK,)))
    lane_follow(hazard)


def lane_again(hazard: Hazard, now: dt.datetime) -> None:
    """Have the repair due once more: what was repaired is bad again."""
    late = (HazardStep.REPAIR, HazardStep.RECHECK)
    StepDeadline.objects.filter(hazard=hazard, step__in=late).delete()
    _set(hazard, due(now, lasts(hazard), steps=(HazardStep.REPAIR,)))
    lane_follow(hazard)


def lane_again_by_severity(hazard: Hazard, repair_by: dt.datetime | None = None) -> None:
    """Have open steps due as another severity or kind says, from when they began."""
    deadlines = {HazardStep(row.step): row for row in StepDeadline.objects.filter(hazard=hazard)}
    open_ = tuple(step for step in STEPS if step in deadlines and deadlines[step].done_at is None)
    if not open_:
        return
    StepDeadline.objects.filter(hazard=hazard, done_at=None).delete()
    begins = hazard.repaired_at or hazard.reported_at
    _set(hazard, due(begins, lasts(hazard), steps=open_, repair_by=repair_by))
    lane_follow(hazard)


def lane_end(hazard: Hazard) -> None:
    """Have nothing more due."""
    StepDeadline.objects.filter(hazard=hazard, done_at=None).update(escalate_at=None)
    _due(hazard, None)


def lane_revive(hazard: Hazard) -> None:
    """Have what was open when the lane ended be due as it was; who is late is told of anew."""
    for row in StepDeadline.objects.filter(hazard=hazard, done_at=None):
        row.escalate_at = escalates_at(hazard.severity, row.due_at)
        row.save(update_fields=["escalate_at"])
    lane_follow(hazard)


def lane_move(hazard: Hazard, step: HazardStep, due_at: dt.datetime) -> None:
    """Have an open step due at another time, such as a re-check; made where there is none."""
    known = StepDeadline.objects.filter(hazard=hazard, step=step, done_at=None)
    known.delete()
    if not StepDeadline.objects.filter(hazard=hazard, step=step).exists():
        _set(hazard, {step: due_at})
    lane_follow(hazard)


def _set(hazard: Hazard, times: Mapping[HazardStep, dt.datetime]) -> None:
    StepDeadline.objects.bulk_create(
        StepDeadline(
            hazard=hazard, step=step, due_at=at, escalate_at=escalates_at(hazard.severity, at)
        )
        for step, at in times.items()
    )


def lane_follow(hazard: Hazard) -> None:
    """Have the hazard's own column say what is waited for now, and a job look at that moment."""
    waits = StepDeadline.objects.filter(hazard=hazard, done_at=None)
    by_step = {HazardStep(row.step): row for row in waits}
    first = next((by_step[step] for step in STEPS if step in by_step), None)
    _due(hazard, first.due_at if first else None)
    watch_at(first.escalate_at if first else None)


def _due(hazard: Hazard, at: dt.datetime | None) -> None:
    now, was = clock.now(), hazard.due_at
    hazard.due_at = at
    Hazard.objects.filter(pk=hazard.pk).update(due_at=at)
    if was is not None and was < now:
        watch_at(now)  # the bar of every page says no more that it is late
