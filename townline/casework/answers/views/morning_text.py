"""What the mayor does with a text at once: pass it on, answer it. Forms that need no script."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.casework.answers import api
from townline.casework.answers.views.commitment_check import check_url
from townline.casework.answers.views.guards import mayors_page
from townline.casework.answers.views.instructions import instruction_word
from townline.casework.cases import api as cases
from townline.casework.cases.views import labels, refusals, thread
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import directory, the_act
from townline.casework.cases.views.places import places
from townline.casework.coordination import api as coordination
from townline.casework.coordination.views.api import joint_shapes
from townline.casework.visits import api as visits
from townline.platform.departments.api import Act, Permission
from townline.platform.web.inputs import Input, Moment, Reason, Version
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_ticked, as_written, read
from townline.platform.web.staff import Page


class Meet(Input):
    """A meeting that the mayor calls: its end and who comes are as usual."""

    CALLED: ClassVar[Mapping[str, str]] = joint_shapes.OF_MEETINGS
    starts_at: Moment
    place: joint_shapes.Venue
    agenda: Reason
    departments: joint_shapes.Offices = []
    reason: Reason = ""


class MayorsVisit(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"at": gettext_noop("방문 일시")}
    at: Moment
    note: Reason = ""

    def arguments(self) -> dict[str, Any]:
        return {"planned_at": self.at, "note": self.note}


class OwnAnswer(inputs.Written):
    base_version: Version = 0


@require_GET
@mayors_page
def text(request: HttpRequest, code: str) -> HttpResponse:
    """Show one case of a resident with what can be done with it at once."""
    context = _context(request, code)
    if context["case"].code != code:
        return HttpResponseRedirect(f"/morning/text/{context['case'].code}/")
    return render(request, "answers/morning_text.html", context)


def _context(request: HttpRequest, code: str) -> dict[str, Any]:
    act, names = the_act(request), directory()
    detail = api.answer_get(act, code=code)
    undecided = "assign" in detail.allowed
    return {
        "case": detail.row,
        "detail": detail,
        "now": act.now,
        "texts": thread.short(detail.thread),
        "has_photos": any(t.photos for t in detail.thread),
        "places": places(detail.thread),
        "department": names.departments.get(detail.row.department or ""),
        "service": names.services.get(detail.row.service or ""),
        "state_word": labels.state(detail.row.state),
        "offices": names.offices,
        "suggested": _suggest_department(detail, names.services),
        "instructions": [note for note in detail.notes if note.instruction],
        "instruction_word": instruction_word(),
        "may": act.viewer.may(Permission.CONFIRM),
        "may_pass": undecided or detail.row.department is not None,
        "may_meet": detail.row.is_open and detail.row.state not in {"confirmed", "bundled"},
        "start": coordination.meeting_start(timezone.localtime(act.now), detail.row.answer_due_at),
        "called": as_ticked(request, "departments")
        or [_suggest_department(detail, names.services)],
        "may_visit": detail.row.is_open,
        "may_answer": undecided and detail.row.state != "awaiting_confirmation",
        "deed": "",
    }


def _suggest_department(detail: cases.Detail, services: dict[str, Any]) -> str:
    """Give the department that has it, else the one of the service it seems to be about."""
    service = services.get(detail.row.service or "")
    return detail.row.department or (service.department_id if service else "") or ""


def _action_page(
    name: str, schema: type[Input], act: Callable[..., object], message: str = ""
) -> Page:
    """Make a page of a deed: one is back with what is ``message``, or looks at one's own answer.

    What is refused is said beside the form, answers kept.
    """

    @require_POST
    @mayors_page
    def view(request: HttpRequest, code: str) -> HttpResponse:
        try:
            arguments = read(request, schema).arguments()
            made = act(the_act(request), code=code, **arguments)
        except (cases.NotFound, cases.NotAllowed):
            raise
        except cases.CaseError as error:
            return _refusal_page(request, code, name, refusals.words(error), error.status)
        except InvalidForm as error:
            return _refusal_page(request, code, name, error.sentences, error.status)
        if not message:
            return HttpResponseRedirect(_looked_at(code, made))
        messages.success(request, gettext(message))
        return HttpResponseRedirect(f"/morning/text/{code}/")

    return view


def _looked_at(code: str, made: object) -> str:
    """Give the page where one's own words are looked at once more, or first their dates."""
    there = f"/morning/{code}/"
    waits = getattr(made, "state", "") == "awaiting_confirmation"
    return there if waits else check_url(code, next=there)


def _visit(act: Act, **about: Any) -> None:  # noqa: ANN401 -- what is planned
    visits.visit_plan(act, visitor=act.viewer.staff_id, **about)


def _refusal_page(
    request: HttpRequest, code: str, name: str, problem: str, status: int
) -> HttpResponse:
    problem_context = {"deed": name, "problem": problem, "posted": as_written(request)}
    page = _context(request, code) | problem_context
    return render(request, "answers/morning_text.html", page, status=status)


pass_on = _action_page(
    "pass-on",
    inputs.Instruct,
    api.case_instruct,
    gettext_noop("지시와 함께 배정하고 부서장에게 통보했습니다."),
)
meet = _action_page(
    "meet", Meet, api.case_meet, gettext_noop("회의를 소집하고 해당 부서에 알렸습니다.")
)
visit = _action_page(
    "visit", MayorsVisit, _visit, gettext_noop("현장 방문을 등록하고 보내신 분께 알렸습니다.")
)
answer = _action_page("answer", OwnAnswer, api.case_answer)
