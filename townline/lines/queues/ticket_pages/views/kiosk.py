"""A touch screen at the door: for whoever has no telephone at hand.

Nothing of one person stays for the next: no address holds a token, and each page goes back to
the first one by itself.
"""

import io
from http import HTTPStatus
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from ninja.errors import ValidationError

from townline.lines.queues import api
from townline.lines.queues.api import Hall, PrinterState, QueueError, TicketView
from townline.lines.queues.errors import ProofNeeded
from townline.lines.queues.ticket_pages.doors import PRESSES
from townline.lines.queues.ticket_pages.views.board import FORMS, is_ours, mark, page
from townline.lines.queues.ticket_pages.views.issuing import mine_of, price_of, take_ticket
from townline.lines.queues.views.inputs import request_of
from townline.lines.queues.views.labels import at_now, english, need_words, place, places
from townline.lines.queues.views.shapes import CodeIn, TakeAtDesk, TakeIn
from townline.lines.queues.views.strangers import stranger_of
from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.core.http import client, public
from townline.platform.web.public_pages import language, public_page
from townline.platform.web.reading import as_written, pressed_button, read

_PRINTS = {PrinterState.UNKNOWN, PrinterState.READY, PrinterState.LOW}
_IDLE = 30  # seconds until the screen is the next person's
_WRITING = 120  # the same where somebody writes, or has to hear the choices read out


@require_http_methods(["GET", "POST"])
@public_page
def kiosk(request: HttpRequest, site: str) -> HttpResponse:
    """Choose a line, say whether one needs it sooner, and read the number."""
    with translation.override(language(request)):
        halls = [hall for hall in api.halls(clock.now()) if hall.queue.site.code == site]
        if not halls:
            return page(request, "ticket_pages/gone.html", {}, status=404)
        response = _handle_request(request, halls)
        # Whoever goes away leaves the screen to the next person. This holds without a script.
        idle = _WRITING if response.status_code != HTTPStatus.OK or _writes(request) else _IDLE
        back = f"/kiosk/{site}/?lang={translation.get_language()}"
        response.headers["Refresh"] = f"{idle}; url={back}"
        return mark(request, response, site) if is_ours(request, site) else response


def _writes(request: HttpRequest) -> bool:
    return request.method == "GET" and not {"arrive", "service"}.isdisjoint(request.GET)


def _handle_request(request: HttpRequest, halls: list[Hall]) -> HttpResponse:
    if request.method == "POST":
        arrives = pressed_button(request) == "arrive"
        return _check_in(request, halls) if arrives else _take_ticket(request, halls)
    return _arriving(request, halls) if "arrive" in request.GET else _service_page(request, halls)


def _arriving(
    request: HttpRequest, halls: list[Hall], problem: str = "", status: int = 200
) -> HttpResponse:
    """Ask who booked for the time and the code of the booking."""
    more = {"problem": problem, "given": as_written(request), "key": FORMS.key("arrive")}
    return page(request, "ticket_pages/kiosk_arrive.html", _around(halls) | more, status=status)


def _check_in(request: HttpRequest, halls: list[Hall]) -> HttpResponse:
    now = clock.now()
    if not FORMS.nonce(request, "arrive") or PRESSES.take(client.client_key(request), now):
        return _arriving(request, halls, gettext("잠시 뒤에 다시 시도해 주세요."), 429)
    form = read(request, CodeIn)
    try:
        ticket = api.booking_find(
            site=halls[0].queue.site.code, slot=form.slot[:5], code=form.code[:12], now=now
        )
        api.booking_arrive(ticket_id=ticket, actor=audit.RESIDENT, now=now)
    except QueueError as error:
        return _arriving(request, halls, _refusal(error), error.status)
    return _number_page(request, halls, api.ticket_view(ticket, now))


def _refusal(error: QueueError) -> str:
    if error.type == "wrong-code":
        return gettext("예약한 시각과 인증번호가 맞지 않습니다. 다시 확인해 주세요.")
    return api.words(error)


def _service_page(
    request: HttpRequest, halls: list[Hall], problem: str = "", status: int = 200
) -> HttpResponse:
    requested = request.GET.get("service", "")
    here = next((hall for hall in halls if hall.queue.code == requested and hall.takes), None)
    context = _around(halls) | {
        "places": places(halls, clock.now()),
        "shut": not any(hall.takes for hall in halls),
        "problem": problem,
        "books": any(hall.plan.slots for hall in halls),
    }
    if here is None or problem:
        return page(request, "ticket_pages/kiosk.html", context, status=status)
    return _needs(request, halls, here)


