"""The presses on the way: each a form that works without a script, on a phone in the rain."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.casework.cases.views.access import staff_page
from townline.casework.cases.views.lists import the_viewer
from townline.casework.visits import api
from townline.casework.visits.views import reading
from townline.platform.core import clock
from townline.platform.departments.api import Permission
from townline.platform.web.views import back_to

type Press = Callable[[HttpRequest, partial[object]], str]


def press(deed: Callable[..., object]) -> Callable[[Press], Callable[..., HttpResponse]]:
    """Make a page of a press: it gets the deed with visit, viewer and moment put in already."""

    def decorate(act: Press) -> Callable[..., HttpResponse]:
        @require_POST
        @staff_page(permission=Permission.WRITE)
        def view(request: HttpRequest, visit_id: int) -> HttpResponse:
            ready = partial(deed, visit_id=visit_id, viewer=the_viewer(request), now=clock.now())
            messages.success(request, act(request, ready))
            return HttpResponseRedirect(back_to(request, "/visits/"))

        return view

    return decorate


@press(api.visit_start)
def start(request: HttpRequest, deed: partial[object]) -> str:
    deed(point=reading.point(request))
    return gettext("출발로 저장했습니다.")


@press(api.visit_arrive)
def arrive(request: HttpRequest, deed: partial[object]) -> str:
    deed(point=reading.point(request))
    return gettext("도착으로 저장했습니다.")


@press(api.visit_finish)
def finish(request: HttpRequest, deed: partial[object]) -> str:
    deed(
        found=request.POST.get("found", "").replace("\r\n", "\n"),
        files=reading.files(request),
        point=reading.point(request),
        tell=request.POST.get("tell") == "on",
    )
    return gettext("현장 확인 결과를 저장했습니다. 답변을 작성할 때 넣을 수 있습니다.")


@press(api.visit_photos_add)
def photos(request: HttpRequest, deed: partial[object]) -> str:
    deed(files=reading.files(request), point=reading.point(request))
    return gettext("사진을 추가했습니다.")


@press(api.visit_cancel)
def cancel(request: HttpRequest, deed: partial[object]) -> str:
    deed(reason=request.POST.get("reason", "")[:2000], tell=request.POST.get("tell") == "on")
    return gettext("방문을 취소했습니다.")
