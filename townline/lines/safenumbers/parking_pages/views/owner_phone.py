"""An owner adds a telephone: a code is texted to it and typed on the page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.parking_pages.views.inputs import Proved
from townline.lines.safenumbers.parking_pages.views.owner_enter import owners
from townline.lines.safenumbers.parking_pages.views.public_pages import form_key, form_nonce, frame
from townline.platform.core import clock
from townline.platform.web.reading import as_written, read


@require_http_methods(["GET", "POST"])
@owners
def add(request: HttpRequest, lease: api.LeaseView) -> HttpResponse:
    """Ask for the number, then for the code that was texted to it."""
    if request.method != "POST":
        return _page(request, lease)
    if not form_nonce(request, str(lease.id)):
        again = gettext("화면이 오래되었습니다. 한 번 더 눌러 주세요.")
        return _page(request, lease, {"": again}, status=403)
    form = read(request, Proved)
    return (
        _check_code(request, lease, form)
        if form.proof
        else _begin_proof(request, lease, form.phone)
    )


def _page(
    request: HttpRequest,
    lease: api.LeaseView,
    errors: dict[str, str] | None = None,
    *,
    proof: str = "",
    status: int = 200,
) -> HttpResponse:
    context = frame() | {
        "key": form_key(str(lease.id)),
        "proof": proof,
        "phone": as_written(request).get("phone", ""),
        "errors": errors or {},
        "problems": [
            {"field": field, "words": sentence} for field, sentence in (errors or {}).items()
        ],
    }
    return render(request, "parking_pages/owner_phone.html", context, status=status)


def _begin_proof(request: HttpRequest, lease: api.LeaseView, phone: str) -> HttpResponse:
    try:
        proof = api.proof_begin(
            phone=phone[:30],
            language=translation.get_language() or "ko",
            payload={"lease": str(lease.id)},
            now=clock.now(),
        )
    except api.PhonesInvalid as error:
        wrong = gettext("휴대전화 번호를 010-0000-0042처럼 적어 주세요")
        return _page(request, lease, {"phone": wrong}, status=error.status)
    except api.SafeNumberError as error:
        later = gettext(
            "지금은 이 번호로 문자를 더 보낼 수 없습니다. 한 시간 뒤에 다시 시도해 주세요"
        )
        return _page(request, lease, {"phone": later}, status=error.status)
    return _page(request, lease, proof=proof)


def _check_code(request: HttpRequest, lease: api.LeaseView, form: Proved) -> HttpResponse:
    proof = form.proof
    try:
        proved = api.proof_finish(token=proof, code=form.code, now=clock.now())
    except api.CodeWrong as error:
        wrong = gettext("문자로 받은 인증번호 6자리를 다시 적어 주세요")
        goes_on = api.proof_open(proof, now=clock.now())
        errors = {"code" if goes_on else "phone": wrong if goes_on else _over()}
        return _page(request, lease, errors, proof=proof if goes_on else "", status=error.status)
    return _add_phone(request, lease, proved)


def _over() -> str:
    return gettext("인증번호의 유효 시간이 지났습니다. 번호를 다시 적어 주세요")


def _add_phone(request: HttpRequest, lease: api.LeaseView, proved: api.Proved) -> HttpResponse:
    if proved.wish.get("lease") != str(lease.id):
        return _page(request, lease, {"phone": _over()}, status=422)
    try:
        api.phone_add(by=api.OWNER, lease_id=lease.id, phone=proved.phone.value, now=clock.now())
    except api.SafeNumberError as error:
        full = gettext("이미 있는 휴대전화이거나, 추가할 수 있는 개수를 넘었습니다")
        return _page(request, lease, {"phone": full}, status=error.status)
    spoken = translation.get_language() or "ko"
    return HttpResponseRedirect(f"{reverse('owner_home')}?done=phone_in&lang={spoken}#said")
