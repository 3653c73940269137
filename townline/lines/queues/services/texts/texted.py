"""A ticket by text: "번호표 보건소" or "ticket passport", to the line."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from townline.lines.queues import tokens
from townline.lines.queues.errors import AlreadyHere, QueueError
from townline.lines.queues.models import Queue, Ticket
from townline.lines.queues.rules.tickets import (
    OPEN,
    TextedRequest,
    TicketState,
    find_queue,
    format_number,
    parse_ticket_text,
)
from townline.lines.queues.selectors.mine import ticket_view
from townline.lines.queues.services.holding import ticket_leave, ticket_to_owner
from townline.lines.queues.services.issuing import IssuedTicket, TicketRequest, tickets_take
from townline.lines.queues.services.refusing import refusal_text
from townline.lines.queues.services.texts import texting
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Claim, IncomingView
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.core.keys import crypto
from townline.platform.core.text.line_words import lexicon
from townline.platform.core.text.msisdn import Msisdn
from townline.platform.core.text.typed import fold_text

# Cancelling a ticket by text: "번호표 취소" from the telephone that has it.
BY = "queues.ticket"
_CANCEL = "cancel"


def cancel_claim(view: IncomingView, words: Mapping[str, Iterable[str]]) -> Claim | None:
    """Take a wish to cancel; one that does not say what is only taken with a ticket in hand.

    ``words``: by language, what a ticket is called.
    """
    named = _names_ticket(view.body, words)
    if not named and lexicon().find(view.body) != _CANCEL:
        return None
    mine = in_hand(view)
    if not mine:
        return _answer(view, "ticket_cancel_none") if named else None
    if len(mine) > 1:
        lines = (f"{named_for(one, view.language)} {link_of(one)}".strip() for one in mine)
        return _answer(view, "ticket_cancel_which", choices="\n".join(lines))
    return _given_back(view, mine[0]) if named else _explain_cancelling(view, mine[0])


def _names_ticket(body: str, words: Mapping[str, Iterable[str]]) -> bool:
    plain = fold_text(body)
    for word in (fold_text(each) for group in words.values() for each in group):
        rest = plain.removeprefix(word).removesuffix(word)
        if rest != plain and lexicon().find(rest) == _CANCEL:
            return True
    return False


def in_hand(view: IncomingView) -> list[Ticket]:
    """Give the open tickets of the telephone that texted, oldest first."""
    phone = conversations.resident_phone(view.resident_id)
    lookups = crypto.ring().lookups_of(phone.value) if phone else []
    rows = Ticket.objects.filter(phone_lookup__in=lookups, state__in=OPEN)
    return list(rows.select_related("day__queue__site").order_by("id"))


def _given_back(view: IncomingView, ticket: Ticket) -> Claim:
    booked = ticket.state == TicketState.BOOKED
    ticket_leave(ticket_id=ticket.pk, actor=audit.RESIDENT, now=view.now, answered=True)
    key = "ticket_booking_cancelled" if booked else "ticket_cancelled"
    return _answer(view, key, ticket=ticket, link=link_of(ticket))


def _explain_cancelling(view: IncomingView, ticket: Ticket) -> Claim:
    return _answer(view, "ticket_cancel_how", ticket=ticket)


def _answer(view: IncomingView, key: str, *, ticket: Ticket | None = None, **words: str) -> Claim:
    reference = "queues" if ticket is None else f"ticket:{ticket.pk}"
    if ticket is not None:
        queue = ticket.day.queue
        words["queue"] = queue.name_ko if view.language == "ko" else queue.name_en
        slot = texting.slot_words(ticket)
        site = queue.site.name_ko if view.language == "ko" else queue.site.name_en
        words |= {
            "number": format_number(queue.prefix, ticket.number) or slot,
            "slot": slot,
            "site": site,
        }
    texting.answer(view, key, language=view.language, reference=reference, **words)
    return Claim(by=BY, reference=reference)


def named_for(ticket: Ticket, language: str) -> str:
    """Name a ticket by its queue and number; a booking by its day and hour."""
    queue = ticket.day.queue
    name = queue.name_ko if language == "ko" else queue.name_en
    which = format_number(queue.prefix, ticket.number) or texting.slot_words(ticket)
    return " ".join(filter(None, (name, which)))


def link_of(ticket: Ticket) -> str:
    """Give the address of a ticket's page; "" where nobody has said how we are reached."""
    return public.address(f"/n/t/{tokens.token_of(bytes(ticket.key), ticket.holder)}")


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
