"""Where a person says how notices shall reach them outside of these pages."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy as _, gettext_noop
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.casework.cases.views.lists import the_act, the_viewer
from townline.casework.notifications import api
from townline.casework.notifications.rules import AlertKind, Way
from townline.casework.notifications.views import phone_verification
from townline.casework.notifications.views.api import Browser, ChoiceOnPage
from townline.casework.notifications.views.phone_verification import OwnCode, OwnNumber
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.core.outgoing import pushes
from townline.platform.departments import api as departments
from townline.platform.web.inputs import Numbered
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_ticked, as_written, read
from townline.platform.web.staff import staff_page

_HOME = "/my/notifications/"
_KINDS = {
    AlertKind.DANGER: (
        _("인명 위험"),
        _("문자 급증도 여기에 들어갑니다. 방해 금지 시간에도 알립니다"),
    ),
    AlertKind.MENTION: (_("메모에서 언급"), ""),
    AlertKind.ORDER: (_("새 업무"), _("지시, 협조 요청, 회의, 방문")),
    AlertKind.RETURNED: (_("반려·반송"), _("답변, 민원, 낮은 만족도, 해결되지 않았다는 회신")),
    AlertKind.REMINDER: (_("기한 임박 시"), _("답변 기한, 이행 약속, 법정 처리기한")),
    AlertKind.MISSED: (
        _("기한 경과 시"),
        _("답변 기한, 이행 약속, 법정 처리기한, 협조 의견, 방문"),
    ),
}
_WAYS = {Way.MAIL: _("이메일"), Way.PUSH: _("브라우저"), Way.TEXT: _("문자")}


# What is wrong with a number that is being shown to be one's own, and what a wish lacks.
_PROBLEMS = {
    **api.AlertsRefused.sentence_by,
    "telephone": gettext_noop("휴대전화 번호를 010-0000-0000처럼 적어 주세요."),
    "code": gettext_noop(
        "문자로 받은 인증번호 6자리를 적어 주세요. 다섯 번 틀리면 새로 받아야 합니다."
    ),
    "often": gettext_noop("이 번호로는 지금 더 보낼 수 없습니다. 한 시간 뒤에 다시 시도해 주세요."),
}


@require_http_methods(["GET", "POST"])
@staff_page()
def notifications(request: HttpRequest) -> HttpResponse:
    """Choose ways by kind, and the quiet hours."""
    if request.method == "GET":
        return _page(request)
    try:
        arguments = read(request, ChoiceOnPage).arguments()
        api.alerts_choose(the_act(request), **arguments)
    except InvalidForm:
        return _page(request, "hours", chosen=True)
    except api.AlertsRefused as error:
        return _page(request, str(error.extra["problem"]), chosen=True)
    messages.success(request, gettext("저장했습니다."))
    return HttpResponseRedirect(_HOME)


def _page(request: HttpRequest, problem: str = "", *, chosen: bool = False) -> HttpResponse:
    """Show the page; ``chosen``: the wishes were just written, and are shown as they were."""
    viewer = the_viewer(request)
    preference = api.alert_preference(viewer=viewer)
    known = departments.digest_of(viewer.staff_id).resident_id or 0
    number = conversations.residents_brief([known]).get(known)
    written = as_written(
        request,
        quiet_from=_format_hour(preference.quiet_from),
        quiet_to=_format_hour(preference.quiet_to),
    )
    context: dict[str, Any] = {
        "rows": [
            _row(
                kind,
                as_ticked(request, f"ways-{kind}") if chosen else preference.ways.get(kind, ()),
            )
            for kind in AlertKind
        ],
        "ways": _WAYS.values(),
        "written": written,
        "sound": "sound" in written if chosen else preference.sound,
        "email": getattr(request.user, "email", ""),
        "number": number.masked if number and not number.is_erased else "",
        "browsers": api.alert_browsers(viewer=viewer),
        "key": pushes.public_key(),
        "worker": f"{_HOME}worker.js?lang={viewer.language}",
        "proving": phone_verification.is_open(request, clock.now()),
        "problem": gettext(_PROBLEMS[problem]) if problem in _PROBLEMS else "",
        "wrong": _FIELDS.get(problem, "wishes"),
    }
    return render(
        request, "notifications/notifications.html", context, status=422 if problem else 200
    )


_FIELDS = {
    "hours": "quiet_from",
    "telephone": "number",
    "often": "number",
    "number": "number",
    "code": "code",
    "browser": "browsers",
    "endpoint": "browsers",
}


def _format_hour(hour: dt.time | None) -> str:
    return hour.strftime("%H:%M") if hour else ""


def _row(kind: AlertKind, chosen: Iterable[str]) -> dict[str, Any]:
    words, hint = _KINDS[kind]
    boxes = [{"way": w, "words": _WAYS[w], "on": w in chosen} for w in Way]
    return {"kind": kind, "words": words, "hint": hint, "boxes": boxes}


@require_POST
@staff_page()
def browser_add(request: HttpRequest) -> HttpResponse:
    """Let the browser in which this was pressed be told by web push."""
    keys = read(request, Browser).arguments()
    try:
        api.alerts_browser_add(the_act(request), **keys)
    except api.AlertsRefused as error:
        return _page(request, str(error.extra["problem"]))
    messages.success(
        request, gettext("이 브라우저에서 알림을 받습니다. 받을 알림을 선택해 주세요.")
    )
    return HttpResponseRedirect(_HOME)


@require_POST
@staff_page()
def browser_end(request: HttpRequest) -> HttpResponse:
    """Tell a browser nothing more."""
    which = read(request, Numbered, id="browser").id
    api.alerts_browser_end(the_act(request), browser=which)
    messages.success(request, gettext("그 브라우저로는 더 이상 알리지 않습니다."))
    return HttpResponseRedirect(_HOME)


@sensitive_post_parameters("number")
@require_POST
@staff_page()
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
@staff_page()
def prove(request: HttpRequest) -> HttpResponse:
    """Take the code; from then on texts may go there."""
    code = read(request, OwnCode).code
    resident = phone_verification.finish(request, code, clock.now())
    if resident is None:
        return _page(request, "code")
    assert isinstance(request.user, departments.Staff)  # noqa: S101 -- the guard looked already
    departments.digest_number(
        staff=request.user,
        resident_id=resident,
        actor=the_viewer(request).actor,
        now=clock.now(),
    )
    messages.success(request, gettext("번호를 인증했습니다. 이제 문자로 받을 수 있습니다."))
    return HttpResponseRedirect(_HOME)


# Without a log-in: a browser asks for it by itself, and it holds nothing of anybody.
@require_GET
@cache_control(no_cache=True)
def worker(_request: HttpRequest) -> HttpResponse:
    """Serve the script under its page, so that it reaches no other one."""
    with staticfiles_storage.open("notifications/notify-worker.js") as file:
        return HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
