"""What can be done with a case: every press is a form that works without a script."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from townline.casework.cases import api
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.following import go_on, row_below
from townline.casework.cases.views.lists import the_act, the_viewer
from townline.platform.core.text import particles
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.reading import read
from townline.platform.web.showing import toasts
from townline.platform.web.showing.toasts import Undo
from townline.platform.web.staff import Page, everybody, staff_page
from townline.platform.web.templatetags.townline import named
from townline.platform.web.views import back_to

type Action = Callable[..., object]


def case_url(code: str) -> str:
    return f"/cases/{code}/"


def back_to_case(
    request: HttpRequest, code: str, message: str, *, undo: Undo | None = None
) -> HttpResponse:
    """Go back to the case (or where the form says) and tell what was done."""
    if message:
        toasts.add_toast(request, message, undo=undo)
    return HttpResponseRedirect(back_to(request, case_url(code)))


def regroup_undo_of(code: str) -> Undo:
    """Give the press that undoes the last deed on a case, while it can be undone."""
    return Undo(reverse("put_back", args=[code]))


def action(
    operation: Action,
    message: str,
    schema: type[Input] = inputs.Nothing,
    permission: Permission | None = None,
    *,
    undoable: bool = False,
    **names: str,
) -> Page:
    """Make a page of a deed: it is done, and one is back on the case with a word about it.

    ``message``: that word (Korean, translated); ``schema`` and ``names``: see ``web/reading.py``.
    ``undoable``: the word comes with a press that undoes it.
    """

    @require_POST
    @staff_page(may(permission) if permission else everybody)
    def view(request: HttpRequest, code: str) -> HttpResponse:
        arguments = read(request, schema, **names).arguments()
        operation(the_act(request), code=code, **arguments)
        undo = regroup_undo_of(code) if undoable else None
        return back_to_case(request, code, gettext(message), undo=undo)

    return view


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Send a case to a department, and open the row below it."""
    act = the_act(request)
    below = row_below(request, code, act.now)
    arguments = read(request, inputs.Assign).arguments()
    case = api.case_assign(act, code=code, **arguments)
    message = gettext("%(code)s: %(department)s(으)로 배정했습니다.")
    words = particles.settle(message % {"code": code, "department": named(case.department)})
    toasts.add_toast(request, words, undo=regroup_undo_of(code))
    return go_on(request, code, below)


misroute = action(
    api.case_misroute, gettext_noop("민원실로 반송했습니다."), inputs.Misroute, Permission.WRITE
)
dismiss = action(
    api.case_dismiss,
    gettext_noop("답변 없이 종결했습니다."),
    inputs.WithReason,
    Permission.ASSIGN,
    undoable=True,
)
close = action(
    api.case_close, gettext_noop("종결했습니다."), permission=Permission.WRITE, undoable=True
)
reopen = action(
    api.case_reopen,
    gettext_noop("재처리합니다. 답변 기한이 새로 시작됩니다."),
    inputs.WithReason,
    Permission.WRITE,
)
retitle = action(
    api.case_retitle, gettext_noop("제목을 수정했습니다."), inputs.Title, Permission.WRITE
)
settle = action(
    api.text_settle,
    gettext_noop("보류 문자를 처리했습니다."),
    inputs.SettleOnPage,
    Permission.SETTLE,
    text_id="text",
)
note = action(api.note_add, gettext_noop("메모를 남겼습니다."), inputs.NoteOnPage, Permission.WRITE)


@require_POST
@staff_page()
def presence(request: HttpRequest, code: str) -> HttpResponse:
    """Say that the case is open here (``editing``: with unsaved words), or was left."""
    viewer, form = the_viewer(request), read(request, inputs.Presence)
    if form.left:
        api.presence_leave(code=code, viewer=viewer)
    else:
        api.presence_touch(the_act(request), code=code, editing=form.editing)
    return JsonResponse({})
