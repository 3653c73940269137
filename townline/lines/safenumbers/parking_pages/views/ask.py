"""The page behind a sticker's QR code: tell the owner something, and see the answer."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.doors import (
    CAR_MISSES,
    CAR_PAGE_VISITS,
    PRESSES,
    REQUEST_PAGE_VISITS,
)
from townline.lines.safenumbers.parking_pages.views.inputs import CarRequestForm
from townline.lines.safenumbers.parking_pages.views.public_pages import (
    digits,
    form_key,
    form_press,
    frame,
    language,
    public_page,
)
from townline.lines.safenumbers.rules.requests import CarProblem
from townline.platform.core import clock, resident_moments
from townline.platform.core.http import client
from townline.platform.core.http.tokens import count_wrong_token
from townline.platform.web.reading import read

# The words of the QR page. They tell what to do, and nothing of who the owner is.

PROBLEM_WORDS = {
    CarProblem.MOVE: _("차를 옮겨 주세요"),
    CarProblem.LIGHTS: _("전조등이 켜져 있어요"),
    CarProblem.WINDOW: _("창문이 열려 있어요"),
    CarProblem.ACCIDENT: _("차가 부딪혔거나 망가졌어요"),
}
_ANSWERS = {
    1: (_("차 주인이 지금 갑니다"), _("곧 차로 옵니다. 조금만 기다려 주세요.")),
    2: (_("차 주인이 10분 안에 갑니다"), _("10분 안에 차로 옵니다.")),
    3: (
        _("차 주인이 지금은 올 수 없습니다"),
        _("급하면 구청 당직실에 전화해 주세요. 아래에 번호가 있습니다."),
    ),
}
_WAITS = {
    "new": (
        _("차 주인에게 알렸습니다"),
        _("답을 기다립니다. 답이 오면 여기에 나타납니다. 이 화면은 닫아도 됩니다."),
    ),
    "long": (
        _("아직 답이 없습니다"),
        _("차 주인이 아직 답하지 않았습니다. 급하면 전화하거나 당직실에 알려 주세요."),
    ),
    "quiet": (
        _("차 주인에게 조금 뒤에 알립니다"),
        _(
            "차 주인의 방해 금지 시간입니다. 그 시간이 끝나면 바로 알립니다. 급하면 구청 "
            "당직실에 전화해 주세요."
        ),
    ),
    "over": (
        _("답이 오지 않았습니다"),
        _("차 주인이 답하지 않았습니다. 전화하거나 구청 당직실에 알려 주세요."),
    ),
}
_SOON, _LATER = dt.timedelta(minutes=10), dt.timedelta(hours=1)
_OFTEN, _SELDOM = 15, 60  # seconds


def problem_choices() -> list[tuple[str, str]]:
    return [(matter.value, str(words)) for matter, words in PROBLEM_WORDS.items()]


def missing_fields(given: dict[str, str]) -> dict[str, str]:
    """Say what is missing in the form, by field."""
    errors = {}
    if given["matter"] not in set(CarProblem):
        errors["matter"] = gettext("무슨 일인지 선택해 주세요")
    if not given["plate"].strip():
        errors["plate"] = gettext("차 번호 끝 네 자리를 적어 주세요")
    return errors


def problems(errors: dict[str, str]) -> list[dict[str, str]]:
    return [{"field": field, "words": words} for field, words in errors.items()]


def refusal_errors(error: api.SafeNumberError) -> dict[str, str]:
    """Say a refusal beside the field that it is about."""
    if isinstance(error, api.TailWrong):
        return {"plate": gettext("차 번호 끝 네 자리를 다시 확인해 주세요")}
    if isinstance(error, api.AskerPhoneInvalid):
        example = gettext("휴대전화 번호를 010-0000-0042처럼 적거나 비워 두세요")
        return {"phone": example}
    return {
        "": gettext("지금은 이 화면으로 알릴 수 없습니다. 전화하거나 잠시 뒤에 다시 시도해 주세요.")
    }


def out_of_use() -> dict[str, Any]:
    words = gettext(
        "스티커가 오래되었거나 차 주인이 일시 정지했을 수 있습니다. 급하면 아래 구청 "
        "당직실에 전화해 주세요."
    )
    return {"heading": gettext("지금은 이 번호로 연락할 수 없습니다"), "words": words}


def busy() -> dict[str, Any]:
    words = gettext("1분 뒤에 다시 열어 주세요. 급하면 스티커의 번호로 전화해 주세요.")
    return {"heading": gettext("너무 많이 눌렀습니다"), "words": words}


def expired_context() -> dict[str, Any]:
    words = gettext("답을 볼 수 있는 기간이 지났습니다. 필요하면 스티커를 다시 비춰 주세요.")
    return {"heading": gettext("지난 요청입니다"), "words": words}


def refreshing(found: api.PageRequest, now: dt.datetime) -> int:
    """Give after how many seconds the page comes anew by itself; 0: an answer no longer comes."""
    waited = now - found.asked_at
    if found.answer is not None or not found.is_open or found.quiet or waited > _LATER:
        return 0
    return _OFTEN if waited < _SOON else _SELDOM


def request_context(found: api.PageRequest, now: dt.datetime) -> dict[str, Any]:
    """Gather what the page of one request shows."""
    heading, words = _state(found, now)
    number = api.number_shown(found.number) if found.number else ""
    return {
        "heading": heading,
        "words": words,
        "state": found.state,
        "matter": PROBLEM_WORDS[found.matter],
        "asked_at": found.asked_at,
        "asked": resident_moments.soon(found.asked_at),
        "answered_at": found.answered_at,
        "answered": resident_moments.soon(found.answered_at) if found.answered_at else "",
        "waiting": found.answer is None and found.is_open,
        "texted": found.texted,
        "number": number,
        "number_dial": digits(number),
    }


def _state(found: api.PageRequest, now: dt.datetime) -> tuple[str, str]:
    if found.answer is not None:
        heading, words = _ANSWERS[found.answer]
    else:
        heading, words = _WAITS[_waits(found, now)]
    return str(heading), str(words)


def _waits(found: api.PageRequest, now: dt.datetime) -> str:
    if not found.is_open:
        return "over"
    if found.quiet:
        return "quiet"
    return "long" if now - found.asked_at > _SOON else "new"


_NOTHING = {"matter": CarProblem.MOVE, "plate": "", "phone": ""}


@require_http_methods(["GET", "POST"])
@public_page
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of a car, and take what is sent with it."""
    now = clock.now()
    with translation.override(language(request)):
        lease = api.lease_by_qr(code)
        # Unknown, paused, changed and given up look alike: nobody learns how an owner keeps it.
        if lease is None or lease.state is not api.LeaseState.ACTIVE:
            return _over(request, out_of_use())
        if CAR_PAGE_VISITS.take(f"{client.client_key(request)} {lease.id}", now):
            return _page(request, "ask_over", busy(), 429)
        if request.method == "POST":
            return _handle_post(request, lease)
        return _form(request, lease, _NOTHING)


