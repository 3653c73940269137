"""Getting to one's own page without a link at hand: the telephone is proved by a texted code.

Within /o/, so that an app on a home screen, which may have cookies of its own, can be opened.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.lines.parking_pages.views.inputs import Proved
from townline.lines.parking_pages.views.public_pages import (
    form_key,
    form_nonce,
    frame,
    language,
    public_page,
)
from townline.lines.safenumbers import api
from townline.lines.safenumbers.doors import PRESSES
from townline.platform.core import clock
from townline.platform.core.http import client
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
