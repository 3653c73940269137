"""Many cases in one request: each is done or refused by itself; all of it can be undone."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field, StrictBool

from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.api.reading import reader
from townline.casework.desk import api
from townline.casework.desk.rules import BatchAction
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import Body, Input, Line, Reason, RowId

router = Router(tags=["batches"])


type Codes = Annotated[list[Line], Field(min_length=1, max_length=api.MOST)]
_OF_BATCHES = {
    "deed": gettext_noop("처리"),
    "codes": gettext_noop("선택한 민원"),
    "key": gettext_noop("이 화면"),
    "assignee": gettext_noop("담당자"),
}


class BatchIn(Input):
    """A bulk action. The same ``key`` again continues what is waiting and repeats nothing.

    ``assign`` needs ``department`` (optionally ``assignee``, a username, and ``reason``), ``note``
    needs ``body``; ``danger`` false removes the mark, with a ``reason``.
    """

    deed: BatchAction
    codes: Codes
    key: uuid.UUID | None = None
    department: Line | None = None
    assignee: Line | None = None
    reason: Reason = ""
    body: Body = ""
    danger: StrictBool = True


class BatchOnPage(Input):
    """``assignee`` is the number of a person."""

    CALLED: ClassVar[Mapping[str, str]] = _OF_BATCHES
    deed: BatchAction
    codes: Codes
    key: uuid.UUID | None = None
    department: Line | None = None
    assignee: RowId | None = None
    reason: Reason = ""
    body: Body = ""


class LineOut(Schema):
    """One case. ``state``: waiting, done, refused, undone, kept; ``problem``: why it was refused.

    ``kept``: not undone, because the case was changed since.
    """

    code: str
    state: str
    problem: str
    detail: str


class BatchOut(Schema):
    id: int
    deed: str
    at: dt.datetime
    until: dt.datetime
    undoable: bool
    lines: list[LineOut]


def _batch_result(request: StaffRequest, number: int) -> BatchOut:
    found = api.batch_get(Act(reader(request), clock.now()), batch_id=number)
    return BatchOut.from_orm(found)


@router.post("/batches", response=BatchOut, operation_id="batch_run")
def batch(request: StaffRequest, payload: BatchIn) -> BatchOut:
    """Run a bulk action: assign, close, mark or add a note; returns the result for each case."""
    batch_input = api.BatchInput(
        deed=payload.deed,
        department=payload.department or None,
        assignee=inputs.staff_id(payload.assignee),
        reason=payload.reason,
        body=payload.body,
        danger=payload.danger,
    )
    made = api.batch_run(
        Act(reader(request), clock.now()),
        key=payload.key or uuid.uuid4(),
        codes=payload.codes,
        batch_input=batch_input,
    )
    return _batch_result(request, made)


@router.get("/batches/{int:id}", response=BatchOut, operation_id="batch_get")
def batch_get(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
) -> BatchOut:
    """Get one of your bulk actions."""
    return _batch_result(request, id)


@router.post("/batches/{int:id}/undo", response=BatchOut, operation_id="batch_undo")
def undo(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Nothing = inputs.Nothing(),  # noqa: B008 -- it is never changed
) -> BatchOut:
    """Undo one of your bulk actions within ten minutes, except in cases changed since."""
    api.batch_undo(Act(reader(request), clock.now()), batch_id=id)
    return _batch_result(request, id)