def _over(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer a code or link that opens nothing."""
    if count_wrong_token(request, CAR_MISSES):
        return _page(request, "ask_over", busy(), 429)
    return _page(request, "ask_over", context, 410)


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, f"parking_pages/{name}.html", frame() | context, status=status)


def _form(
    request: HttpRequest,
    lease: api.LeaseView,
    given: dict[str, str],
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    number = api.number_shown(lease.number)
    context = {
        "key": form_key(str(lease.id)),
        "matters": problem_choices(),
        "given": given,
        "errors": errors or {},
        "problems": problems(errors or {}),
        "number": number,
        "number_dial": digits(number),
    }
    return _page(request, "ask", context, status)


def _handle_post(request: HttpRequest, lease: api.LeaseView) -> HttpResponse:
    given = {name: str(value)[:40] for name, value in read(request, CarRequestForm)}
    press = form_press(request, str(lease.id))
    if not press:
        again = gettext("화면이 오래되었습니다. 한 번 더 눌러 주세요.")
        return _form(request, lease, given, {"": again}, status=403)
    if PRESSES.take(client.client_key(request), clock.now()):
        return _page(request, "ask_over", busy(), 429)
    errors = missing_fields(given)
    if errors:
        return _form(request, lease, given, errors, status=422)
    try:
        api.page_ask(
            lease_id=lease.id,
            matter=CarProblem(given["matter"]),
            tail=given["plate"],
            phone=given["phone"],
            nonce=press,
            language=translation.get_language() or "ko",
            address=client.client_key(request),
            now=clock.now(),
        )
    except api.SafeNumberError as error:
        return _form(request, lease, given, refusal_errors(error), status=error.status)
    spoken = translation.get_language() or "ko"
    return HttpResponseRedirect(f"/q/r/{press}?lang={spoken}")


@require_GET
@public_page
def request_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show who asked what became of it; while an answer may come the page hears of it by itself."""
    now = clock.now()
    with translation.override(language(request)):
        found = api.page_request(token, now=now)
        if found is None:
            return _over(request, expired_context())
        if REQUEST_PAGE_VISITS.take(token, now):
            return _page(request, "ask_over", busy(), 429)
        seconds = 0 if request.GET.get("still") else refreshing(found, now)
        return _page(request, "reply", request_context(found, now) | {"refreshing": seconds})
