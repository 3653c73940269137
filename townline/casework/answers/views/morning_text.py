"""What the mayor does with a text at once: pass it on, answer it. Forms that need no script."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.answers import api
from townline.casework.answers.views.commitment_check import check_url
from townline.casework.answers.views.guards import mayors_page
from townline.casework.answers.views.instructions import instruction_word
from townline.casework.cases import api as cases
from townline.casework.cases.views import labels, refusals, thread
from townline.casework.cases.views.lists import directory, the_viewer
from townline.casework.cases.views.places import places
from townline.casework.coordination import api as coordination
from townline.casework.coordination.views.joint_inputs import needed
from townline.casework.visits import api as visits
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.web.numbers import is_number

type Action = Callable[[HttpRequest, str, Viewer], str]
_OFFICES = 40  # at one meeting


@require_GET
@mayors_page
def text(request: HttpRequest, code: str) -> HttpResponse:
    """Show one case of a resident with what can be done with it at once."""
    context = _context(request, code)
    if context["case"].code != code:
        return HttpResponseRedirect(f"/morning/text/{context['case'].code}/")
    return render(request, "answers/morning_text.html", context)


def _context(request: HttpRequest, code: str) -> dict[str, Any]:
    viewer, now, names = the_viewer(request), clock.now(), directory()
    detail = api.answer_get(code=code, viewer=viewer, now=now)
    undecided = "assign" in detail.allowed
    return {
        "case": detail.row,
        "detail": detail,
        "now": now,
        "texts": thread.short(detail.thread),
        "has_photos": any(t.photos for t in detail.thread),
        "places": places(detail.thread),
        "department": names.departments.get(detail.row.department or ""),
        "service": names.services.get(detail.row.service or ""),
        "state_word": labels.state(detail.row.state),
        "offices": names.offices,
        "suggested": _suggested(detail, names.services),
        "instructions": [note for note in detail.notes if note.instruction],
        "instruction_word": instruction_word(),
        "may": viewer.may(Permission.CONFIRM),
        "may_pass": undecided or detail.row.department is not None,
        "may_meet": detail.row.is_open and detail.row.state not in {"confirmed", "bundled"},
        "start": coordination.meeting_start(timezone.localtime(now), detail.row.answer_due_at),
        "called": request.POST.getlist("departments") or [_suggested(detail, names.services)],
        "may_visit": detail.row.is_open,
        "may_answer": undecided and detail.row.state != "awaiting_confirmation",
        "deed": "",
    }


def _suggested(detail: cases.Detail, services: dict[str, Any]) -> str:
    """Give the department that has it, else the one of the service it seems to be about."""
    service = services.get(detail.row.service or "")
    return detail.row.department or (service.department_id if service else "") or ""


def deed(name: str) -> Callable[[Action], Callable[..., HttpResponse]]:
    """Do a deed and go where it says; what is refused is said beside the form, answers kept."""

    def decorate(act: Action) -> Callable[..., HttpResponse]:
        @require_POST
        @mayors_page
        @wraps(act)
        def view(request: HttpRequest, code: str) -> HttpResponse:
            try:
                return HttpResponseRedirect(act(request, code, the_viewer(request)))
            except (cases.NotFound, cases.NotAllowed):
                raise
            except cases.CaseError as error:
                told = {"deed": name, "problem": refusals.words(error), "posted": request.POST}
                page = _context(request, code) | told
                return render(request, "answers/morning_text.html", page, status=error.status)

        return view

    return decorate


def _words(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n").strip()


@deed("pass-on")
def pass_on(request: HttpRequest, code: str, viewer: Viewer) -> str:
    """Send the case to a department with the mayor's words."""
    api.case_instruct(
        code=code,
        viewer=viewer,
        now=clock.now(),
        department=_words(request, "department"),
        body=_words(request, "body"),
    )
    messages.success(request, gettext("지시와 함께 배정하고 부서장에게 통보했습니다."))
    return f"/morning/text/{code}/"


@deed("answer")
def answer(request: HttpRequest, code: str, viewer: Viewer) -> str:
    """Put one's own words up; they are looked at once more, as they will be sent."""
    base = _words(request, "base_version")
    case = api.case_answer(
        code=code,
        viewer=viewer,
        now=clock.now(),
        body=_words(request, "body"),
        base_version=int(base) if is_number(base) else 0,
    )
    there = f"/morning/{code}/"
    return there if case.state == "awaiting_confirmation" else check_url(code, next=there)


@deed("meet")
def meet(request: HttpRequest, code: str, viewer: Viewer) -> str:
    """Call the heads of departments to a meeting."""
    api.case_meet(
        code=code,
        viewer=viewer,
        now=clock.now(),
        starts_at=needed(request, "starts_at"),
        place=_words(request, "place"),
        agenda=_words(request, "agenda"),
        departments=request.POST.getlist("departments")[:_OFFICES],
        reason=_words(request, "reason"),
    )
    messages.success(request, gettext("회의를 소집하고 해당 부서에 알렸습니다."))
    return f"/morning/text/{code}/"


@deed("visit")
def visit(request: HttpRequest, code: str, viewer: Viewer) -> str:
    """Say that one comes to see in person; the resident hears of it."""
    visits.visit_plan(
        code=code,
        viewer=viewer,
        now=clock.now(),
        visitor=viewer.staff_id,
        planned_at=needed(request, "at"),
        note=_words(request, "note"),
    )
    messages.success(request, gettext("현장 방문을 등록하고 보내신 분께 알렸습니다."))
    return f"/morning/text/{code}/"
