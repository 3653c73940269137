"""The job: has the plan made, and says how far it is. No transaction is open meanwhile."""

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

from django.db import transaction

from townline.platform.core import clock, district
from townline.platform.core.history import audit
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.rules import reading
from townline.prevention.works.planning.rules.states import PlanEvent, PlanState
from townline.prevention.works.planning.services.machines import PLANS, plan_lock
from townline.prevention.works.planning.settings import WorksPlanning

if TYPE_CHECKING:
    from townline.prevention.works.planning.rules.highs import SolverProgress

_PAUSE = 1.0  # seconds between two words of progress


def plan_run(version_id: int, *, actor: audit.Actor, seconds: float | None = None) -> None:
    """Make a waiting plan; one that another job has taken is left to it.

    ``seconds``: the longest it may take, without it what the district says.
    """
    row = _claim_version(version_id, actor)
    if row is None:
        return
    event, result = PlanEvent.FAIL, None
    try:
        event, result = _solve(row, seconds)
    finally:  # also when the job is ended: the page must not wait for it
        _finish(row, event, result, actor)


@transaction.atomic
def _claim_version(version_id: int, actor: audit.Actor) -> PlanVersion | None:
    row, now = plan_lock(version_id), clock.now()
    if row.state != PlanState.WAITING:
        return None
    PLANS.move(row, PlanEvent.BEGIN, actor=actor, now=now, changes={"seen_at": now})
    return row


def _solve(row: PlanVersion, seconds: float | None) -> tuple[PlanEvent, dict[str, Any] | None]:
    from townline.prevention.works.planning.rules import highs, planning, solving  # noqa: PLC0415 -- loads HiGHS

    limits = highs.SolverLimits(seconds=seconds or float(district.part(WorksPlanning).seconds))
    try:
        result = planning.plan(reading.parse_input(row.input), limits, _Teller(row.pk))
    except solving.OutOfTime:
        return PlanEvent.FAIL, None
    made = result["status"] == "planned"
    return (PlanEvent.FINISH if made else PlanEvent.QUARREL), result


def _finish(
    row: PlanVersion, event: PlanEvent, result: dict[str, Any] | None, actor: audit.Actor
) -> None:
    with transaction.atomic():
        held, now = plan_lock(row.pk), clock.now()
        if held.state != PlanState.RUNNING:
            return  # it was started anew, as it had been silent
        changes: dict[str, Any] = {"result": result, "seen_at": now}
        if result is not None and event is PlanEvent.FINISH:
            changes |= {"gap": result["gap"], "seconds": result["seconds"]}
        PLANS.move(held, event, actor=actor, now=now, changes=changes)


class _Teller:
    """Writes progress into the row, and reads there whether to stop."""

    def __init__(self, version_id: int) -> None:
        self._row = PlanVersion.objects.filter(pk=version_id)
        self._told = -_PAUSE
        self._stop = False

    def __call__(self, now: "SolverProgress") -> bool:
        moment = time.monotonic()
        if moment - self._told >= _PAUSE:
            self._told = moment
            self._write(now, clock.now())
        return self._stop

    def _write(self, now: "SolverProgress", at: dt.datetime) -> None:
        gap = now.gap if now.gap < 1 else None
        self._row.update(seconds=round(now.seconds, 1), gap=gap, seen_at=at)
        self._stop = self._row.values_list("stop_asked", flat=True).first() is not False