def _needs(
    request: HttpRequest, halls: list[Hall], here: Hall, proof: ProofNeeded | None = None
) -> HttpResponse:
    """Ask whether one needs it sooner; a screen that is not the office's works meanwhile."""
    words = need_words()
    ours = is_ours(request, _site(halls))
    more = {
        "place": place(here),
        "price": None if ours else price_of(request, here, proof),
        "key": FORMS.key(here.queue.code),
        "needs": [(need, words[need]) for need in here.plan.needs],
        "credit": int(here.plan.fairness.need.total_seconds() // 60),
    }
    status = proof.status if proof else HTTPStatus.OK
    return page(request, "ticket_pages/kiosk_needs.html", _around(halls) | more, status=status)


def _around(halls: list[Hall]) -> dict[str, Any]:
    where = halls[0].queue.site
    return {
        "site": where.code,
        "site_name": where.name_en if english() else where.name_ko,
        "at": at_now(),
    }


def _take_ticket(request: HttpRequest, halls: list[Hall]) -> HttpResponse:
    form = read(request, TakeAtDesk)
    service = form.service
    nonce = FORMS.nonce(request, service) if service in _codes(halls) else ""
    if not nonce or PRESSES.take(client.client_key(request), clock.now()):
        return _service_page(request, halls, gettext("잠시 뒤에 다시 시도해 주세요."), 429)
    try:
        ticket_request = request_of(
            TakeIn(need=form.need, language=translation.get_language() or "ko"),
            channel="kiosk",
            # Two presses of one button are one person; the next person gets another form.
            device=bytes.fromhex(nonce),
            # Anybody may open this address: only a screen that the office knows asks no work.
            stranger=None if is_ours(request, _site(halls)) else stranger_of(request, form.proof),
        )
        token = take_ticket(service, ticket_request).token
    except ValidationError:
        return _service_page(request, halls, gettext("목록에서 선택해 주세요."), 422)
    except ProofNeeded as error:
        return _proof_page(request, halls, service, error)
    except QueueError as error:
        token = mine_of(error)
        if not token:
            return _service_page(request, halls, api.words(error), error.status)
    view = api.ticket_view(api.ticket_id_of(token), clock.now())
    return _number_page(request, halls, view, token)


def _proof_page(
    request: HttpRequest, halls: list[Hall], service: str, error: ProofNeeded
) -> HttpResponse:
    """Ask a screen that is not the office's for more work, or say that no more is enough."""
    here = next(hall for hall in halls if hall.queue.code == service)
    if not error.hashes:
        words = gettext(
            "지금은 이 화면에서 번호표를 받을 수 없습니다. "
            "창구에 말씀하시거나 휴대전화 문자로 받아 주세요."
        )
        return _service_page(request, halls, words, error.status)
    return _needs(request, halls, here, error)


def _site(halls: list[Hall]) -> str:
    return halls[0].queue.site.code


def _codes(halls: list[Hall]) -> set[str]:
    return {hall.queue.code for hall in halls}


def _number_page(
    request: HttpRequest, halls: list[Hall], view: TicketView, token: str = ""
) -> HttpResponse:
    printer = api.printout_queue(ticket_id=view.ticket.id, now=clock.now())
    context = _around(halls) | {
        "place": place(view.hall),
        "paper": printer in _PRINTS,
        "no_paper": printer is not None and printer not in _PRINTS,
        "number": view.shown,
        "ahead": view.ahead,
        "when": api.when_words(view.wait.low, view.wait.high) if view.wait else "",
        "gathered": view.state == api.TicketState.GATHERED,
        "qr": _qr(token) if token else "",
    }
    return page(request, "ticket_pages/kiosk_number.html", context)


def _qr(token: str) -> SafeString:
    """Draw the way to one's ticket, for a telephone's camera; "" where we have no address."""
    address = public.address(f"/n/t/{token}")
    if not address:
        return SafeString("")
    svg = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(svg, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, light="#fff")
    return mark_safe(svg.getvalue().decode())  # noqa: S308 -- drawn by segno; no words are in it
