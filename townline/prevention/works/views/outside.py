"""A landlord's or tenant's page behind a link: who they are by a code, then yes or no."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from townline.casework.cases.api import CaseError
from townline.casework.portal.api import LinkOver
from townline.platform.core import clock, district, resident_moments
from townline.platform.core.http.tokens import count_wrong_token
from townline.platform.core.settings import Office
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.public_pages import Forms, frame, language, public_page
from townline.platform.web.reading import as_written, pressed_button, read
from townline.prevention.works.doors import CODES, MISSES, PAGE_LIMIT
from townline.prevention.works.errors import WorkReasonNeeded
from townline.prevention.works.models import Consent
from townline.prevention.works.rules import ConsentState, Role
from townline.prevention.works.selectors.behind import Behind, behind
from townline.prevention.works.selectors.kinds import measure_kinds
from townline.prevention.works.services import answering
from townline.prevention.works.services.asking import answer_day
from townline.prevention.works.views import labels
from townline.prevention.works.views.inputs import CodeRequest, CodeTyped, ConsentAnswers, HomeLeft

_FORMS = Forms("consent-page")
COOKIE, PLACE = "tl-consent", "/k/"
_YES, _NO = "yes", "no"
_WAITS = frozenset({ConsentState.NEEDED, ConsentState.ASKED, ConsentState.EXPIRED})
_CHOSEN = {ConsentState.GIVEN: _YES, ConsentState.REFUSED: _NO, ConsentState.WITHDRAWN: _NO}
_ANSWER_WORDS = {_YES: gettext_lazy("동의합니다"), _NO: gettext_lazy("동의하지 않습니다")}
_DONE = {
    "answer": gettext_lazy("답해 주셔서 고맙습니다. 저장했습니다."),
    "still": gettext_lazy("알려 주셔서 고맙습니다. 동의가 이어집니다."),
    "enter": gettext_lazy("본인 확인을 마쳤습니다. 아래에서 답해 주세요."),
}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is offered at one's home, or take an answer. Looking changes nothing."""
    try:
        known = behind(token=token, holder=_holder(request), now=clock.now())
        if PAGE_LIMIT.take(known.link.pk, clock.now()):
            return _over(request)
        with translation.override(language(request, known.link.party.language)):
            if request.method == "POST":
                return _post_action(request, token, known)
            return _page(request, known, said=_DONE.get(request.GET.get("done", ""), ""))
    except LinkOver:
        return _over(request)


