"""The page of surge mode: what comes, what is usual, what was decided."""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST
from pydantic import Field

from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.moments import english
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.incidents.surge import api

_PAGE = "/surge/"


class SurgeAbout(Input):
    """What receipts say the texts are about; empty: they do not say so."""

    CALLED: ClassVar[dict[str, str]] = {
        "about_ko": gettext_noop("무엇에 관한 문자인지(한국어)"),
        "about_en": gettext_noop("무엇에 관한 문자인지(영어)"),
    }
    about_ko: Annotated[str, Field(max_length=40)] = ""
    about_en: Annotated[str, Field(max_length=60)] = ""


class SurgePromise(Input):
    """How many hours answers may take, and why."""

    CALLED: ClassVar[dict[str, str]] = {"hours": gettext_noop("답변 기한(시간)")}
    hours: Annotated[int, Field(ge=1, le=240)]
    reason: Annotated[str, Field(max_length=200)] = ""


class SurgePress(Input):
    """A button without fields."""


@require_GET
@staff_page(may(Permission.READ_ALL), reads=True)
def surge(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show how much comes beside what is usual, and what to do."""
    now = clock.now()
    hours = api.hours(now)
    most = max([hour.texts for hour in hours] + [hour.usual or 0 for hour in hours] + [1])
    found = api.surge_open()
    context = {
        "open": found,
        "about": _about(found) if found else "",
        "past": [(one, _about(one)) for one in api.surge_past()],
        "hours": [
            (hour, 100 * hour.texts / most, 100 * (hour.usual or 0) / most) for hour in hours
        ],
        "today": sum(hour.texts for hour in hours),
        "leads": api.leads(viewer),
        "helping": [one for one in departments.helpers(now) if one.works],
        "lengthens": viewer.may(Permission.CONFIRM),
    }
    return render(request, "surge/surge.html", context)


def _about(mode: api.SurgeMode) -> str:
    return (english() and mode.about_en) or mode.about_ko


def _press(
    action: Callable[..., object],
    message: str,
    schema: type[Input],
    allow: Callable[[Viewer], bool] = api.leads,
) -> Any:  # noqa: ANN401 -- a view, decorated
    @require_POST
    @staff_page(lambda viewer: viewer.may(Permission.READ_ALL) and allow(viewer), reads=True)
    def view(request: HttpRequest, viewer: Viewer, **which: int) -> HttpResponse:
        arguments = read(request, schema).arguments()
        action(Act(viewer, clock.now()), **which, **arguments)
        messages.success(request, gettext(message))
        return HttpResponseRedirect(_PAGE)

    return view


begin = _press(api.surge_begin, gettext_noop("문자 급증 대응을 시작했습니다."), SurgeAbout)
start = _press(api.surge_start, gettext_noop("문자 급증 대응을 시작했습니다."), SurgeAbout)
dismiss = _press(api.surge_dismiss, gettext_noop("급증이 아닌 것으로 처리했습니다."), SurgePress)
end = _press(api.surge_end, gettext_noop("문자 급증 대응을 종료했습니다."), SurgePress)
promise = _press(
    api.surge_promise,
    gettext_noop("답변 기한을 연장했습니다."),
    SurgePromise,
    lambda viewer: viewer.may(Permission.CONFIRM),
)
