"""The presses on the way: each a form that works without a script, on a phone in the rain."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from townline.casework.cases.views.lists import the_act
from townline.casework.visits import api
from townline.casework.visits.views import reading
from townline.casework.visits.views.api.shapes import FoundFromPhone, FromPhone, Off
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.reading import read
from townline.platform.web.staff import Page, staff_page
from townline.platform.web.views import back_to


def press(
    action: Callable[..., object], message: str, schema: type[Input], *, photos: bool = False
) -> Page:
    """Make a page of a press. ``photos``: it may bring some."""

    @require_POST
    @staff_page(may(Permission.WRITE), reads=True)
    def view(request: HttpRequest, visit_id: int) -> HttpResponse:
        arguments = read(request, schema).arguments()
        if photos:
            arguments["files"] = reading.files(request)
        action(the_act(request), visit_id=visit_id, **arguments)
        messages.success(request, gettext(message))
        return HttpResponseRedirect(back_to(request, "/visits/"))

    return view


start = press(api.visit_start, gettext_noop("출발로 저장했습니다."), FromPhone)
arrive = press(api.visit_arrive, gettext_noop("도착으로 저장했습니다."), FromPhone)
finish = press(
    api.visit_finish,
    gettext_noop("현장 확인 결과를 저장했습니다. 답변을 작성할 때 넣을 수 있습니다."),
    FoundFromPhone,
    photos=True,
)
photos = press(api.visit_photos_add, gettext_noop("사진을 추가했습니다."), FromPhone, photos=True)
cancel = press(api.visit_cancel, gettext_noop("방문을 취소했습니다."), Off)
