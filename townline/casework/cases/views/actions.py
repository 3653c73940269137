"""What can be done with a case: every press is a form that works without a script."""

from collections.abc import Callable
from typing import cast, get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.casework.cases import api
from townline.casework.cases.views.access import staff_page
from townline.casework.cases.views.following import go_on, row_below
from townline.casework.cases.views.lists import the_viewer
from townline.platform.conversations.api import Decision
from townline.platform.core import clock
from townline.platform.core.text import particles
from townline.platform.departments.api import Viewer
from townline.platform.web.numbers import is_number
from townline.platform.web.templatetags.townline import named
from townline.platform.web.views import back_to

type Action = Callable[[HttpRequest, str, Viewer], str]


def case_url(code: str) -> str:
    return f"/cases/{code}/"


def done(request: HttpRequest, code: str, said: str) -> HttpResponse:
    """Go back to the case (or where the form says) and tell what was done."""
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(back_to(request, case_url(code)))


def action(deed: Action) -> Callable[..., HttpResponse]:
    """Make a page of a deed: it is done, and one is back on the case with a word about it."""

    @require_POST
    @staff_page()
    def view(request: HttpRequest, code: str) -> HttpResponse:
        return done(request, code, deed(request, code, the_viewer(request)))

    return view


def word(request: HttpRequest, name: str, limit: int = 2000) -> str:
    """Give a field as it was typed, without the space around it."""
    return request.POST.get(name, "").strip()[:limit]


@require_POST
@staff_page()
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Send a case to a department, and open the row below it."""
    viewer, now = the_viewer(request), clock.now()
    below = row_below(request, code, now)
    case = api.case_assign(
        code=code,
        viewer=viewer,
        now=now,
        department=word(request, "department") or None,
        service=word(request, "service") or None,
        reason=word(request, "reason"),
    )
    said = gettext("%(code)s: %(department)s(으)로 배정했습니다.")
    messages.success(
        request, particles.settle(said % {"code": code, "department": named(case.department)})
    )
    return go_on(request, code, below)


@action
def misroute(request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.case_misroute(
        code=code,
        viewer=viewer,
        now=clock.now(),
        reason=word(request, "reason"),
        suggestion=word(request, "suggestion"),
    )
    return gettext("민원실로 반송했습니다.")


@action
def dismiss(request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.case_dismiss(code=code, viewer=viewer, now=clock.now(), reason=word(request, "reason"))
    return gettext("답변 없이 종결했습니다.")


@action
def close(_request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.case_close(code=code, viewer=viewer, now=clock.now())
    return gettext("종결했습니다.")


@action
def reopen(request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.case_reopen(code=code, viewer=viewer, now=clock.now(), reason=word(request, "reason"))
    return gettext("재처리합니다. 답변 기한이 새로 시작됩니다.")


@action
def retitle(request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.case_retitle(code=code, viewer=viewer, now=clock.now(), title=word(request, "title"))
    return gettext("제목을 수정했습니다.")


@action
def note(request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.note_add(code=code, viewer=viewer, now=clock.now(), body=_with_call(request))
    return gettext("메모를 남겼습니다.")


def _with_call(request: HttpRequest) -> str:
    """Give the words of a note, with who was picked from the list called at their end."""
    body, picked = word(request, "body", 5000), word(request, "call", 60)
    if not picked or f"@{picked}" in body:
        return body
    return f"{body} @{picked}" if body else body


def _decision(request: HttpRequest) -> Decision:
    wished = request.POST.get("decision", "")
    if wished not in get_args(Decision):
        raise api.InvalidInput(f"unknown decision {wished!r}")
    return cast("Decision", wished)


@action
def settle(request: HttpRequest, code: str, viewer: Viewer) -> str:
    number = request.POST.get("text", "")
    if not is_number(number):
        raise api.NotFound(f"case {code} has no such text")
    api.text_settle(
        code=code,
        viewer=viewer,
        now=clock.now(),
        text_id=int(number),
        decision=_decision(request),
        reason=word(request, "reason"),
    )
    return gettext("보류 문자를 처리했습니다.")


@require_POST
@staff_page()
def presence(request: HttpRequest, code: str) -> HttpResponse:
    """Say that the case is open here (``editing``: with unsaved words), or was left."""
    viewer = the_viewer(request)
    if request.POST.get("left") == "1":
        api.presence_leave(code=code, viewer=viewer)
    else:
        editing = request.POST.get("editing") == "1"
        api.presence_touch(code=code, viewer=viewer, now=clock.now(), editing=editing)
    return JsonResponse({})
