"""What is pressed on the pages of an incident: each a form that works without a script."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.decorators.http import require_POST

from townline.casework.cases.api import NotAllowed
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.reading import read
from townline.platform.web.staff import Page, everybody, staff_page
from townline.platform.web.views import back_to
from townline.prevention.incidents import api
from townline.prevention.incidents.views import inputs
from townline.prevention.incidents.views.shown import ACTIONS


def _may(viewer: Viewer, number: int, *, leads: bool = False) -> None:
    """Refuse before a form is read: who does not see it, or does not lead incidents."""
    api.incident_of(number, viewer)
    if leads and not api.leads(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this")


def press(
    action: Callable[..., object],
    message: str,
    schema: type[Input],
    *,
    writes: bool = True,
    leads: bool = False,
) -> Page:
    """Make a page of a press; it leads back to where it was pressed."""

    @require_POST
    @staff_page(may(Permission.WRITE) if writes else everybody, reads=True)
    def view(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
        _may(viewer, number, leads=leads)
        arguments = read(request, schema).arguments()
        action(Act(viewer, clock.now()), incident_id=number, **arguments)
        if message:
            messages.success(request, gettext(message))
        return HttpResponseRedirect(back_to(request, f"/incidents/{number}/"))

    return view


leave = press(
    api.case_leave, gettext_noop("민원을 상황에서 제외했습니다."), inputs.IncidentCaseCode
)
dismiss = press(api.offer_dismiss, gettext_noop("추천에서 제외했습니다."), inputs.IncidentCaseCode)
settle = press(
    api.question_settle, gettext_noop("추가 문의를 처리했습니다."), inputs.QuestionSettling
)
end = press(
    api.incident_end,
    gettext_noop("상황을 종료했습니다. 민원은 각각 그대로 처리합니다."),
    inputs.IncidentEnding,
    leads=True,
)
lessons = press(
    api.lessons_write, gettext_noop("개선 사항을 저장했습니다."), inputs.LessonsWriting, leads=True
)
reopen = press(
    api.incident_reopen,
    gettext_noop("상황을 다시 열었습니다."),
    inputs.IncidentReason,
    leads=True,
)
need = press(api.need_add, gettext_noop("조치 요청을 등록했습니다."), inputs.NeedAdding)
need_done = press(api.need_move, "", inputs.NeedMoving)
team = press(api.team_put, gettext_noop("팀·차량을 저장했습니다."), inputs.TeamPutting)
team_off = press(api.team_leave, gettext_noop("상황판에서 뺐습니다."), inputs.TeamLeaving)
role = press(api.role_take, gettext_noop("역할을 저장했습니다."), inputs.RoleAssignment)
note = press(api.note_add, gettext_noop("기록했습니다."), inputs.LogWriting)
tick = press(api.item_tick, "", inputs.ItemTicking)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def join(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Put cases with an incident, and say how many were held back."""
    _may(viewer, number)
    arguments = read(request, inputs.CasesJoining).arguments()
    done = api.cases_join(Act(viewer, clock.now()), incident_id=number, **arguments)
    joined = ngettext("민원 %(n)s건을 묶었습니다.", "민원 %(n)s건을 묶었습니다.", len(done.joined))
    messages.success(request, joined % {"n": len(done.joined)})
    if done.held:
        words = gettext("상황과 달라 보여 묶지 않은 민원: %(codes)s")
        messages.warning(request, words % {"codes": ", ".join(sorted(done.held))})
    return HttpResponseRedirect(back_to(request, f"/incidents/{number}/"))


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def edit(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say anew what it is, since when, where, and who takes part."""
    _may(viewer, number, leads=True)
    opening = read(request, inputs.IncidentOpening).opening()
    api.incident_edit(Act(viewer, clock.now()), incident_id=number, opening=opening)
    messages.success(request, gettext("저장했습니다."))
    return HttpResponseRedirect(f"/incidents/{number}/")


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def merge(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let it go on in another one, and go there."""
    _may(viewer, number, leads=True)
    arguments = read(request, inputs.IncidentMerging).arguments()
    into = api.incident_merge(Act(viewer, clock.now()), incident_id=number, **arguments)
    messages.success(request, gettext("병합했습니다. 민원과 필요도 함께 옮겼습니다."))
    return HttpResponseRedirect(f"/incidents/{into.pk}/")


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def undo(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take the last press back."""
    _may(viewer, number, leads=True)
    read(request, inputs.IncidentPress)
    action = api.incident_undo(Act(viewer, clock.now()), incident_id=number)
    words = gettext("실행을 취소했습니다: %(deed)s")
    messages.success(request, words % {"deed": ACTIONS[action]})
    return HttpResponseRedirect("/incidents/" if action == "open" else f"/incidents/{number}/")
