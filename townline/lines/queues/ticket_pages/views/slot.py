"""Moving a booking to another day or hour, behind its token."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.lines.queues import api
from townline.lines.queues.api import QueueError, TicketState, TicketView
from townline.lines.queues.ticket_pages.views.board import FORMS, page
from townline.lines.queues.ticket_pages.views.slot_choices import (
    choose_day,
    day_choices,
    slot_choices,
)
from townline.lines.queues.ticket_pages.views.ticket import gone_page
from townline.lines.queues.views.inputs import slot_of
from townline.lines.queues.views.labels import place
from townline.lines.queues.views.shapes import SlotChosen
from townline.platform.core import clock, resident_moments
from townline.platform.core.history import audit
from townline.platform.web.public_pages import language, public_page
from townline.platform.web.reading import as_written, read


@require_http_methods(["GET", "POST"])
@public_page
def slot(request: HttpRequest, token: str) -> HttpResponse:
    """Offer other times for a booking; a POST moves it."""
    try:
        view = api.ticket_view(api.ticket_id_of(token), clock.now())
    except QueueError as error:
        return gone_page(request, error)
    with translation.override(language(request, view.ticket.language)):
        back = HttpResponseRedirect(f"/n/t/{token}?lang={translation.get_language()}")
        if view.state != TicketState.BOOKED:
            return back
        if request.method == "GET":
            return _slot_page(request, view, token)
        return _move(request, view, token) or back


def _move(request: HttpRequest, view: TicketView, token: str) -> HttpResponse | None:
    """Move the booking; give the page again where that is refused."""
    given = str(as_written(request, slot="")["slot"])[:40]
    if not FORMS.nonce(request, str(view.ticket.id)):
        words = gettext("화면이 오래되었습니다. 아래에서 다시 눌러 주세요.")
        return _slot_page(request, view, token, given, problem=words, status=403)
    if not given:
        wrong = {"slot": gettext("방문 시각을 선택해 주세요.")}
        return _slot_page(request, view, token, errors=wrong, status=422)
    try:
        api.booking_move(
            ticket_id=view.ticket.id,
            slot=slot_of(read(request, SlotChosen).slot),
            actor=audit.RESIDENT,
            now=clock.now(),
        )
    except QueueError as error:
        words = api.words(error)
        return _slot_page(request, view, token, given, problem=words, status=error.status)
    return None


def _slot_page(
    request: HttpRequest,
    view: TicketView,
    token: str,
    given: str = "",
    *,
    problem: str = "",
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    days = api.slots_free(view.hall.queue, clock.now())
    chosen = choose_day(days, request.GET.get("day", "") or given[:10])
    choices = slot_choices(chosen, given)
    context = {
        "place": place(view.hall),
        "current": resident_moments.moment(view.ticket.slot) if view.ticket.slot else "",
        "days": day_choices(days, chosen),
        "slots": [one for one in choices if slot_of(one["value"]) != view.ticket.slot],
        "token": token,
        "key": FORMS.key(str(view.ticket.id)),
        "problem": problem,
        "errors": errors or {},
    }
    return page(request, "ticket_pages/slot.html", context, status=status)
