"""A firm's repair order, behind a link: no sign-in; the telephone that accepts first holds it."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.casework.cases.api import CaseError
from townline.casework.portal.api import LinkOver
from townline.platform.core import clock, district
from townline.platform.core.http import client
from townline.platform.core.settings import Office
from townline.platform.web import workers
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.photo_files import photo_response
from townline.platform.web.public_pages import Forms, frame, language, public_page
from townline.platform.web.reading import pressed, read
from townline.prevention.hazards import api
from townline.prevention.hazards.doors import LOOKS, MISSES
from townline.prevention.hazards.selectors.labels import ORDERS
from townline.prevention.hazards.selectors.order_links import OrderPage, order_page, order_photo
from townline.prevention.hazards.selectors.words import told
from townline.prevention.hazards.views import looking, shown
from townline.prevention.hazards.views.access import said, wants_json
from townline.prevention.hazards.views.inputs import Planned, SpotReason
from townline.prevention.hazards.views.parts import look_line

_FORMS = Forms("order-page")
COOKIE, PLACE = "tl-work", "/w/"
KEPT_SECONDS = 180 * 86400
# Kept on a telephone under one owner, whichever orders it has.
_OWNER = "firm"

worker = workers.worker_page("hazards/worker.js")


def _frame() -> dict[str, object]:
    lang = translation.get_language() or "ko"
    return frame(district.part(Office).service_name.said(lang))


def _over(request: HttpRequest) -> HttpResponse:
    """Say that a link is over; a wrong one looks the same."""
    wait = MISSES.take(client.client_key(request), clock.now())
    with translation.override(language(request)):
        if wants_json(request):
            detail = gettext("링크 기간이 지났습니다.")
            return JsonResponse({"type": "link-over", "detail": detail}, status=410)
        status = 429 if wait else 410
        return render(request, "hazards/firm_over.html", _frame(), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show an order, or take what its holder says. Looking changes nothing."""
    try:
        known = order_page(token=token, holder=_holder(request), now=clock.now())
        if LOOKS.take(known.order.pk, clock.now()):
            return _over(request)
        with translation.override(language(request)):
            return (
                _posted(request, token, known)
                if request.method == "POST"
                else _page(request, known)
            )
    except LinkOver:
        return _over(request)


def _holder(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def _page(
    request: HttpRequest, known: OrderPage, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    order, hazard = known.order, known.order.hazard
    context = _frame() | {
        "order": order,
        "h": hazard,
        "kind": api.kind_name(hazard.kind),
        "mark": ORDERS[order.state],
        "mine": known.mine,
        "held": known.held,
        "events": api.order_events(order),
        "returned": known.returned,
        "photos": shown.pictures(known.photos),
        "looks": [look_line(look) for look in known.looks],
        "form_key": _FORMS.key(str(order.pk)),
        "key": uuid.uuid4(),
        "most": api.PHOTOS,
        "far": told().far,
        "today": timezone.localdate(clock.now()),
        "moments": True,
        "said": _SAID.get(request.GET.get("done", ""), ""),
        "problem": problem,
        "post": request.path,
        "map": f"geo:{hazard.latitude:.6f},{hazard.longitude:.6f}",
    }
    response = render(request, "hazards/firm.html", context, status=status)
    if known.mine and status == 200:  # noqa: PLR2004 -- a page without a problem
        workers.keepable(response, owner=_OWNER, sign=order.state)
    return response


def _posted(request: HttpRequest, token: str, known: OrderPage) -> HttpResponse:
    if not _FORMS.nonce(request, str(known.order.pk)):
        words = gettext("화면이 오래되었습니다. 아래에서 다시 보내 주세요.")
        return _page(request, known, status=403, problem=words)
    try:
        return _ACTIONS.get(pressed(request), _look)(request, token)
    except InvalidForm as error:
        words = error.sentences
        return _refused(request, known, words, 422)
    except LinkOver:
        raise
    except CaseError as error:
        return _refused(request, known, said(error), error.status)


def _refused(request: HttpRequest, known: OrderPage, words: str, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"detail": words}, status=status)
    return _page(request, known, status=status, problem=words)


def _done(request: HttpRequest, what: str) -> HttpResponse:
    lang = translation.get_language() or "ko"
    return HttpResponseRedirect(f"{request.path}?done={what}&lang={lang}#said")


def _accept(request: HttpRequest, token: str) -> HttpResponse:
    planned = read(request, Planned).planned_on
    secret = api.order_accept(
        token=token, holder=_holder(request), now=clock.now(), planned_on=planned
    )
    response = _done(request, "accept")
    response.set_cookie(
        COOKIE, secret, max_age=KEPT_SECONDS, path=PLACE, httponly=True, samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip
    return response


def _refuse(request: HttpRequest, token: str) -> HttpResponse:
    reason = read(request, SpotReason).reason
    api.order_refuse(token=token, holder=_holder(request), now=clock.now(), reason=reason)
    return _done(request, "refuse")


def _move(request: HttpRequest, token: str) -> HttpResponse:
    planned = read(request, Planned).planned_on
    if planned is None:
        raise api.ReasonNeeded("say on which day")
    api.order_move(token=token, holder=_holder(request), now=clock.now(), planned_on=planned)
    return _done(request, "move")


def _look(request: HttpRequest, token: str) -> HttpResponse:
    now = clock.now()
    look, files = looking.look_of(request, now), looking.files(request)
    api.order_look(token=token, holder=_holder(request), now=now, look=look, files=files)
    if wants_json(request):
        return JsonResponse({"kept": str(look.key)})
    return _done(request, "look")


_ACTIONS: dict[str, Callable[[HttpRequest, str], HttpResponse]] = {
    "accept": _accept,
    "refuse": _refuse,
    "move": _move,
}


class _Said:
    """What was done, told once after the press; looked up in the reader's language."""

    def get(self, what: str, _usual: str) -> str:
        return {
            "accept": gettext("작업을 수락했습니다. 이 휴대전화에서만 고칠 수 있습니다."),
            "refuse": gettext("거절 의사를 구청에 알렸습니다."),
            "move": gettext("예정일을 바꿨습니다."),
            "look": gettext("기록을 보냈습니다."),
        }.get(what, "")


_SAID = _Said()


@require_GET
@public_page
def photo(request: HttpRequest, token: str, sha256: str, copy: str) -> HttpResponse:
    """Give a photo that the order's page shows; only ever a copy without metadata."""
    try:
        found = order_photo(token=token, sha256=sha256, now=clock.now())
    except LinkOver:
        return _over(request)
    response = photo_response(found, copy) if found and copy in {"small", "view"} else None
    return response or _over(request)
