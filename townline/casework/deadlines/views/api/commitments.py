"""Promised dates through the API."""

from collections.abc import Callable
from typing import Literal

from django.db import transaction
from ninja import Query, Router, Schema

from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs, shapes
from townline.casework.cases.views.api.fields import Limit
from townline.casework.cases.views.api.reading import reader
from townline.casework.deadlines import api
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import Line, RowId

router = Router(tags=["promises"])


class CommitmentQuery(Schema):
    """A filter of commitments.

    ``whose``: mine, department, all; ``state``: unsettled, a state, all.
    """

    whose: Literal["mine", "department", "all"] = "all"
    state: Literal["unsettled", "open", "kept", "moved", "missed", "withdrawn", "all"] = "unsettled"
    department: Line = ""
    limit: Limit = 100


@router.get("/promises", response=shapes.PromisedDates, operation_id="promises_list")
def promises_list(request: StaffRequest, query: Query[CommitmentQuery]) -> shapes.PromisedDates:
    """List commitments made in answers: missed ones first, then the next due."""
    filters = api.PromisedFilters(whose=query.whose, state=query.state, department=query.department)
    rows = api.promised_list(viewer=reader(request), filters=filters, limit=query.limit)
    return shapes.PromisedDates(items=[shapes.PromisedDate.from_orm(row) for row in rows])


@transaction.atomic
def _apply_action(
    request: StaffRequest, number: int, action: Callable[..., object], **arguments: object
) -> shapes.PromisedDate:
    viewer = reader(request)
    action(Act(viewer, clock.now()), promised_id=number, **arguments)
    return shapes.PromisedDate.from_orm(api.promised_get(promised_id=number, viewer=viewer))


@router.post("/promises/{int:id}/keep", response=shapes.PromisedDate, operation_id="promise_keep")
def keep(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Done,
) -> shapes.PromisedDate:
    """Mark a commitment as met; the resident is told in the district's words."""
    return _apply_action(request, id, api.promised_keep, note=payload.note)


@router.post("/promises/{int:id}/move", response=shapes.PromisedDate, operation_id="promise_move")
def move(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.PutOff,
) -> shapes.PromisedDate:
    """Reschedule a commitment; the resident is told. Returns the old date."""
    return _apply_action(
        request, id, api.promised_move, due_at=payload.due_at, reason=payload.reason
    )


@router.post(
    "/promises/{int:id}/withdraw", response=shapes.PromisedDate, operation_id="promise_withdraw"
)
def withdraw(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.WithReason,
) -> shapes.PromisedDate:
    """Remove a date that is not a commitment (heads and the mayor)."""
    return _apply_action(request, id, api.promised_withdraw, reason=payload.reason)
