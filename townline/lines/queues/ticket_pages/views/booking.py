"""Booking a slot ahead on the web, without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from ninja.errors import ValidationError

from townline.lines.queues import api
from townline.lines.queues.api import QueueError
from townline.lines.queues.errors import PartyTooLarge, PhoneNeeded, ProofNeeded
from townline.lines.queues.ticket_pages.views.board import FORMS, device_mark, page
from townline.lines.queues.ticket_pages.views.issuing import given_of, mine_of, price_of, request_by
from townline.lines.queues.ticket_pages.views.questions import wrong_of
from townline.lines.queues.ticket_pages.views.slot_choices import (
    choose_day,
    day_choices,
    slot_choices,
)
from townline.lines.queues.views.inputs import slot_of
from townline.lines.queues.views.labels import need_words, place
from townline.lines.queues.views.shapes import SlotChosen, TakeIn
from townline.platform.core import clock
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.public_pages import language, public_page
from townline.platform.web.reading import as_written, read


@require_http_methods(["GET", "POST"])
@public_page
def book(request: HttpRequest, service: str) -> HttpResponse:
    """Choose a day and a time, leave a number, and get a booking."""
    with translation.override(language(request)):
        given = given_of(request) | {"slot": str(as_written(request, slot="")["slot"])[:40]}
        if request.method == "GET":
            return device_mark(request, _page(request, service, given))
        return _post_booking(request, service, given)


def _post_booking(request: HttpRequest, service: str, given: dict[str, str]) -> HttpResponse:
    if not FORMS.nonce(request, f"book {service}"):
        words = gettext("화면이 오래되었습니다. 아래에서 다시 눌러 주세요.")
        return _page(request, service, given, problem=words, status=403)
    try:
        token = _book_slot(request, service)
    except ProofNeeded as error:
        return _page(request, service, given, proof=error, status=error.status)
    except (ValidationError, InvalidForm, PartyTooLarge, PhoneNeeded):
        return _page(request, service, given, mend=True, status=422)
    except QueueError as error:
        if not given["slot"]:
            return _page(request, service, given, mend=True, status=422)
        words, status = api.words(error), error.status
        return _page(request, service, given, problem=words, status=status)
    return HttpResponseRedirect(f"/n/t/{token}?lang={translation.get_language()}")


def _book_slot(request: HttpRequest, service: str) -> str:
    try:
        ticket = api.slot_book(
            queue=service,
            slot=slot_of(read(request, SlotChosen).slot),
            ticket_request=request_by(request, read(request, TakeIn)),
            now=clock.now(),
        )
    except QueueError as error:
        if token := mine_of(error):
            return token
        raise
    return ticket.token


def _page(
    request: HttpRequest,
    service: str,
    given: dict[str, str],
    *,
    problem: str = "",
    status: int = 200,
    mend: bool = False,
    proof: ProofNeeded | None = None,
) -> HttpResponse:
    now = clock.now()
    here = next((hall for hall in api.halls(now) if hall.queue.code == service), None)
    if here is None or here.plan.slots is None:
        return page(request, "ticket_pages/gone.html", {}, status=404)
    days = api.slots_free(here.queue, now)
    chosen = choose_day(days, request.GET.get("day", "") or given["slot"][:10])
    words = need_words()
    context: dict[str, Any] = {
        "place": place(here),
        "days": day_choices(days, chosen),
        "slots": slot_choices(chosen, given["slot"]),
        "given": given,
        "price": price_of(request, here, proof, ahead=True),
        "go": bool(proof and proof.hashes),
        "refused": bool(proof and not proof.hashes),
        "problem": problem,
        "errors": wrong_of(given, here.plan, ahead=True) if mend else {},
        "key": FORMS.key(f"book {service}"),
        "needs": [("", gettext("해당 없음")), *((need, words[need]) for need in here.plan.needs)],
        "before": int(here.plan.fairness.booking.total_seconds() // 60),
        "arrive": int(here.plan.slots.arrive.total_seconds() // 60),
    }
    return page(request, "ticket_pages/book.html", context, status=status)
