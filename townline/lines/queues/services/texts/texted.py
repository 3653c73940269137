"""A ticket by text: "번호표 보건소" or "ticket passport", to the line."""

import datetime as dt
from collections.abc import Sequence

from townline.lines.queues.errors import AlreadyHere, QueueError
from townline.lines.queues.models import Queue, Ticket
from townline.lines.queues.rules.tickets import TextedRequest, find_queue, parse_ticket_text
from townline.lines.queues.selectors.mine import ticket_view
from townline.lines.queues.services.holding import ticket_to_owner
from townline.lines.queues.services.issuing import IssuedTicket, TicketRequest, tickets_take
from townline.lines.queues.services.refusing import refusal_text
from townline.lines.queues.services.texts import texting
from townline.lines.queues.services.texts.cancelled import (
    BY,
    cancel_claim,
    in_hand,
    link_of,
    named_for,
)
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Claim, IncomingView
from townline.platform.core import district
from townline.platform.core.text.msisdn import Msisdn


def ticket_claim(view: IncomingView) -> Claim | None:
    """Take a text that asks for a ticket, or gives one back; leave every other one."""
    if view.photos or view.parts_missing or not view.sender_is_mobile:
        return None
    return cancel_claim(view, district.words("ticket")) or _ticket_claim(view)


def _ticket_claim(view: IncomingView) -> Claim | None:
    found = parse_ticket_text(view.body, district.words("ticket"), district.words("asking"))
    phone = conversations.resident_phone(view.resident_id) if found else None
    if found is None or phone is None:
        return None  # nearly every text: without a question to the database
    active = Queue.objects.filter(active=True).order_by("position", "code")
    queues = {queue.code: queue for queue in active}
    names = _names(queues)
    texted_request = find_queue(*found, names) if queues else None
    if texted_request is None or not (texted_request.queue or texted_request.sure):
        return None  # "번호표 기계 고장" is for the mayor, and answered there
    if texted_request.queue:
        return Claim(by=BY, reference=_take(texted_request, phone, view))
    if mine := in_hand(view):
        _where(mine, texted_request.language, view)
    else:
        _which(texted_request, queues, names, view)
    return Claim(by=BY, reference="queues")


def _where(mine: Sequence[Ticket], language: str, view: IncomingView) -> None:
    """Tell who asks for a ticket of no queue, and has one, how theirs stands."""
    lines = [_ticket_status_text(ticket.pk, language, view.now) for ticket in mine]
    texting.answer(view, "ticket_refused", language=language, reason="\n".join(lines))


def _names(queues: dict[str, Queue]) -> dict[str, list[str]]:
    """Say by what each queue is known: a name that two share is the one's that has it as a word."""
    owner: dict[str, str] = {}
    known: dict[str, list[str]] = {code: [] for code in queues}
    words = [(code, word) for code, queue in queues.items() for word in queue.words]
    shown = [(code, n) for code, queue in queues.items() for n in (queue.name_ko, queue.name_en)]
    for code, word in words + shown:
        if owner.setdefault(word.casefold(), code) == code:
            known[code].append(word)
    return known


def _which(
    texted_request: TextedRequest,
    queues: dict[str, Queue],
    names: dict[str, list[str]],
    view: IncomingView,
) -> None:
    listed = ", ".join(
        _queue_name(queues[code], known, texted_request.language) for code, known in names.items()
    )
    texting.answer(view, "ticket_queues", language=texted_request.language, queues=listed)


def _queue_name(queue: Queue, known: list[str], language: str) -> str:
    """Give the name by which a text reaches a queue: a word of its own, where others share it."""
    name = queue.name_ko if language == "ko" else queue.name_en
    own = [word for word in known if word.isascii() is (language != "ko")] or known
    return name if name in known or not own else own[0]


def _take(texted_request: TextedRequest, phone: Msisdn, view: IncomingView) -> str:
    """Take the ticket, which texts back by itself; answer a refusal."""
    try:
        (outcome,) = tickets_take(
            queue=texted_request.queue,
            ticket_requests=[
                TicketRequest(channel="text", phone=phone, language=texted_request.language)
            ],
            now=view.now,
        )
    except QueueError as error:
        outcome = error
    if isinstance(outcome, IssuedTicket):
        return f"ticket:{outcome.id}"
    reason = _mine(outcome, texted_request.language, view.now) or refusal_text(
        outcome, texted_request.language
    )
    texting.answer(view, "ticket_refused", language=texted_request.language, reason=reason)
    return "queues"


def _mine(error: QueueError, language: str, now: dt.datetime) -> str:
    """Name the ticket that this telephone has already, with its link; "" for another refusal."""
    if not isinstance(error, AlreadyHere) or error.ticket_id is None:
        return ""
    return _ticket_status_text(error.ticket_id, language, now)


def _ticket_status_text(ticket_id: int, language: str, now: dt.datetime) -> str:
    """Say which ticket it is, how many are ahead and when it is called, with its link."""
    # A text proves a telephone: what anybody wrote into a form about it is its owner's from now on.
    ticket_to_owner(ticket_id=ticket_id, now=now)
    found = ticket_view(ticket_id, now)
    words = district.text("ticket_already", language).format(
        which=named_for(found.ticket, language)
    )
    if found.ahead is not None and found.wait is not None:
        when = texting.when_text(found.wait.low, found.wait.high, language)
        words += " " + district.text("ticket_ahead", language).format(ahead=found.ahead, when=when)
    return f"{words}\n{link_of(found.ticket)}"
