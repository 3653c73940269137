"""What is pressed on the page of a matter: each a form that works without a script."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import Page, staff_page
from townline.platform.web.views import back_to
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.policy import api
from townline.prevention.policy.themes import api as themes
from townline.prevention.policy.views import inputs
from townline.prevention.policy.views.pages import choices

_ROWS = 2**63
_NEW = {"title": "", "title_en": "", "department": "", "codes": "", "theme": "", "owner": "",
        "due_on": ""}  # fmt: skip


def _back(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponseRedirect(back_to(request, f"/policy/{number}/"))


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Take a matter up, by hand, from a theme or from a case."""
    if request.method == "POST":
        form = read(request, inputs.NewMatter)
        arguments = form.arguments()
        if form.linked and form.theme:
            arguments["codes"] += themes.theme_codes(form.theme, viewer=viewer)
        made = api.matter_open(Act(viewer, clock.now()), **arguments)
        messages.success(request, gettext("정책 과제를 등록했습니다."))
        return HttpResponseRedirect(f"/policy/{made.pk}/")
    given = _NEW | {name: request.GET.get(name, "")[:200] for name in ("title", "codes", "theme")}
    theme = int(given["theme"]) if given["theme"].isdecimal() else 0
    context = choices() | {
        "written": as_written(request, **given), "departments": departments.departments(),
        "themed": len(themes.theme_codes(theme, viewer=viewer)) if 0 < theme < _ROWS else 0,
    }  # fmt: skip
    return render(request, "policy/new.html", context)


def press(
    action: Callable[..., object],
    message: str,
    schema: type[Input],
    permission: Permission = Permission.WRITE,
) -> Page:
    """Make a page of a press."""

    @require_POST
    @staff_page(may(Permission.WRITE), reads=True)
    def view(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
        api.matter_may(number, viewer, permission)
        arguments: dict[str, Any] = read(request, schema).arguments()
        action(Act(viewer, clock.now()), number=number, **arguments)
        messages.success(request, gettext(message))
        return _back(request, number)

    return view


propose = press(api.proposal_make, gettext_noop("제안서를 저장했습니다."), inputs.Proposed)
decide = press(api.decision_record, gettext_noop("회의 결정을 저장했습니다."), inputs.Decided)
start = press(api.pilot_start, gettext_noop("시범 사업을 시작했습니다."), inputs.Started)
measure = press(api.outcome_record, gettext_noop("결과를 저장했습니다."), inputs.Measured)
adopt = press(api.matter_adopt, gettext_noop("정책으로 채택했습니다."), inputs.PolicyWhy)
change = press(api.matter_change, gettext_noop("변경하기로 저장했습니다."), inputs.FollowedWhy)
drop = press(api.matter_drop, gettext_noop("중단으로 저장했습니다."), inputs.PolicyWhy)
reopen = press(api.matter_reopen, gettext_noop("과제를 다시 열었습니다."), inputs.FollowedWhy)
move = press(api.step_move, gettext_noop("담당자와 기한을 바꿨습니다."), inputs.StepMoved)
link = press(api.case_add, gettext_noop("민원을 연결했습니다."), inputs.OriginCode)
opinions = press(
    api.opinions_switch, gettext_noop("저장했습니다."), inputs.PolicySwitch, Permission.ASSIGN
)
story = press(api.story_write, gettext_noop("이야기를 저장했습니다."), inputs.StoryWords)
publish = press(
    api.story_publish, gettext_noop("저장했습니다."), inputs.PolicySwitch, Permission.ASSIGN
)
photo_drop = press(api.photo_drop, gettext_noop("사진을 뺐습니다."), inputs.StoryPhotoGone)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def submit(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Put words for those whose texts began it before the mayor."""
    api.matter_may(number, viewer)
    bodies = read(request, inputs.TellingWords).arguments()
    broadcasts.broadcast_put(
        Act(viewer, clock.now()), kind=api.TELLING, owner=number, bodies=bodies
    )
    messages.success(request, gettext("구청장 승인을 요청했습니다."))
    return _back(request, number)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def photos(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Add photos to the story."""
    api.matter_may(number, viewer)
    form = read(request, inputs.StoryPhotoWords)
    files = [file.read() for file in request.FILES.getlist("files")]
    api.photos_add(Act(viewer, clock.now()), number=number, files=files, **form.arguments())
    messages.success(request, gettext("사진을 넣었습니다."))
    return _back(request, number)
