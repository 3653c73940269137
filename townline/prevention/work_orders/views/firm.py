"""A firm's order, behind a link: no sign-in; the telephone that accepts first holds it."""

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
from townline.platform.core.http.tokens import count_wrong_token
from townline.platform.core.settings import Office
from townline.platform.web import workers
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.photo_files import photo_response
from townline.platform.web.public_pages import Forms, frame, language, public_page
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.signing_in import wants_json
from townline.prevention.work_orders import api
from townline.prevention.work_orders.doors import MISSES, PAGE_LIMIT
from townline.prevention.work_orders.selectors.order_links import (
    OrderPage,
    OrderPlace,
    order_page,
    order_photo,
)
from townline.prevention.work_orders.selectors.orders import contact_of
from townline.prevention.work_orders.views import looking, parts
from townline.prevention.work_orders.views.inputs import LookDiscarded, OrderReason, Planned
from townline.prevention.work_orders.views.labels import FIRM_ORDERS

_FORMS = Forms("order-page")
COOKIE, PLACE = "tl-work", "/w/"
COOKIE_SECONDS = 180 * 86400
# Kept on a telephone under one owner, whichever orders it has.
_OWNER = "firm"

worker = workers.worker_page("work_orders/worker.js")


def _frame() -> dict[str, object]:
    lang = translation.get_language() or "ko"
    return frame(district.part(Office).service_name.in_language(lang))


def _over(request: HttpRequest) -> HttpResponse:
    """Say that a link is over; a wrong one looks the same."""
    wait = count_wrong_token(request, MISSES)
    with translation.override(language(request)):
        if wants_json(request):
            detail = gettext("링크 기간이 지났습니다.")
            return JsonResponse({"type": "link-over", "detail": detail}, status=410)
        status = 429 if wait else 410
        return render(request, "work_orders/firm_over.html", _frame(), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def page(request: HttpRequest, token: str, place: int | None = None) -> HttpResponse:
    """Show an order, or one place of it, or take what its holder says. Looking changes nothing."""
    try:
        with translation.override(language(request)):
            known = order_page(token=token, holder=_holder(request), now=clock.now())
            if PAGE_LIMIT.take(known.order.pk, clock.now()) or (place and not known.place(place)):
                return _over(request)
            return (
                _post_action(request, token, known, place)
                if request.method == "POST"
                else _page(request, known, place)
            )
    except LinkOver:
        return _over(request)


def _holder(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def _page(
    request: HttpRequest,
    known: OrderPage,
    place: int | None,
    *,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    order, kind = known.order, known.kind
    whole = f"/w/{request.path.split('/')[2]}"
    context = _frame() | {
        "order": order,
        "title": kind.title(),
        "mark": FIRM_ORDERS[order.state],
        "contact": contact_of(order, translation.get_language() or "ko"),
        "mine": known.mine,
        "held": known.held,
        "returned": known.returned,
        "places": known.places,
        "waiting": sum(not one.item.done_at for one in known.places),
        "form_key": _FORMS.key(str(order.pk)),
        "today": timezone.localdate(clock.now()),
        "said": _DONE_MESSAGES.get(request.GET.get("done", ""), ""),
        "problem": problem,
        "post": request.path,
        "whole": whole,
        **_place(known, known.place(place)),
    }
    response = render(request, "work_orders/firm.html", context, status=status)
    if known.mine and status == 200:  # noqa: PLR2004 -- a page without a problem
        workers.keepable(response, owner=_OWNER, sign=order.state)
    return response


def _place(known: OrderPage, one: OrderPlace | None) -> dict[str, object]:
    """Give what the page shows of one place, and the form for a look at it."""
    if one is None:
        return {}
    point = one.site.point
    return {
        "one": one,
        "site": one.site,
        "photos": parts.pictures(one.photos),
        "looks": [parts.look_line(look, known.kind.far()) for look in one.looks],
        "key": uuid.uuid4(),
        "most": api.PHOTOS,
        "far": known.kind.far(),
        "moments": known.kind.moments(),
        "begun": any(photo.moment == "before" for look in one.looks for photo in look.photos),
        "measured": known.kind.measured,
        "map": f"geo:{point[0]:.6f},{point[1]:.6f}" if point else "",
    }


def _post_action(
    request: HttpRequest, token: str, known: OrderPage, place: int | None
) -> HttpResponse:
    if not _FORMS.nonce(request, str(known.order.pk)):
        words = gettext("화면이 오래되었습니다. 아래에서 다시 보내 주세요.")
        return _page(request, known, place, status=403, problem=words)
    try:
        return _ACTIONS.get(pressed_button(request), _look)(request, token, place)
    except InvalidForm as error:
        return _refusal_response(request, known, place, error.sentences, 422)
    except LinkOver:
        raise
    except CaseError as error:
        return _refusal_response(request, known, place, error.message(), error.status)


def _refusal_response(
    request: HttpRequest, known: OrderPage, place: int | None, words: str, status: int
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"detail": words}, status=status)
    return _page(request, known, place, status=status, problem=words)


def _redirect_done(request: HttpRequest, what: str) -> HttpResponse:
    lang = translation.get_language() or "ko"
    return HttpResponseRedirect(f"{request.path}?done={what}&lang={lang}#said")


def _accept(request: HttpRequest, token: str, _place: int | None) -> HttpResponse:
    planned = read(request, Planned).planned_on
    secret = api.order_accept(
        token=token, holder=_holder(request), now=clock.now(), planned_on=planned
    )
    response = _redirect_done(request, "accept")
    response.set_cookie(
        COOKIE, secret, max_age=COOKIE_SECONDS, path=PLACE, httponly=True, samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip
    return response


def _refuse(request: HttpRequest, token: str, _place: int | None) -> HttpResponse:
    reason = read(request, OrderReason).reason
    api.order_refuse(token=token, holder=_holder(request), now=clock.now(), reason=reason)
    return _redirect_done(request, "refuse")


def _move(request: HttpRequest, token: str, _place: int | None) -> HttpResponse:
    planned = read(request, Planned).planned_on
    if planned is None:
        raise api.ReasonNeeded("say on which day")
    api.order_move(token=token, holder=_holder(request), now=clock.now(), planned_on=planned)
    return _redirect_done(request, "move")


def _look(request: HttpRequest, token: str, place: int | None) -> HttpResponse:
    now = clock.now()
    look, files = looking.look_of(request, now), looking.files(request)
    api.order_look(
        token=token, holder=_holder(request), now=now, look=look, files=files, object_id=place
    )
    if wants_json(request):
        return JsonResponse({"kept": str(look.key)})
    return _redirect_done(request, "look")


def _discard(request: HttpRequest, token: str, place: int | None) -> HttpResponse:
    form = read(request, LookDiscarded, key="look")
    api.look_discard(
        token=token, now=clock.now(), key=form.key, reason=form.reason, object_id=place
    )
    return JsonResponse({"discarded": str(form.key)})


_ACTIONS: dict[str, Callable[[HttpRequest, str, int | None], HttpResponse]] = {
    "accept": _accept,
    "refuse": _refuse,
    "move": _move,
    "discard": _discard,
}


class _DoneMessages:
    """What was done, told once after the press; looked up in the reader's language."""

    def get(self, what: str, _usual: str) -> str:
        return {
            "accept": gettext("작업을 수락했습니다. 이 휴대전화에서만 고칠 수 있습니다."),
            "refuse": gettext("거절 의사를 구청에 알렸습니다."),
            "move": gettext("예정일을 바꿨습니다."),
            "look": gettext("기록을 보냈습니다."),
        }.get(what, "")


_DONE_MESSAGES = _DoneMessages()


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
