"""Applying for a safe number: the car, a telephone that is proved, and consent. No account."""

from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.doors import PAGE_VISITS, PRESSES
from townline.lines.safenumbers.parking_pages.views.inputs import Application
from townline.lines.safenumbers.parking_pages.views.public_pages import (
    form_key,
    form_nonce,
    frame,
    language,
    public_page,
)
from townline.lines.safenumbers.views import number_words
from townline.platform.core import clock
from townline.platform.core.http import client
from townline.platform.web.pdf import PdfMissing
from townline.platform.web.reading import read
from townline.platform.web.views import problem_page

_SUBJECT = "safe"
_WHERE = {
    "plate-invalid": "plate",
    "phones-invalid": "phone",
    "consent-missing": "consent",
    "texted-too-often": "phone",
    "code-wrong": "code",
    "car-has-a-number": "plate",
    "too-many-cars": "phone",
}
COOKIE, PLACE = "tl-safe", "/safe/"
_COOKIE_SECONDS = 3600
# The name of this mark is older than the wing: browsers have kept it.
DONE = signing.TimestampSigner(salt="townline.safenumbers.applied")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public_page
def apply(request: HttpRequest) -> HttpResponse:
    """Take what somebody applies with, then the code that was texted to them."""
    with translation.override(language(request)):
        if not api.numbers_settings().public:
            return problem_page(request, 404)
        rate = PRESSES if request.method == "POST" else PAGE_VISITS
        if rate.take(client.client_key(request), clock.now()):
            return _page(request, {}, {"": _busy()}, status=429)
        if request.method != "POST":
            return _page(request, {"audience": "resident"})
        return _handle_post(request)


def _busy() -> str:
    return gettext("너무 자주 눌렀습니다. 1분 뒤에 다시 시도해 주세요.")


def _handle_post(request: HttpRequest) -> HttpResponse:
    form = read(request, Application)
    given = {name: str(value) for name, value in form} | {"agreed": "on" if form.agreed else ""}
    if not form_nonce(request, _SUBJECT):
        again = gettext("화면이 오래되었습니다. 한 번 더 눌러 주세요.")
        return _page(request, given, {"": again}, status=403)
    try:
        if given["proof"]:
            return _finish_proof(given)
        return _page(request, given | {"proof": _begin_proof(given)})
    except api.SafeNumberError as error:
        return _wrong(request, given, error)


def _begin_proof(given: dict[str, str]) -> str:
    spoken, now = translation.get_language() or "ko", clock.now()
    if given["again"]:
        return api.again_begin(phone=given["phone"], language=spoken, now=now)
    return api.apply_begin(
        plate=given["plate"],
        phone=given["phone"],
        audience=given["audience"],
        agreed=bool(given["agreed"]),
        language=spoken,
        now=now,
    )


def _finish_proof(given: dict[str, str]) -> HttpResponse:
    now, spoken = clock.now(), translation.get_language() or "ko"
    proved = api.proof_finish(token=given["proof"], code=given["code"], now=now)
    if proved.wish.get("again"):
        held = api.leases_of_phone(proved.phone)
        if not held:
            raise api.LeaseNotFound("no safe number leads to this telephone")
        return HttpResponseRedirect(api.owner_link(lease_id=held[0].id, now=now))
    lease = api.apply_finish(proved=proved, now=now)
    response = HttpResponseRedirect(f"{PLACE}done?lang={spoken}")
    response.set_cookie(
        COOKIE,
        DONE.sign(str(lease.id)),
        max_age=_COOKIE_SECONDS,
        path=PLACE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _wrong(request: HttpRequest, given: dict[str, str], error: api.SafeNumberError) -> HttpResponse:
    words = number_words.refusal(error)
    if isinstance(error, api.LeaseNotFound):
        words = gettext("이 휴대전화로 받은 안심번호가 없습니다. 새로 신청해 주세요.")
    elif isinstance(error, api.AlreadyIssued):
        words = gettext(
            "이 휴대전화로 이미 이 차의 안심번호를 받았습니다. 다시 들어가려면 아래를 눌러 주세요."
        )
    where = _WHERE.get(error.type, "")
    # A code that may still be typed keeps its page; anything else begins anew.
    if not (where == "code" and api.proof_open(given["proof"], now=clock.now())):
        where, given = ("phone" if where == "code" else where), given | {"proof": ""}
    return _page(request, given, {where: words}, status=error.status)


def _page(
    request: HttpRequest,
    given: dict[str, str],
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    spoken = translation.get_language() or "ko"
    consent = api.numbers_settings().consent
    context: dict[str, Any] = frame() | {
        "key": form_key(_SUBJECT),
        "given": given,
        "errors": errors or {},
        "problems": [
            {"field": field, "words": sentence} for field, sentence in (errors or {}).items()
        ],
        "consent": consent.in_language(spoken),
        "audiences": [
            ("resident", gettext("이 구의 주민입니다")),
            ("visitor", gettext("방문자입니다")),
        ],
    }
    name = "apply_code" if given.get("proof") else "apply_again" if given.get("again") else "apply"
    return render(request, f"parking_pages/{name}.html", context, status=status)


@require_GET
@public_page
def again(request: HttpRequest) -> HttpResponse:
    """Ask an owner for their telephone, to bring them back to their page."""
    with translation.override(language(request)):
        if PAGE_VISITS.take(client.client_key(request), clock.now()):
            return _page(request, {"again": "on"}, {"": _busy()}, status=429)
        return _page(request, {"again": "on"})


@require_GET
@public_page
def applied_page(request: HttpRequest) -> HttpResponse:
    """Show the number, or the place in line, to who has just applied on this phone."""
    with translation.override(language(request)):
        lease = _applied_lease(request)
        if lease is None:
            return HttpResponseRedirect(PLACE)
        context = frame() | {
            "lease": lease,
            "number": api.number_shown(lease.number) if lease.number else "",
            "access_number": api.numbers_settings().access_number,
        }
        return render(request, "parking_pages/applied.html", context)


@require_GET
@public_page
def sticker(request: HttpRequest) -> HttpResponse:
    """Give the sticker to who has just applied on this phone."""
    lease = _applied_lease(request)
    if lease is None or not lease.number:
        return HttpResponseRedirect(PLACE)
    try:
        made = api.sticker_pdf(lease_id=lease.id)
    except PdfMissing:
        return problem_page(request, 503)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sticker-{lease.number}.pdf"'
    return response


def _applied_lease(request: HttpRequest) -> api.LeaseView | None:
    try:
        name = DONE.unsign(request.COOKIES.get(COOKIE, ""), max_age=_COOKIE_SECONDS)
        return api.lease_get(UUID(name))
    except (signing.BadSignature, ValueError, api.LeaseNotFound):
        return None
