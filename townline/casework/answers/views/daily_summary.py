"""Where a person says how the morning's figures shall reach them."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from pydantic import Field

from townline.casework.cases.views.lists import the_viewer
from townline.casework.notifications.views import phone_verification
from townline.casework.notifications.views.phone_verification import OwnCode, OwnNumber
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role
from townline.platform.departments.guards import has_role
from townline.platform.web.inputs import Input, Line
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import staff_page

_HOME = "/my/digest/"


class DigestForm(Input):
    CALLED: ClassVar[Mapping[str, str]] = {
        "way": gettext_noop("받는 방법"),
        "hour": gettext_noop("시각"),
    }
    way: Line = ""
    hour: Annotated[int, Field(ge=0, le=23)] = -1


digest_page = staff_page(has_role(Role.MAYOR, Role.DEPUTY, Role.HEAD))


def _problems() -> dict[str, str]:
    return {
        "way": gettext("받지 않음, 이메일, 문자 가운데 하나를 선택해 주세요."),
        "hour": gettext("5시부터 22시 사이에서 선택해 주세요."),
        "mail": gettext("이메일 주소가 없습니다. 관리자에게 등록을 요청해 주세요."),
        "number": gettext("문자로 받으려면 먼저 아래에서 휴대전화 번호를 인증해 주세요."),
        "telephone": gettext("휴대전화 번호를 010-0000-0000처럼 적어 주세요."),
        "code": gettext(
            "문자로 받은 인증번호 6자리를 적어 주세요. 다섯 번 틀리면 새로 받아야 합니다."
        ),
        "often": gettext("이 번호로는 지금 더 보낼 수 없습니다. 한 시간 뒤에 다시 시도해 주세요."),
    }


@require_http_methods(["GET", "POST"])
@digest_page
def digest(request: HttpRequest) -> HttpResponse:
    """Choose the way and the hour."""
    if request.method == "GET":
        return _page(request)
    try:
        departments.digest_choose(
            staff=_person(request),
            actor=the_viewer(request).actor,
            now=clock.now(),
            **read(request, DigestForm).arguments(),
        )
    except departments.DigestRefused as error:
        return _page(request, error.problem)
    except InvalidForm:
        return _page(request, "hour")
    messages.success(request, gettext("저장했습니다."))
    return HttpResponseRedirect(_HOME)


def _person(request: HttpRequest) -> departments.Staff:
    assert isinstance(request.user, departments.Staff)  # noqa: S101 -- the guard looked already
    return request.user


def _page(request: HttpRequest, problem: str = "") -> HttpResponse:
    person = _person(request)
    digest = departments.digest_of(person.id)
    known = conversations.residents_brief([digest.resident_id or 0]).get(digest.resident_id or 0)
    context: dict[str, Any] = {
        "wish": digest,
        "given": as_written(request, way=digest.way, hour=str(digest.hour)),
        "hours": [str(hour) for hour in departments.DIGEST_HOURS],
        "email": person.email,
        "number": known.masked if known and not known.is_erased else "",
        "proving": phone_verification.is_open(request, clock.now()),
        "problem": _problems().get(problem, ""),
        "wrong": problem,
    }
    return render(request, "answers/digest.html", context, status=422 if problem else 200)


@sensitive_post_parameters("number")
@require_POST
@digest_page
def number(request: HttpRequest) -> HttpResponse:
    """Text a code to a number, to see that it is this person's own."""
    try:
        found = read(request, OwnNumber).number
    except InvalidForm:
        return _page(request, "telephone")
    if not phone_verification.begin(request, found, the_viewer(request).language, clock.now()):
        return _page(request, "often")
    messages.success(request, gettext("인증번호를 문자로 보냈습니다. 10분 안에 적어 주세요."))
    return HttpResponseRedirect(f"{_HOME}#prove")


@require_POST
@digest_page
def prove(request: HttpRequest) -> HttpResponse:
    """Take the code; from then on texts may go there."""
    code = read(request, OwnCode).code
    resident = phone_verification.finish(request, code, clock.now())
    if resident is None:
        return _page(request, "code")
    departments.digest_number(
        staff=_person(request),
        resident_id=resident,
        actor=the_viewer(request).actor,
        now=clock.now(),
    )
    messages.success(request, gettext("번호를 인증했습니다. 이제 문자로 받을 수 있습니다."))
    return HttpResponseRedirect(_HOME)
