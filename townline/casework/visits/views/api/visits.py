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
    shown,
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
def visits_list(request: StaffRequest, wishes: Query[VisitQuery]) -> Visits:
    """List the site visits of a day in order of time; at most 300."""
    day = wishes.day or timezone.localtime(clock.now()).date()
    since = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    found = api.visits_between(
        viewer=reader(request),
        since=since,
        until=since + dt.timedelta(days=1),
        visitor=inputs.staff_id(wishes.visitor or None),
        department=wishes.department or None,
    )
    return Visits(items=[shown(visit) for visit in found])


@of_case.get("/{slug:code}/visits", response=Visits, operation_id="case_visits")
def case_visits(request: StaffRequest, code: Code) -> Visits:
    """List the site visits of a case, latest first."""
    found = api.case_visits(code=code, viewer=reader(request))
    return Visits(items=[shown(visit) for visit in found])


@of_case.post("/{slug:code}/visits", response=Visit, operation_id="visit_plan")
@transaction.atomic
def plan(request: StaffRequest, code: Code, said: Plan) -> Visit:
    """Plan a site visit; residents are told unless ``tell`` is false."""
    viewer = reader(request)
    visit = api.visit_plan(
        Act(viewer, clock.now()),
        code=code,
        visitor=inputs.staff_id(said.visitor) or viewer.staff_id,
        planned_at=said.planned_at,
        note=said.note,
        place=said.place,
        point=said.point,
        tell=said.tell,
    )
    return shown(api.visit_get(visit_id=visit.id, viewer=viewer))


def _done(
    request: StaffRequest, visit_id: int, deed: Callable[..., object], **said: object
) -> Visit:
    viewer = reader(request)
    deed(Act(viewer, clock.now()), visit_id=visit_id, **said)
    return shown(api.visit_get(visit_id=visit_id, viewer=viewer))


@router.post("/visits/{int:id}/move", response=Visit, operation_id="visit_move")
def move(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    said: When,
) -> Visit:
    """Reschedule a site visit, or give it to another person."""
    wished = {"planned_at": said.planned_at, "visitor": inputs.staff_id(said.visitor)}
    return _done(request, id, api.visit_move, **wished, tell=said.tell)


@router.post("/visits/{int:id}/start", response=Visit, operation_id="visit_start")
def start(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    said: Here = _HERE,
) -> Visit:
    """Start travelling to a site visit."""
    return _done(request, id, api.visit_start, point=said.point)


@router.post("/visits/{int:id}/arrive", response=Visit, operation_id="visit_arrive")
def arrive(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    said: Here = _HERE,
) -> Visit:
    """Arrive at a site visit."""
    return _done(request, id, api.visit_arrive, point=said.point)


@router.post("/visits/{int:id}/finish", response=Visit, operation_id="visit_finish")
def finish(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    said: WasFound,
) -> Visit:
    """Record the findings; they are not sent, but offered to whoever writes the answer."""
    return _done(request, id, api.visit_finish, **dict(said))


@router.post("/visits/{int:id}/cancel", response=Visit, operation_id="visit_cancel")
def cancel(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    said: Off,
) -> Visit:
    """Cancel a site visit."""
    return _done(request, id, api.visit_cancel, **dict(said))
