"""Answers through the API: written, put before the mayor, confirmed, taken back, asked."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from ninja import Router
from pydantic import Field

from townline.casework.answers import api
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs, shapes
from townline.casework.cases.views.api.actions import act_on_case
from townline.casework.cases.views.api.reading import Code
from townline.casework.deadlines import api as deadlines
from townline.platform.web.inputs import Input, Line

of_case = Router(tags=["cases"])
_NOTHING, _SUBMIT, _MAY_REASON = inputs.Nothing(), inputs.Submit(), inputs.MayReason()
_LEAVE = inputs.Leave()


class Bundle(Input):
    """``others``: case numbers of the same residents."""

    CALLED: ClassVar[Mapping[str, str]] = {"others": gettext_noop("일괄 답변할 민원")}
    others: Annotated[list[Line], Field(max_length=20)]


@of_case.post("/{slug:code}/instruct", response=shapes.Case, operation_id="case_instruct")
def instruct(request: StaffRequest, code: Code, payload: inputs.Instruct) -> shapes.Case:
    """Send a case to a department with the mayor's instruction; its head is notified."""
    return act_on_case(request, code, api.case_instruct, **dict(payload))


@of_case.post("/{slug:code}/draft", response=shapes.Case, operation_id="draft_save")
def draft(request: StaffRequest, code: Code, payload: inputs.SaveDraft) -> shapes.Case:
    """Save the answer draft as a new version."""
    return act_on_case(request, code, api.draft_save, **dict(payload))


@of_case.post("/{slug:code}/submit", response=shapes.Case, operation_id="draft_submit")
def submit(request: StaffRequest, code: Code, payload: inputs.Submit = _SUBMIT) -> shapes.Case:
    """Submit the answer draft for approval, optionally scheduled before the answer is due."""
    arguments = dict(payload)
    if payload.promised is not None:
        arguments["promised"] = [
            deadlines.Promise(at=one.at, words=one.words) for one in payload.promised
        ]
    return act_on_case(request, code, api.draft_submit, **arguments)


@of_case.post("/{slug:code}/confirm", response=shapes.Case, operation_id="case_confirm")
def confirm(request: StaffRequest, code: Code, payload: inputs.Confirm) -> shapes.Case:
    """Approve exactly the answer whose hash you read; it is sent after the undo time."""
    return act_on_case(request, code, api.case_confirm, **payload.arguments())


@of_case.post("/{slug:code}/send-back", response=shapes.Case, operation_id="draft_send_back")
def send_back(request: StaffRequest, code: Code, payload: inputs.WithReason) -> shapes.Case:
    """Return the answer draft for changes."""
    return act_on_case(request, code, api.draft_send_back, reason=payload.reason)


@of_case.post("/{slug:code}/undo", response=shapes.Case, operation_id="case_undo")
def undo(request: StaffRequest, code: Code, payload: inputs.MayReason = _MAY_REASON) -> shapes.Case:
    """Undo an approval before the answer is sent."""
    return act_on_case(request, code, api.case_undo, reason=payload.reason)


@of_case.post("/{slug:code}/leave", response=shapes.Case, operation_id="case_leave")
def leave(request: StaffRequest, code: Code, payload: inputs.Leave = _LEAVE) -> shapes.Case:
    """Send a scheduled answer now, or schedule it for another time."""
    return act_on_case(request, code, api.case_leave, send_at=payload.send_at)


@of_case.post("/{slug:code}/withdraw", response=shapes.Case, operation_id="draft_withdraw")
def withdraw(request: StaffRequest, code: Code, payload: inputs.Nothing = _NOTHING) -> shapes.Case:
    """Withdraw the answer draft from approval."""
    return act_on_case(request, code, api.draft_withdraw)


@of_case.post("/{slug:code}/question", response=shapes.Case, operation_id="question_send")
def question(request: StaffRequest, code: Code, payload: inputs.Written) -> shapes.Case:
    """Ask the resident a question now; the answer stays due."""
    return act_on_case(request, code, api.question_send, body=payload.body)


@of_case.post(
    "/{slug:code}/bundle", response=shapes.Case, operation_id="case_bundle", tags=["joint"]
)
def bundle(request: StaffRequest, code: Code, payload: Bundle) -> shapes.Case:
    """Combine the answer with other cases of the same residents."""
    return act_on_case(request, code, api.case_bundle, others=payload.others)


@of_case.post(
    "/{slug:code}/unbundle", response=shapes.Case, operation_id="case_unbundle", tags=["joint"]
)
def unbundle(request: StaffRequest, code: Code, payload: inputs.Nothing = _NOTHING) -> shapes.Case:
    """Take a case out of a combined answer."""
    return act_on_case(request, code, api.case_unbundle)
