"""Getting to one's own page without a link at hand: the telephone is proved by a texted code.

Within /o/, so that an app on a home screen, which may have cookies of its own, can be opened.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.doors import MISSES, OWNER_PAGE_VISITS, PRESSES
from townline.lines.safenumbers.parking_pages.views.inputs import Proved
from townline.lines.safenumbers.parking_pages.views.public_pages import (
    digits,
    form_key,
    form_nonce,
    frame,
    language,
    public_page,
)
from townline.platform.core import clock, district
from townline.platform.core.http import client
from townline.platform.core.http.tokens import count_wrong_token
from townline.platform.web.reading import as_written, read

_FORM = "owner-enter"
_LONGEST = 30


@require_http_methods(["GET", "POST"])
@public_page
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the telephone, then for the code, then open the page of its number."""
    with translation.override(language(request)):
        if request.method != "POST":
            return _page(request)
        if not form_nonce(request, _FORM):
            again = gettext("화면이 오래되었습니다. 한 번 더 눌러 주세요.")
            return _page(request, {"": again}, status=403)
        if PRESSES.take(client.client_key(request), clock.now()):
            return _page(request, {"": gettext("1분 뒤에 다시 눌러 주세요.")}, status=429)
        form = read(request, Proved)
        return _check_code(request, form) if form.proof else _begin_proof(request, form.phone)


def _page(
    request: HttpRequest,
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
    **more: Any,  # noqa: ANN401 -- what a template shows
) -> HttpResponse:
    context = frame() | {
        "key": form_key(_FORM),
        "phone": as_written(request).get("phone", ""),
        "errors": errors or {},
        "problems": [
            {"field": field, "words": sentence} for field, sentence in (errors or {}).items()
        ],
    }
    return render(request, "parking_pages/owner_enter.html", context | more, status=status)


def _begin_proof(request: HttpRequest, phone: str) -> HttpResponse:
    try:
        proof = api.proof_begin(
            phone=phone[:_LONGEST],
            language=translation.get_language() or "ko",
            payload={"again": True},
            now=clock.now(),
        )
    except api.PhonesInvalid as error:
        wrong = gettext("휴대전화 번호를 010-0000-0042처럼 적어 주세요")
        return _page(request, {"phone": wrong}, status=error.status)
    except api.SafeNumberError as error:
        later = gettext(
            "지금은 이 번호로 문자를 더 보낼 수 없습니다. 한 시간 뒤에 다시 시도해 주세요"
        )
        return _page(request, {"phone": later}, status=error.status)
    return _page(request, proof=proof)


def _check_code(request: HttpRequest, form: Proved) -> HttpResponse:
    now, proof = clock.now(), form.proof
    try:
        proved = api.proof_finish(token=proof, code=form.code, now=now)
    except api.CodeWrong as error:
        if not api.proof_open(proof, now=now):
            over = gettext("인증번호의 유효 시간이 지났습니다. 번호를 다시 적어 주세요")
            return _page(request, {"phone": over}, status=error.status)
        wrong = gettext("문자로 받은 인증번호 6자리를 다시 적어 주세요")
        return _page(request, {"code": wrong}, status=error.status, proof=proof)
    return _open_leases(request, proved)


def _open_leases(request: HttpRequest, proved: api.Proved) -> HttpResponse:
    # A code that was asked for something else opens nothing.
    held = api.leases_of_phone(proved.phone) if proved.wish.get("again") else ()
    if not held:
        none = gettext("이 휴대전화로 받은 안심번호가 없습니다")
        return _page(request, {"phone": none}, status=404)
    links = [(lease, api.owner_link(lease_id=lease.id, now=clock.now())) for lease in held]
    if len(links) == 1:
        return HttpResponseRedirect(links[0][1])
    return _page(request, cars=[(lease.plate_masked, link) for lease, link in links])


# How an owner's phone is known: a link opens the page once, then a cookie of these pages only.
#
# The token so leaves the address: it is not in a history, a bookmark, a screenshot, nor in the
# app on the home screen. The cookie holds the same token; what ends the link ends it too.

type OwnerPage = Callable[..., HttpResponse]

COOKIE = "tl-owner"
PLACE = "/o/"
COOKIE_SECONDS = 400 * 86400  # browsers keep none longer; the link itself ends sooner


@require_GET
@public_page
def open_(request: HttpRequest, token: str) -> HttpResponse:
    """Let a link's token into the cookie, and go on without it in the address."""
    lease = api.lease_by_owner_token(token, now=clock.now())
    if lease is None:
        return over(request)
    return keep(HttpResponseRedirect(reverse("owner_home")), token)


def keep(response: HttpResponse, token: str) -> HttpResponse:
    """Let the phone be known by this token from now on, on the owner's pages only."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_SECONDS,
        path=PLACE,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
    return response


def token_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def over(request: HttpRequest) -> HttpResponse:
    """Say how to get a new link; a wrong token looks like an old one."""
    wait = count_wrong_token(request, MISSES)
    with translation.override(language(request)):
        number = district.line_number()
        context = frame() | {
            "line_number": number,
            "line_dial": digits(number),
            "word": api.owner_page_word(translation.get_language() or "ko"),
        }
        status = 429 if wait else 410
        return render(request, "parking_pages/owner_over.html", context, status=status)


def forget_owner(response: HttpResponse) -> HttpResponse:
    """Take the cookie away again."""
    response.delete_cookie(COOKIE, path=PLACE, samesite="Lax")
    return response


def owners(view: OwnerPage) -> OwnerPage:
    """Give a page the lease whose owner looks at it, in the owner's language."""

    @public_page
    @wraps(view)
    def wrapper(request: HttpRequest, **more: str) -> HttpResponse:
        now = clock.now()
        token = token_of(request)
        lease = api.lease_by_owner_token(token, now=now) if token else None
        if lease is None or OWNER_PAGE_VISITS.take(lease.id, now):
            return over(request)
        with translation.override(language(request, lease.language)):
            return view(request, lease, **more)

    return wrapper
