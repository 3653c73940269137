"""Planning the next days: asked for, run by a command or a job, stopped with the best so far."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.prevention.surveys.routes.errors import NobodyGoes, RunGoesOn
from townline.prevention.surveys.routes.models import PlanRun
from townline.prevention.surveys.routes.rules.planning import Effort, plan_visits
from townline.prevention.surveys.routes.rules.shapes import Plan, PlanProgress
from townline.prevention.surveys.routes.selectors.planning import Start, first_day, routes, start
from townline.prevention.surveys.routes.services.writing import plan_write

_SILENT = dt.timedelta(minutes=2)  # after which a run was killed
_NAMED = 50  # homes of each reason that a page names
_JOB = "townline.prevention.surveys.routes.tasks.plan_days"
_LOOK = 1.0  # seconds between two looks whether somebody wants it stopped
type ProgressHandler = Callable[[PlanProgress], None]


@transaction.atomic
def run_request(*, days: int, actor: audit.Actor, now: dt.datetime) -> PlanRun:
    """Note that the next days are to be planned; a run that was killed makes place.

    Raises RunGoesOn.
    """
    runs_sweep(now)
    try:
        with transaction.atomic():
            run = PlanRun.objects.create(
                days=days,
                requested_at=now,
                requested_by_id=actor.id if actor.kind == "staff" else None,
            )
    except IntegrityError:
        raise RunGoesOn("a planning run goes on") from None
    _record(run, "survey_plan:run:begin", actor, now, days=days)
    return run


@transaction.atomic
def run_defer(*, days: int, actor: audit.Actor, now: dt.datetime) -> PlanRun:
    """Have a job plan the next days. Raises RunGoesOn."""
    run = run_request(days=days, actor=actor, now=now)
    app.configure_task(_JOB, queue=settings.TOWNLINE_DISTRICT).defer(run_id=run.pk)
    return run


def runs_sweep(now: dt.datetime) -> None:
    """End runs of which nothing was heard for long: their process is gone."""
    open_ones = PlanRun.objects.filter(ended_at=None)
    for run in open_ones.select_for_update():
        if max(run.requested_at, run.beat_at or run.requested_at) < now - _SILENT:
            run.ended_at, run.failed = now, True
            run.save(update_fields=["ended_at", "failed"])


@transaction.atomic
def run_stop(*, run_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Want a run to end with the best it has found so far."""
    if PlanRun.objects.filter(id=run_id, ended_at=None, stop_at=None).update(stop_at=now):
        _record(PlanRun(id=run_id), "survey_plan:run:stop", actor, now)


def run_carry_out(
    run: PlanRun,
    *,
    actor: audit.Actor,
    first: dt.date | None = None,
    effort: Effort | None = None,
    on_progress: ProgressHandler = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> PlanRun:
    """Plan and write; outside a transaction. Raises NobodyGoes where nobody can go."""
    now = clock.now()
    run.first_day, run.begun_at, run.beat_at = first or first_day(now), now, now
    run.save(update_fields=["first_day", "begun_at", "beat_at"])

    def report_progress(progress: PlanProgress) -> None:
        _beat(run, progress)
        on_progress(progress)

    try:
        begun = start(run.first_day, run.days)
        _check(begun)
        plan = plan_visits(
            begun.stops,
            begun.people,
            begun.pace,
            effort or Effort(seconds=routes().seconds, processes=routes().processes),
            keep=frozenset(begun.days),
            on_progress=report_progress,
            stopped=_stopper(run, stopped),
        )
        _end(run, begun, plan, actor)
    except BaseException:
        PlanRun.objects.filter(id=run.id).update(ended_at=clock.now(), failed=True)
        raise
    return run


def _check(begun: Start) -> None:
    if not begun.people:
        raise NobodyGoes("no surveyor has a start, hours and days")


def _stopper(run: PlanRun, stopped: Callable[[], bool]) -> Callable[[], bool]:
    """Ask whoever called each time, and the database now and then."""
    looked = clock.ticks()
    wanted = False

    def stop() -> bool:
        nonlocal looked, wanted
        if not wanted and clock.ticks() - looked >= _LOOK:
            looked = clock.ticks()
            wanted = PlanRun.objects.filter(id=run.id, stop_at__isnull=False).exists()
            PlanRun.objects.filter(id=run.id).update(beat_at=clock.now())
        return wanted or stopped()

    return stop


def _beat(run: PlanRun, progress: PlanProgress) -> None:
    fields = {
        "done": progress.done,
        "of": progress.of,
        "surveyor_days": progress.surveyor_days,
        "km": round(progress.km, 1),
    }
    PlanRun.objects.filter(id=run.id).update(progress=fields, beat_at=clock.now())


@transaction.atomic
def _end(run: PlanRun, begun: Start, plan: Plan, actor: audit.Actor) -> None:
    now, first = clock.now(), run.first_day
    written = plan_write(plan, first=first, run=run, actor=actor, now=now)  # type: ignore[arg-type]  # set at the beginning
    run.refresh_from_db(fields=["stop_at", "progress"])
    run.ended_at, run.result = now, _result(begun, plan, written)
    run.save(update_fields=["ended_at", "result"])
    _record(run, "survey_plan:run:finish", actor, now, visits=written)


def _result(begun: Start, plan: Plan, written: int) -> dict[str, Any]:
    unplaced = {**begun.unplaced, **plan.unplaced}
    return {
        "surveyor_days": plan.surveyor_days,
        "km": round(plan.km, 1),
        "planned": written,
        "later": plan.later,
        "unplaced": dict(Counter(unplaced.values())),
        "homes": _homes_by_reason(unplaced),
        "overfull": [[surveyor, day.isoformat()] for surveyor, day in plan.overfull],
        "people": {str(number): why for number, why in begun.people_out.items()},
    }


def _homes_by_reason(unplaced: Mapping[int, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for home, why in sorted(unplaced.items()):
        if len(found.setdefault(why, [])) < _NAMED:
            found[why].append(home)
    return found


def _record(run: PlanRun, event: str, actor: audit.Actor, now: dt.datetime, **data: object) -> None:
    entry = audit.AuditEntry(
        subject=f"survey_plan:{run.pk}", event=event, actor=actor, at=now, data=dict(data)
    )
    audit.record(entry)
