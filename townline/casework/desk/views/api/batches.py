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
    """``key``: the same again goes on with what is still waiting and does nothing twice.

    ``assign`` needs ``department`` (perhaps ``assignee``, a username, and ``reason``), ``note``
    needs ``body``; ``danger`` false takes the mark away, with a ``reason``.
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

    ``kept``: it could not be undone, because somebody went on.
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


def _shown(request: StaffRequest, number: int) -> BatchOut:
    found = api.batch_get(batch_id=number, viewer=reader(request), now=clock.now())
    return BatchOut.from_orm(found)


@router.post("/batches", response=BatchOut, operation_id="batch_run")
def batch(request: StaffRequest, said: BatchIn) -> BatchOut:
    """Assign, close, mark or note many cases; tells of each what became of it."""
    wish = api.BatchInput(
        deed=said.deed,
        department=said.department or None,
        assignee=inputs.staff_id(said.assignee),
        reason=said.reason,
        body=said.body,
        danger=said.danger,
    )
    made = api.batch_run(
        key=said.key or uuid.uuid4(),
        codes=said.codes,
        wish=wish,
        viewer=reader(request),
        now=clock.now(),
    )
    return _shown(request, made)


@router.get("/batches/{int:id}", response=BatchOut, operation_id="batch_get")
def batch_get(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
) -> BatchOut:
    """Read one's own batch."""
    return _shown(request, id)


@router.post("/batches/{int:id}/undo", response=BatchOut, operation_id="batch_undo")
def undo(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    said: inputs.Nothing = inputs.Nothing(),  # noqa: B008 -- it is never changed
) -> BatchOut:
    """Put all of one's own batch back, within ten minutes; where somebody went on, it stays."""
    api.batch_undo(batch_id=id, viewer=reader(request), now=clock.now())
    return _shown(request, id)
