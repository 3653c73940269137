"""Asking for a version: of what works knows now, or of another version with other money."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.prevention.works.planning.errors import PlanInput, PlanNotFound, PlanRuns
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.rules import reading
from townline.prevention.works.planning.rules.changing import changed_input
from townline.prevention.works.planning.rules.shapes import DeadlineInput
from townline.prevention.works.planning.rules.states import PlanEvent, PlanState, plan_subject
from townline.prevention.works.planning.selectors.gathering import (
    PlanRequest,
    deadline_lines,
    gather_input,
)
from townline.prevention.works.planning.services.machines import PLANS, plan_lock

JOB = "townline.prevention.works.planning.tasks.plan_version"
_SILENT = dt.timedelta(minutes=2)  # after so long without a word the job is taken for dead
_SHOWN = 3


@transaction.atomic
def plan_ask(plan_request: PlanRequest, *, actor: audit.Actor, now: dt.datetime) -> PlanVersion:
    """Ask for a plan of all that is decided, and start the job. Raises PlanInput."""
    today = now.astimezone(district.current().zone).date()
    return _create_version(gather_input(plan_request, today), base=None, actor=actor, now=now)


@transaction.atomic
def plan_what_if(
    version_id: int,
    *,
    name: str,
    budgets: Mapping[tuple[int, str], int],
    worst_first: float | None,
    deadlines: Sequence[DeadlineInput] | None = None,
    actor: audit.Actor,
    now: dt.datetime,
) -> PlanVersion:
    """Ask the same of the same measures with other money. Raises PlanNotFound, PlanInput.

    ``deadlines``: as of PlanRequest, None: those of the version.
    """
    base = plan_lock(version_id)
    lines = [
        {"year": year, "source": source, "won": won}
        for (year, source), won in sorted(budgets.items())
    ]
    changed = {"name": name, "budgets": lines or base.input["budgets"]}
    if deadlines is not None:
        changed["deadlines"] = deadline_lines(deadlines)
    if worst_first is not None:
        changed["worst_first"] = worst_first
    return _create_version(base.input | changed, base=base, actor=actor, now=now)


@transaction.atomic
def plan_change(
    version_id: int, at: int, *, name: str, actor: audit.Actor, now: dt.datetime
) -> PlanVersion:
    """Ask anew with a change that helps, by its place in the result. Raises PlanNotFound."""
    base = plan_lock(version_id)
    helps = (base.result or {}).get("changes", [])
    if not 0 <= at < len(helps) or not may_change(helps[at]["changes"]):
        raise PlanNotFound(f"plan {base.pk} has no change {at}")
    plan_input = changed_input(base.input, helps[at]["changes"])
    return _create_version(plan_input | {"name": name}, base=base, actor=actor, now=now)


def may_change(changes: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether changes are of what people decide here: an order stays where it is."""
    return not any(each.get("because") == "ordered" for each in changes)


def _create_version(
    plan_input: dict[str, Any], *, base: PlanVersion | None, actor: audit.Actor, now: dt.datetime
) -> PlanVersion:
    try:
        reading.parse_input(plan_input)
    except reading.BadInput as error:
        problems = "; ".join(error.problems[:_SHOWN])
        raise PlanInput(f"the input of the plan: {problems}", problems=problems) from None
    made = PlanVersion.objects.create(
        name=plan_input["name"], input=plan_input, base=base, asked_at=now,
        asked_by_id=actor.id if actor.kind == "staff" else None,
    )  # fmt: skip
    entry = audit.AuditEntry(
        subject=plan_subject(made.pk), event=PlanEvent.ASK.tag, actor=actor, at=now,
        to_state=made.state, data={"base": base.pk} if base else None,
    )  # fmt: skip
    audit.record(entry)
    _start(made)
    return made


@transaction.atomic
def plan_again(version_id: int, *, actor: audit.Actor, now: dt.datetime) -> None:
    """Start a job anew that failed, or has said nothing for minutes. Raises PlanRuns."""
    row = plan_lock(version_id)
    last = row.seen_at or row.asked_at
    if row.state in {PlanState.WAITING, PlanState.RUNNING} and now - last < _SILENT:
        raise PlanRuns(f"plan {row.pk} said something at {last}")
    changes = {"stop_asked": False, "seen_at": now, "seconds": 0.0, "gap": None}
    PLANS.move(row, PlanEvent.RESTART, actor=actor, now=now, changes=changes)
    _start(row)


@transaction.atomic
def plan_stop(version_id: int) -> None:
    """Ask the job to stop; it keeps the best so far. Raises PlanNotFound."""
    row = plan_lock(version_id)
    if row.state == PlanState.RUNNING:
        PlanVersion.objects.filter(pk=row.pk).update(stop_asked=True)


def _start(row: PlanVersion) -> None:
    job = app.configure_task(JOB, queue=settings.TOWNLINE_DISTRICT)
    job.defer(version_id=row.pk)
