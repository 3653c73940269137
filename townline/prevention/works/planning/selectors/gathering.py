"""The input of a plan, from what works knows now."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from townline.platform.core import district
from townline.prevention.works import api as works
from townline.prevention.works.api import ConsentNow, Measure, MeasureState
from townline.prevention.works.planning.rules.shapes import DeadlineInput
from townline.prevention.works.planning.settings import WorksPlanning

_QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))
# What has its place already; its money is spent from the year that it is in.
_PLACED = (
    MeasureState.ORDERED, MeasureState.DONE, MeasureState.ACCEPTED, MeasureState.DEFECTIVE,
)  # fmt: skip
_OPEN = (MeasureState.DECIDED, MeasureState.READY, MeasureState.PLANNED)
_CONSENT = {
    ConsentNow.NONE: "given", ConsentNow.COMPLETE: "given", ConsentNow.MISSING: "missing",
    ConsentNow.REFUSED: "refused",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What a person says of a plan. ``budgets``: won by year and source.

    ``crew_days``: of each quarter, None for no limit; ``minimum``: measures a dong and year.
    ``deadlines``: until when all from a risk on is done.
    ``consent_from``: from when missing consents may be there, None: not before they are.
    """

    name: str
    years: Sequence[int]
    budgets: Mapping[tuple[int, str], int]
    crew_days: float | None = None
    minimum: int | None = None
    worst_first: float | None = None
    consent_from: dt.date | None = None
    deadlines: Sequence[DeadlineInput] = ()


def deadline_lines(deadlines: Sequence[DeadlineInput]) -> list[dict[str, Any]]:
    """Write deadlines for the solver, in the order of their ends."""
    ordered = sorted(deadlines, key=lambda each: (each.by, each.season or "9"))
    return [each.model_dump(exclude_defaults=True) for each in ordered]


def gather_input(plan_request: PlanRequest, today: dt.date) -> dict[str, Any]:
    """Lay out what works knows for the solver; three queries, however many measures."""
    settings = district.part(WorksPlanning)
    rows = list(_measures(plan_request.years))
    return {
        "name": plan_request.name,
        "start": max(today, dt.date(plan_request.years[0], 1, 1)).isoformat(),
        "years": list(plan_request.years),
        "seasons": [
            {"id": str(n), "from": first, "to": last}
            for n, (first, last) in enumerate(_QUARTERS, 1)
        ],
        "kinds": _kinds({row.kind for row in rows} | _paid_kinds(settings)),
        "sources": [
            {
                "id": code,
                "kinds": list(settings.sources[code].kinds) if code in settings.sources else None,
            }
            for code in works.budget_sources()
        ],
        "budgets": [
            {"year": year, "source": source, "won": won}
            for (year, source), won in sorted(plan_request.budgets.items())
        ],
        "crew_days": [
            {"year": year, "days": plan_request.crew_days}
            for year in plan_request.years
            if plan_request.crew_days is not None
        ],
        "minimums": [
            {"year": year, "measures": plan_request.minimum}
            for year in plan_request.years
            if plan_request.minimum
        ],
        "deadlines": deadline_lines(plan_request.deadlines),
        "weights": {
            "risk": 1,
            "people": settings.people,
            "floods": settings.floods,
            "groups": _groups(settings, rows),
        },
        "worst_first": plan_request.worst_first or settings.worst_first,
        "missing_consent_from": plan_request.consent_from and plan_request.consent_from.isoformat(),
        "objects": _objects(settings, rows, plan_request),
    }


def _measures(years: Sequence[int]) -> Any:  # noqa: ANN401 -- rows with their objects
    found = Measure.objects.select_related("object").order_by("id")
    open_ = found.filter(state__in=_OPEN, object__state="active", estimate__isnull=False)
    placed = found.filter(state__in=_PLACED, year__in=list(years))
    return [*open_, *placed]


def _paid_kinds(settings: WorksPlanning) -> set[str]:
    return {kind for money in settings.sources.values() for kind in money.kinds}


def _groups(settings: WorksPlanning, rows: Sequence[Measure]) -> dict[str, float]:
    known = {row.object.kind for row in rows}
    return {code: points for code, points in settings.groups.items() if code in known}


def _kinds(used: set[str]) -> list[dict[str, Any]]:
    known = works.measure_kinds()
    return [
        {
            "id": code,
            "crew_days": known[code].crew_days if code in known else 0,
            "lead_days": known[code].lead_days if code in known else 0,
            "seasons": _seasons(known[code].months) if code in known else None,
        }
        for code in sorted(used)
    ]


def _seasons(months: Sequence[int]) -> list[str] | None:
    return sorted({str((month - 1) // 3 + 1) for month in months}) or None


def _objects(
    settings: WorksPlanning, rows: Sequence[Measure], plan_request: PlanRequest
) -> list[dict[str, Any]]:
    of: dict[int, list[Measure]] = defaultdict(list)
    for row in rows:
        of[row.object_id].append(row)
    return [_object(settings, measures, plan_request) for measures in of.values()]


def _object(
    settings: WorksPlanning, rows: Sequence[Measure], plan_request: PlanRequest
) -> dict[str, Any]:
    thing = rows[0].object
    return {
        "id": str(thing.pk),
        "dong": thing.dong or "-",
        "group": thing.kind,
        "risk": thing.severity * settings.grade + thing.risk * settings.risk,
        "people": thing.people,
        "floods": thing.floods,
        "needs": [_need(row, plan_request) for row in rows],
    }


def _need(row: Measure, plan_request: PlanRequest) -> dict[str, Any]:
    """Tell a measure; what is done to it and not to one piece is its price and days."""
    days = works.measure_kinds()
    found: dict[str, Any] = {
        "id": str(row.pk),
        "kind": row.kind,
        "cost": row.price if row.price is not None else row.estimate or 0,
        "consent": _CONSENT[ConsentNow(row.consent)],
    }
    if row.kind in days:
        found["crew_days"] = days[row.kind].crew_days * row.quantity
    placed = row.state in _PLACED
    if placed or (row.fixed and row.year in plan_request.years):
        season = {"season": str(row.quarter)} if row.quarter else {}
        source = {"source": row.budget} if row.budget in works.budget_sources() else {}
        found["fixed"] = {
            "year": row.year, **season, **source, "because": "ordered" if placed else "fixed",
        }  # fmt: skip
    return found
