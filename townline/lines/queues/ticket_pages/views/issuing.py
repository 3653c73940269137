"""Choosing a line and taking a ticket, without an account."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods
from ninja.errors import ValidationError

from townline.lines.queues import api
from townline.lines.queues.api import Hall, QueueError, TicketRequest
from townline.lines.queues.errors import AlreadyHere, PartyTooLarge, ProofNeeded
from townline.lines.queues.ticket_pages.views.board import FORMS, device_mark, device_of, page
from townline.lines.queues.ticket_pages.views.questions import wrong_of
from townline.lines.queues.views.inputs import request_of
from townline.lines.queues.views.labels import (
    at_now,
    english,
    later_words,
    need_words,
    place,
    places,
)
from townline.lines.queues.views.shapes import TakeIn
from townline.lines.queues.views.strangers import stranger_of
from townline.platform.core import clock
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.public_pages import language, public_page
from townline.platform.web.reading import as_written, read

EMPTY = {"party": "1", "need": "", "phone": "", "proof": ""}


@require_GET
@public_page
def lines(request: HttpRequest) -> HttpResponse:
    """List all lines by service; of several places of one service the shorter line is marked."""
    with translation.override(language(request)):
        shown = group_halls(api.halls(clock.now()))
        return page(request, "ticket_pages/lines.html", {"groups": shown, "at": at_now()})


def group_halls(halls: Sequence[Hall]) -> list[dict[str, Any]]:
    """Give lines by service, the places of each side by side."""
    shown = {each["code"]: each for each in places(halls, clock.now())}
    groups: dict[str, list[Hall]] = {}
    for hall in halls:
        groups.setdefault(hall.queue.group, []).append(hall)
    return [_group(code, here, shown) for code, here in groups.items()]


def _group(code: str, halls: Sequence[Hall], shown: dict[str, dict[str, Any]]) -> dict[str, Any]:
    first = halls[0].queue
    waits = {hall.queue.code: hall.wait.likely for hall in halls if hall.wait and hall.takes}
    best = min(waits, key=lambda each: waits[each]) if len(waits) > 1 else ""
    codes = [hall.queue.code for hall in halls]
    return {
        "code": code,
        "name": first.name_en if english() else first.name_ko,
        "places": [shown[each] | {"best": each == best} for each in codes],
    }


@require_GET
@public_page
def line(request: HttpRequest, service: str) -> HttpResponse:
    """Show one line, and the form that takes a ticket."""
    with translation.override(language(request)):
        return device_mark(request, _line(request, service, EMPTY))


def _line(
    request: HttpRequest,
    service: str,
    given: dict[str, str],
    *,
    problem: str = "",
    status: int = 200,
    mend: bool = False,
    proof: ProofNeeded | None = None,
) -> HttpResponse:
    halls = api.halls(clock.now())
    here = next((hall for hall in halls if hall.queue.code == service), None)
    if here is None:
        return page(request, "ticket_pages/gone.html", {}, status=404)
    others = [h for h in halls if h.queue.group == here.queue.group and h is not here]
    fairness = here.plan.fairness
    words = need_words()
    price = price_of(request, here, proof) if here.takes else None
    full = price is not None and price.hashes is None
    context = {
        "place": place(here),
        "others": [place(hall) for hall in others],
        "given": given,
        "price": price,
        "own": api.token_of_device(queue=service, device=device_of(request)) if full else "",
        "go": bool(proof and proof.hashes),
        "refused": bool(proof and not proof.hashes),
        "text_way": api.text_way(here.queue, translation.get_language() or "ko"),
        "problem": problem,
        "errors": wrong_of(given, here.plan) if mend else {},
        "key": FORMS.key(service),
        "needs": [("", gettext("해당 없음")), *((need, words[need]) for need in here.plan.needs)]
        if here.plan.needs
        else [],
        "credit": int(fairness.need.total_seconds() // 60),
        "turns": fairness.turns,
        "near": here.plan.near,
        "slots": here.plan.slots is not None,
        "later": later_words([here], clock.now()).get(service, ""),
    }
    return page(request, "ticket_pages/take.html", context, status=status)


def price_of(
    request: HttpRequest, hall: Hall, proof: ProofNeeded | None, *, ahead: bool = False
) -> api.Price:
    """Give what a ticket costs, or a booking; what was just refused says it itself."""
    if proof is None:
        return api.price_now(hall, stranger_of(request, "").origin, clock.now(), ahead=ahead)
    return api.Price(challenge=proof.challenge, hashes=proof.hashes or None, pieces=proof.pieces)


@require_http_methods(["GET", "POST"])
@public_page
def take(request: HttpRequest, service: str) -> HttpResponse:
    """Take a ticket and open it. A press too many opens the ticket that is there."""
    with translation.override(language(request)):
        if request.method == "GET":  # the switch of languages, on the page of a refusal
            return HttpResponseRedirect(f"/n/{service}/?lang={translation.get_language()}")
        given = given_of(request)
        if not FORMS.nonce(request, service):
            words = gettext("화면이 오래되었습니다. 아래에서 다시 눌러 주세요.")
            return _line(request, service, given, problem=words, status=403)
        return _post_ticket(request, service, given)


def _post_ticket(request: HttpRequest, service: str, given: dict[str, str]) -> HttpResponse:
    try:
        token = _token(service, request_by(request, read(request, TakeIn)))
    except ProofNeeded as error:
        return _line(request, service, given, proof=error, status=error.status)
    except (ValidationError, InvalidForm, PartyTooLarge):
        return _line(request, service, given, mend=True, status=422)
    except QueueError as error:
        return _line(request, service, given, problem=api.words(error), status=error.status)
    return _to(request, token)


def _token(service: str, ticket_request: TicketRequest) -> str:
    """Take a ticket, or give the one that this very device has. Raises QueueError."""
    try:
        return take_ticket(service, ticket_request).token
    except QueueError as error:
        if token := mine_of(error):
            return token
        raise


def given_of(request: HttpRequest) -> dict[str, str]:
    """Give what was written in the form, by the names of its fields."""
    written = as_written(request, **EMPTY)
    return {name: str(written[name]).strip() for name in EMPTY}


def request_by(request: HttpRequest, form: TakeIn) -> TicketRequest:
    """Make the wish of a form. Raises ValidationError naming the field."""
    form.language = translation.get_language() or "ko"
    return request_of(
        form,
        channel="web",
        device=device_of(request),
        stranger=stranger_of(request, form.proof),
    )


def take_ticket(service: str, ticket_request: TicketRequest) -> api.IssuedTicket:
    """Take one ticket at this moment. Raises QueueError."""
    (outcome,) = api.tickets_take(queue=service, ticket_requests=[ticket_request], now=clock.now())
    if isinstance(outcome, QueueError):
        raise outcome
    return outcome


def mine_of(error: QueueError) -> str:
    """Give the token of the ticket that this very device has, "" otherwise.

    Work that was shown before is the same press once more: nobody else has it.
    """
    if not isinstance(error, AlreadyHere) or error.shown["by"] not in {"device", "work"}:
        return ""
    return api.token_for(error)


def _to(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponseRedirect(f"/n/t/{token}?lang={translation.get_language()}")
