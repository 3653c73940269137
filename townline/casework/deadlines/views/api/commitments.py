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
from townline.platform.web.inputs import Line, RowId

router = Router(tags=["promises"])


class CommitmentQuery(Schema):
    """Which dates. ``whose``: mine, department or all; ``state``: unsettled, one state, or all."""

    whose: Literal["mine", "department", "all"] = "all"
    state: Literal["unsettled", "open", "kept", "moved", "missed", "withdrawn", "all"] = "unsettled"
    department: Line = ""
    limit: Limit = 100


@router.get("/promises", response=shapes.PromisedDates, operation_id="promises_list")
def promises_list(request: StaffRequest, wishes: Query[CommitmentQuery]) -> shapes.PromisedDates:
    """List dates promised in answers: what is missed and due next first."""
    filters = api.PromisedFilters(
        whose=wishes.whose, state=wishes.state, department=wishes.department
    )
    rows = api.promised_list(viewer=reader(request), filters=filters, limit=wishes.limit)
    return shapes.PromisedDates(items=[shapes.PromisedDate.from_orm(row) for row in rows])


@transaction.atomic
def _settled(
    request: StaffRequest, number: int, deed: Callable[..., object], **said: object
) -> shapes.PromisedDate:
    viewer = reader(request)
    deed(promised_id=number, viewer=viewer, now=clock.now(), **said)
    return shapes.PromisedDate.from_orm(api.promised_get(promised_id=number, viewer=viewer))


@router.post("/promises/{int:id}/keep", response=shapes.PromisedDate, operation_id="promise_keep")
def keep(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    said: inputs.Done,
) -> shapes.PromisedDate:
    """Say that it is done; the resident hears that by the district's own words."""
    return _settled(request, id, api.promised_keep, note=said.note)


@router.post("/promises/{int:id}/move", response=shapes.PromisedDate, operation_id="promise_move")
def move(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    said: inputs.PutOff,
) -> shapes.PromisedDate:
    """Promise another moment instead; the resident hears it. Answers with the old date."""
    return _settled(request, id, api.promised_move, due_at=said.due_at, reason=said.reason)


@router.post(
    "/promises/{int:id}/withdraw", response=shapes.PromisedDate, operation_id="promise_withdraw"
)
def withdraw(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    said: inputs.WithReason,
) -> shapes.PromisedDate:
    """Take a date out that is no promise; for heads and the mayor."""
    return _settled(request, id, api.promised_withdraw, reason=said.reason)
