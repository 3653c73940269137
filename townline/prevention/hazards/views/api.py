"""Hazards as JSON for programs of the office: list and one."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from pydantic import Field as Bounded

from townline.casework.cases.api import NotAllowed
from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer
from townline.platform.departments.guards import viewer_of
from townline.platform.web.inputs import Line, RowId
from townline.prevention.hazards import api

router = Router(tags=["hazards"])
_OWN = (
    "id", "kind", "severity", "state", "waits", "source", "address", "dong", "department",
    "latitude", "longitude", "reported_at", "due_at", "made_safe_at", "repaired_at", "released",
    "cases", "late",
)  # fmt: skip


class HazardRow(Schema):
    """``kind`` and ``severity``: codes of the district. ``cases``: all of it, seen by you or not.

    ``waits``: the step that is waited for, due at ``due_at``.
    """

    id: int
    kind: str
    severity: str
    state: str
    waits: str | None
    source: str
    address: str
    dong: str
    department: str
    latitude: float
    longitude: float
    reported_at: dt.datetime
    due_at: dt.datetime | None
    made_safe_at: dt.datetime | None
    repaired_at: dt.datetime | None
    released: bool
    cases: int
    late: bool


class HazardRows(Schema):
    """``next``: the ``after`` to go on with, null at the end."""

    items: list[HazardRow]
    next: int | None


class HazardStepOut(Schema):
    """``stage``: how far up it was told that the step is late."""

    step: str
    due_at: dt.datetime
    done_at: dt.datetime | None
    stage: int


class HazardLookOut(Schema):
    step: str
    seen_at: dt.datetime
    width_cm: float | None
    length_cm: float | None
    depth_cm: float | None
    photos: int


class HazardOrderOut(Schema):
    id: int
    contractor: str
    state: str
    due_on: dt.date
    planned_on: dt.date | None


class HazardWhole(Schema):
    """``codes``: of cases that you can see; ``merged``: numbers of hazards that went into it."""

    id: int
    kind: str
    severity: str
    state: str
    source: str
    note: str
    geometry: dict[str, Any] = Field(description="GeoJSON: point, line or area, WGS 84")
    address: str
    dong: str
    department: str
    reported_at: dt.datetime
    due_at: dt.datetime | None
    made_safe_at: dt.datetime | None
    repaired_at: dt.datetime | None
    released: bool
    merged_into: int | None
    merged: list[int]
    steps: list[HazardStepOut]
    looks: list[HazardLookOut]
    orders: list[HazardOrderOut]
    codes: list[str]


class HazardsAsked(Schema):
    """``view``: as the list's page; ``all``: but those dismissed and merged."""

    view: Annotated[
        str, Bounded(pattern="^(open|overdue|orders|proposed|finished|released|all|gone)$")
    ] = "open"
    kind: Line = ""
    severity: Line = ""
    dong: Line = ""
    after: Annotated[int, Bounded(ge=0)] = 0
    limit: Annotated[int, Bounded(ge=1, le=200)] = 50


def reader(request: HttpRequest) -> Viewer:
    """Give who asks. Raises NotAllowed for who reads no cases either."""
    viewer = getattr(request, "viewer", None) or viewer_of(request)
    if not isinstance(viewer, Viewer) or not viewer.reads:
        raise NotAllowed("this person or token reads no cases", scopes=["cases:read"])
    return viewer


@router.get("/hazards", response=HazardRows, operation_id="hazards_list")
def hazards(request: HttpRequest, query: Query[HazardsAsked]) -> HazardRows:
    """List hazards by number, from ``after`` on."""
    now = clock.now()
    filters = api.HazardFilters(
        view=query.view, kind=query.kind, severity=query.severity, dong=query.dong
    )
    rows = api.hazards_after(
        Act(reader(request), now), filters=filters, today=timezone.localdate(now),
        after=query.after, limit=query.limit + 1,
    )  # fmt: skip
    shown = rows[: query.limit]
    return HazardRows(
        items=[HazardRow(**{name: getattr(row, name) for name in _OWN}) for row in shown],
        next=shown[-1].id if len(rows) > len(shown) else None,
    )


@router.get("/hazards/{int:id}", response=HazardWhole, operation_id="hazard_get")
def hazard(request: HttpRequest, id: RowId) -> HazardWhole:  # noqa: A002 -- the name of the part of the path
    """Give one hazard with its steps, looks, orders and cases."""
    found = api.hazard_get(hazard_id=id, viewer=reader(request))
    row = found.row
    return HazardWhole(
        id=row.pk, kind=row.kind, severity=row.severity, state=row.state, source=row.source,
        note=row.note, geometry=row.geometry, address=row.address, dong=row.dong,
        department=row.department, reported_at=row.reported_at, due_at=row.due_at,
        made_safe_at=row.made_safe_at, repaired_at=row.repaired_at,
        released=row.released_at is not None, merged_into=row.merged_into_id,
        merged=[one.hazard_id for one in found.absorbed],
        steps=[HazardStepOut.model_validate(one, from_attributes=True) for one in found.steps],
        looks=[_look(one) for one in found.looks],
        orders=[_order(one) for one in found.orders],
        codes=[one.code for one in found.cases],
    )  # fmt: skip


def _look(found: Any) -> HazardLookOut:  # noqa: ANN401 -- a look as the page shows it
    row = found.row
    return HazardLookOut(
        step=row.step, seen_at=row.seen_at, width_cm=row.width_cm, length_cm=row.length_cm,
        depth_cm=row.depth_cm, photos=len(found.photos),
    )  # fmt: skip


def _order(row: Any) -> HazardOrderOut:  # noqa: ANN401 -- the row of another room
    return HazardOrderOut(
        id=row.pk, contractor=row.contractor.name, state=row.state, due_on=row.due_on,
        planned_on=row.planned_on,
    )  # fmt: skip
