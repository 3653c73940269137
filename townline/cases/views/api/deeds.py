"""Acting on cases through the API. Each deed is one transaction and answers with the case."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from ninja import Router

from townline.cases import api
from townline.cases.views.access import StaffRequest
from townline.cases.views.api import building, inputs, shapes
from townline.cases.views.api.reading import Code, reader
from townline.core import clock
from townline.departments.api import Viewer

router = Router(tags=["cases"])
_NOTHING, _SUBMIT, _MAY_REASON = inputs.Nothing(), inputs.Submit(), inputs.MayReason()

_LEAVE = inputs.Leave()

type Deed = Callable[..., object]


@transaction.atomic
def _done(request: StaffRequest, code: str, deed: Deed, **said: object) -> shapes.Case:
    viewer, now = reader(request), clock.now()
    deed(code=code, viewer=viewer, now=now, **said)
    return building.case(api.case_get(code=code, viewer=seen_as(viewer), now=now), viewer)


def seen_as(viewer: Viewer) -> Viewer:
    """Give the person who did it: the case may just have left their sight by their own hand."""
    return replace(viewer, departments=None)


@router.post("/{slug:code}/assign", response=shapes.Case, operation_id="case_assign")
def assign(request: StaffRequest, code: Code, said: inputs.Assign) -> shapes.Case:
    """Send a case to a department, named or found by its service, perhaps to one person."""
    wished = dict(said) | {"assignee": inputs.staff_id(said.assignee)}
    return _done(request, code, api.case_assign, **wished)


@router.post("/{slug:code}/instruct", response=shapes.Case, operation_id="case_instruct")
def instruct(request: StaffRequest, code: Code, said: inputs.Instruct) -> shapes.Case:
    """Pass a case on to a department with the mayor's words; its head is told."""
    return _done(request, code, api.case_instruct, **dict(said))


@router.post("/{slug:code}/draft", response=shapes.Case, operation_id="draft_save")
def draft(request: StaffRequest, code: Code, said: inputs.SaveDraft) -> shapes.Case:
    """Save the words under a new version."""
    return _done(request, code, api.draft_save, **dict(said))


@router.post("/{slug:code}/submit", response=shapes.Case, operation_id="draft_submit")
def submit(request: StaffRequest, code: Code, said: inputs.Submit = _SUBMIT) -> shapes.Case:
    """Put the draft before the mayor, perhaps to be sent later but within the promise."""
    wished = dict(said)
    if said.promised is not None:
        wished["promised"] = [api.Promise(at=one.at, words=one.words) for one in said.promised]
    return _done(request, code, api.draft_submit, **wished)


@router.post("/{slug:code}/confirm", response=shapes.Case, operation_id="case_confirm")
def confirm(request: StaffRequest, code: Code, said: inputs.Confirm) -> shapes.Case:
    """Confirm exactly the words whose hash was read; they leave after the hold."""
    return _done(request, code, api.case_confirm, **_confirmed(said))


def _confirmed(said: inputs.Confirm) -> dict[str, object]:
    return {"hash_": said.hash, "send_at": said.send_at, "at_once": said.at_once}


@router.post("/{slug:code}/send-back", response=shapes.Case, operation_id="draft_send_back")
def send_back(request: StaffRequest, code: Code, said: inputs.WithReason) -> shapes.Case:
    """Return the draft for rewording."""
    return _done(request, code, api.draft_send_back, reason=said.reason)


@router.post("/{slug:code}/undo", response=shapes.Case, operation_id="case_undo")
def undo(request: StaffRequest, code: Code, said: inputs.MayReason = _MAY_REASON) -> shapes.Case:
    """Take a confirmation back during its hold."""
    return _done(request, code, api.case_undo, reason=said.reason)


@router.post("/{slug:code}/leave", response=shapes.Case, operation_id="case_leave")
def leave(request: StaffRequest, code: Code, said: inputs.Leave = _LEAVE) -> shapes.Case:
    """Let a confirmed answer that waits leave at once (after the hold), or at another moment."""
    return _done(request, code, api.case_leave, send_at=said.send_at)


@router.post("/{slug:code}/withdraw", response=shapes.Case, operation_id="draft_withdraw")
def withdraw(request: StaffRequest, code: Code, said: inputs.Nothing = _NOTHING) -> shapes.Case:
    """Take the draft back from the mayor's desk."""
    return _done(request, code, api.draft_withdraw)


@router.post("/{slug:code}/question", response=shapes.Case, operation_id="question_send")
def question(request: StaffRequest, code: Code, said: inputs.Written) -> shapes.Case:
    """Ask the resident at once; the promise goes on."""
    return _done(request, code, api.question_send, body=said.body)


@router.post("/{slug:code}/misroute", response=shapes.Case, operation_id="case_misroute")
def misroute(request: StaffRequest, code: Code, said: inputs.Misroute) -> shapes.Case:
    """Give a case back to the front desk."""
    return _done(request, code, api.case_misroute, **dict(said))


@router.post("/{slug:code}/dismiss", response=shapes.Case, operation_id="case_dismiss")
def dismiss(request: StaffRequest, code: Code, said: inputs.WithReason) -> shapes.Case:
    """Close without an answer."""
    return _done(request, code, api.case_dismiss, reason=said.reason)


@router.post("/{slug:code}/close", response=shapes.Case, operation_id="case_close")
def close(request: StaffRequest, code: Code, said: inputs.Nothing = _NOTHING) -> shapes.Case:
    """Close an answered case."""
    return _done(request, code, api.case_close)


@router.post("/{slug:code}/reopen", response=shapes.Case, operation_id="case_reopen")
def reopen(request: StaffRequest, code: Code, said: inputs.WithReason) -> shapes.Case:
    """Open a finished case again; a new promise begins."""
    return _done(request, code, api.case_reopen, reason=said.reason)


@router.post("/{slug:code}/title", response=shapes.Case, operation_id="case_retitle")
def title(request: StaffRequest, code: Code, said: inputs.Title) -> shapes.Case:
    """Give a case a name that staff recognise."""
    return _done(request, code, api.case_retitle, title=said.title)


@router.post("/{slug:code}/danger", response=shapes.Case, operation_id="case_mark_danger")
def danger(request: StaffRequest, code: Code, said: inputs.Danger) -> shapes.Case:
    """Mark danger to life, or take the mark away."""
    return _done(request, code, api.case_mark_danger, danger=said.danger, reason=said.reason)


@router.post("/{slug:code}/notes", response=shapes.Case, operation_id="note_add")
def note(request: StaffRequest, code: Code, said: inputs.Written) -> shapes.Case:
    """Write a note among staff; it is never sent."""
    return _done(request, code, api.note_add, body=said.body)


@router.post("/{slug:code}/texts/{int:id}/settle", response=shapes.Case, operation_id="text_settle")
def settle(
    request: StaffRequest,
    code: Code,
    id: int,  # noqa: A002 -- the name of the part of the path
    said: inputs.Settle,
) -> shapes.Case:
    """Decide about a text whose outcome the network never told."""
    return _done(request, code, api.text_settle, text_id=id, **dict(said))


@router.post("/{slug:code}/reveal", response=shapes.Number, operation_id="number_reveal")
def reveal(request: StaffRequest, code: Code, said: inputs.Reveal) -> shapes.Number:
    """Give a resident's number; the look and its reason are recorded."""
    number = api.number_reveal(
        code=code, viewer=reader(request), now=clock.now(), reason=said.reason, text=said.text
    )
    return shapes.Number(number=number)