def _holder(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def _frame() -> dict[str, Any]:
    lang = translation.get_language() or "ko"
    return frame(district.part(Office).service_name.in_language(lang))


def _over(request: HttpRequest) -> HttpResponse:
    """Say that a link is over; a wrong one looks the same."""
    wait = count_wrong_token(request, MISSES)
    with translation.override(language(request)):
        return render(request, "works/consent_over.html", _frame(), status=429 if wait else 410)


def _page(
    request: HttpRequest, known: Behind, *, status: int = 200, **more: object
) -> HttpResponse:
    party = known.link.party
    homes = {each.pk: each.object.address for each in known.parties}
    order = list(homes)
    rows = sorted(
        known.consents, key=lambda row: (row.state not in _WAITS, order.index(row.party_id or 0))
    )
    written = more.get("written", {})
    lines = [_line(row, homes, written if isinstance(written, Mapping) else {}) for row in rows]
    context = _frame() | {
        "place": party.object.address,
        "role": labels.ROLES[party.role],
        "is_tenant": party.role == Role.TENANT,
        "lines": lines,
        "homes": list(homes.items()),
        "several": len(homes) > 1,
        "waiting": [each for each in lines if each["waits"]],
        "answer_by": _answer_by([each["row"] for each in lines if each["waits"]]),
        "given": [each for each in lines if each["row"].state == ConsentState.GIVEN],
        "shown": known.shown,
        "masked": known.masked[-4:],
        "key": _FORMS.key(str(known.link.pk)),
        "post": request.path,
        "proof": "",
        "problem": "",
        "written": {},
    }
    return render(request, "works/consent.html", context | more, status=status)


def _answer_by(waiting: Sequence[Consent]) -> str:
    """Say until when an answer is asked for; "" where nobody was asked yet."""
    day = answer_day(waiting)
    if day is None:
        return ""
    if day < clock.now().astimezone(district.current().zone).date():
        return gettext("답을 부탁드린 날이 지났습니다. 지금도 답하실 수 있습니다.")
    return gettext("%(day)s까지 답해 주세요.") % {"day": resident_moments.day(day)}


def _line(row: Consent, homes: Mapping[int, str], written: Mapping[str, str]) -> dict[str, Any]:
    kind = measure_kinds().get(row.measure.kind)
    spoken = translation.get_language() or "ko"
    now = _CHOSEN.get(ConsentState(row.state), "")
    return {
        "row": row,
        "place": homes[row.party_id or 0] if len(homes) > 1 else "",
        "kind": labels.kind_name(row.measure.kind),
        "about": kind.about.in_language(spoken) if kind and kind.about else "",
        "check": bool(kind and kind.check_every),
        "said": _ANSWER_WORDS.get(now, ""),
        "chosen": written.get(f"answer-{row.pk}") or now,
        "waits": row.state in _WAITS,
    }


def _post_action(request: HttpRequest, token: str, known: Behind) -> HttpResponse:
    if not _FORMS.nonce(request, str(known.link.pk)):
        words = gettext("화면이 오래되었습니다. 아래에서 다시 보내 주세요.")
        return _page(request, known, status=403, problem=words)
    did = pressed_button(request)
    try:
        return _ACTIONS.get(did, _answer)(request, token, known)
    except InvalidForm as error:
        return _refusal_page(request, known, error.sentences, 422)
    except LinkOver:
        raise
    except WorkReasonNeeded as error:
        words = gettext("동의하지 않는 이유를 적어 주세요.")
        return _refusal_page(request, known, words, error.status)
    except CaseError as error:
        return _refusal_page(request, known, error.message(), error.status)


def _refusal_page(request: HttpRequest, known: Behind, words: object, status: int) -> HttpResponse:
    written = as_written(request)
    proof = written.get("proof", "") if pressed_button(request) == "enter" else ""
    return _page(request, known, status=status, problem=words, written=written, proof=proof)


def _code(request: HttpRequest, token: str, known: Behind) -> HttpResponse:
    """Text a code, and ask for it."""
    form = read(request, CodeRequest)
    if CODES.take(known.link.pk, clock.now()):
        words = gettext("너무 자주 눌렀습니다. 한 시간 뒤에 다시 시도해 주세요.")
        return _page(request, known, status=429, problem=words)
    spoken = translation.get_language() or "ko"
    proof = answering.code_begin(
        token=token, phone=form.phone or "", language=spoken, now=clock.now()
    )
    return _page(request, known, proof=proof)


def _enter(request: HttpRequest, token: str, _known: Behind) -> HttpResponse:
    form = read(request, CodeTyped)
    secret = answering.code_finish(token=token, proof=form.proof, code=form.code, now=clock.now())
    response = _redirect_done(request, "enter")
    response.set_cookie(
        COOKIE, secret, max_age=int(answering.SHOWN.total_seconds()), path=PLACE, httponly=True,
        samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip
    return response


def _all(request: HttpRequest, token: str, known: Behind) -> HttpResponse:
    waiting = [each for each in known.consents if each.state in _WAITS]
    return _take(request, token, {each.pk: True for each in waiting}, "")


def _answer(request: HttpRequest, token: str, _known: Behind) -> HttpResponse:
    form = read(request, ConsentAnswers)
    chosen = {
        int(each): value == _YES for each, value in form.answer.items()
        if each.isascii() and each.isdigit() and value in {_YES, _NO}
    }  # fmt: skip
    return _take(request, token, chosen, form.reason)


def _take(request: HttpRequest, token: str, chosen: dict[int, bool], reason: str) -> HttpResponse:
    answering.answers_take(
        token=token, holder=_holder(request), answers=chosen, reason=reason, now=clock.now()
    )
    return _redirect_done(request, "answer")


def _still(request: HttpRequest, token: str, _known: Behind) -> HttpResponse:
    answering.still_here(token=token, holder=_holder(request), now=clock.now())
    return _redirect_done(request, "still")


def _report_moved(request: HttpRequest, token: str, _known: Behind) -> HttpResponse:
    of = read(request, HomeLeft).party
    answering.moved_out(token=token, holder=_holder(request), now=clock.now(), party_id=of)
    return render(request, "works/consent_over.html", _frame() | {"moved": True})


def _redirect_done(request: HttpRequest, what: str) -> HttpResponse:
    lang = translation.get_language() or "ko"
    return HttpResponseRedirect(f"{request.path}?done={what}&lang={lang}#said")


_ACTIONS: dict[str, Callable[[HttpRequest, str, Behind], HttpResponse]] = {
    "code": _code,
    "enter": _enter,
    "all": _all,
    "still": _still,
    "moved": _report_moved,
}
