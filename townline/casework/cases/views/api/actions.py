"""Acting on cases through the API. Each deed is one transaction and answers with the case."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from ninja import Router

from townline.casework.cases import api
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import building, inputs, shapes
from townline.casework.cases.views.api.reading import Code, reader
from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer

router = Router(tags=["cases"])
_NOTHING = inputs.Nothing()

type Action = Callable[..., object]


@transaction.atomic
def act_on_case(
    request: StaffRequest, code: str, action: Action, **arguments: object
) -> shapes.Case:
    """Do something with a case, and answer with the case as its doer sees it."""
    act = Act(reader(request), clock.now())
    action(act, code=code, **arguments)
    return building.WHOLE.value(Act(seen_as(act.viewer), act.now), code)


def seen_as(viewer: Viewer) -> Viewer:
    """Give the person who did it: the case may just have left their sight by their own hand."""
    return replace(viewer, departments=None)


@router.post("/{slug:code}/assign", response=shapes.Case, operation_id="case_assign")
def assign(request: StaffRequest, code: Code, payload: inputs.Assign) -> shapes.Case:
    """Assign a case to a department, or by its category, and optionally to a case officer."""
    return act_on_case(request, code, api.case_assign, **payload.arguments())


@router.post("/{slug:code}/misroute", response=shapes.Case, operation_id="case_misroute")
def misroute(request: StaffRequest, code: Code, payload: inputs.Misroute) -> shapes.Case:
    """Return a case to the front desk."""
    return act_on_case(request, code, api.case_misroute, **dict(payload))


@router.post("/{slug:code}/dismiss", response=shapes.Case, operation_id="case_dismiss")
def dismiss(request: StaffRequest, code: Code, payload: inputs.WithReason) -> shapes.Case:
    """Close a case without reply."""
    return act_on_case(request, code, api.case_dismiss, reason=payload.reason)


@router.post("/{slug:code}/close", response=shapes.Case, operation_id="case_close")
def close(request: StaffRequest, code: Code, payload: inputs.Nothing = _NOTHING) -> shapes.Case:
    """Close an answered case."""
    return act_on_case(request, code, api.case_close)


@router.post("/{slug:code}/reopen", response=shapes.Case, operation_id="case_reopen")
def reopen(request: StaffRequest, code: Code, payload: inputs.WithReason) -> shapes.Case:
    """Reopen a finished case; a new answer due date is set."""
    return act_on_case(request, code, api.case_reopen, reason=payload.reason)


@router.post("/{slug:code}/title", response=shapes.Case, operation_id="case_retitle")
def title(request: StaffRequest, code: Code, payload: inputs.Title) -> shapes.Case:
    """Change the title of a case."""
    return act_on_case(request, code, api.case_retitle, title=payload.title)


@router.post("/{slug:code}/notes", response=shapes.Case, operation_id="note_add")
def note(request: StaffRequest, code: Code, payload: inputs.Written) -> shapes.Case:
    """Add an internal note; it is never sent."""
    return act_on_case(request, code, api.note_add, body=payload.body)


@router.post("/{slug:code}/texts/{int:id}/settle", response=shapes.Case, operation_id="text_settle")
def settle(
    request: StaffRequest,
    code: Code,
    id: int,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Settle,
) -> shapes.Case:
    """Resolve a text whose delivery is unknown."""
    return act_on_case(request, code, api.text_settle, text_id=id, **dict(payload))
