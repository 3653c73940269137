"""Visits through the API: planned, made, called off. Photos are added on the pages."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from ninja import Query, Router, Schema

from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.visits import api
from townline.casework.visits.views.api.shapes import (
    Here,
    Off,
    Plan,
    Visit,
    Visits,
    WasFound,
    When,
    visit_item,
)
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import Day, Line, RowId

router = Router(tags=["visits"])
of_case = Router(tags=["visits"])
_HERE = Here()


class VisitQuery(Schema):
    """A filter of site visits: a day (today by default), a person or a department."""

    day: Day | None = None
    visitor: Line = ""
    department: Line = ""


@router.get("/visits", response=Visits, operation_id="visits_list")
def visits_list(request: StaffRequest, query: Query[VisitQuery]) -> Visits:
    """List the site visits of a day in order of time; at most 300."""
    day = query.day or timezone.localtime(clock.now()).date()
    since = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    found = api.visits_between(
        viewer=reader(request),
        since=since,
        until=since + dt.timedelta(days=1),
        visitor=inputs.staff_id(query.visitor or None),
        department=query.department or None,
    )
    return Visits(items=[visit_item(visit) for visit in found])


@of_case.get("/{slug:code}/visits", response=Visits, operation_id="case_visits")
def case_visits(request: StaffRequest, code: Code) -> Visits:
    """List the site visits of a case, latest first."""
    found = api.case_visits(code=code, viewer=reader(request))
    return Visits(items=[visit_item(visit) for visit in found])


@of_case.post("/{slug:code}/visits", response=Visit, operation_id="visit_plan")
@transaction.atomic
def plan(request: StaffRequest, code: Code, payload: Plan) -> Visit:
    """Plan a site visit; residents are told unless ``tell`` is false."""
    viewer = reader(request)
    visit = api.visit_plan(
        Act(viewer, clock.now()),
        code=code,
        visitor=inputs.staff_id(payload.visitor) or viewer.staff_id,
        planned_at=payload.planned_at,
        note=payload.note,
        place=payload.place,
        point=payload.point,
        tell=payload.tell,
    )
    return visit_item(api.visit_get(visit_id=visit.id, viewer=viewer))


def _apply_action(
    request: StaffRequest, visit_id: int, action: Callable[..., object], **arguments: object
) -> Visit:
    viewer = reader(request)
    action(Act(viewer, clock.now()), visit_id=visit_id, **arguments)
    return visit_item(api.visit_get(visit_id=visit_id, viewer=viewer))


@router.post("/visits/{int:id}/move", response=Visit, operation_id="visit_move")
def move(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: When,
) -> Visit:
    """Reschedule a site visit, or give it to another person."""
    changes = {"planned_at": payload.planned_at, "visitor": inputs.staff_id(payload.visitor)}
    return _apply_action(request, id, api.visit_move, **changes, tell=payload.tell)


@router.post("/visits/{int:id}/start", response=Visit, operation_id="visit_start")
def start(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: Here = _HERE,
) -> Visit:
    """Start travelling to a site visit."""
    return _apply_action(request, id, api.visit_start, point=payload.point)


@router.post("/visits/{int:id}/arrive", response=Visit, operation_id="visit_arrive")
def arrive(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: Here = _HERE,
) -> Visit:
    """Arrive at a site visit."""
    return _apply_action(request, id, api.visit_arrive, point=payload.point)


@router.post("/visits/{int:id}/finish", response=Visit, operation_id="visit_finish")
def finish(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: WasFound,
) -> Visit:
    """Record the findings; they are not sent, but offered to whoever writes the answer."""
    return _apply_action(request, id, api.visit_finish, **dict(payload))


@router.post("/visits/{int:id}/cancel", response=Visit, operation_id="visit_cancel")
def cancel(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: Off,
) -> Visit:
    """Cancel a site visit."""
    return _apply_action(request, id, api.visit_cancel, **dict(payload))
