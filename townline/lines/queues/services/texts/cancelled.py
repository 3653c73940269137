"""A ticket given back by text: "번호표 취소" from the telephone that has it."""

from collections.abc import Iterable, Mapping

from townline.lines.queues import tokens
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules.tickets import OPEN, TicketState, format_number
from townline.lines.queues.services.holding import ticket_leave
from townline.lines.queues.services.texts import texting
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Claim, IncomingView
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.core.keys import crypto
from townline.platform.core.text.line_words import lexicon
from townline.platform.core.text.typed import fold_text

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
