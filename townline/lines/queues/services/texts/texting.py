"""Texts about tickets, to those who left a number or asked by text.

They are queued as questions, not as automatic texts: those few an hour are for receipts, and
a ticket brings three texts at most.
"""

import datetime as dt

from townline.lines.queues import tokens
from townline.lines.queues.models import Desk, Queue, Ticket
from townline.lines.queues.rules.estimate import minutes
from townline.lines.queues.rules.tickets import format_number
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, IncomingView
from townline.platform.core import district, resident_moments
from townline.platform.core.http import public
from townline.platform.core.keys import crypto
from townline.platform.core.text.msisdn import Msisdn, parse
from townline.platform.core.text.particles import settle

PURPOSE = "ticket"


def notify_ticket(ticket: Ticket, queue: Queue, ahead: int, now: dt.datetime) -> None:
    """Tell of a new ticket, with the link that opens it; or ask whose telephone it is."""
    if not ticket.phone_proved:
        code_ask(ticket, now)
        return
    if ticket.number is None:
        _notify(ticket, queue, "ticket_gathered", now)
        return
    low, high = minutes(ticket.low or 0, ticket.high or 0)
    when = when_text(ticket.low or 0, ticket.high or 0, ticket.language)
    _notify(ticket, queue, "ticket_taken", now, ahead=ahead, when=when, low=low, high=high)


def when_text(low: float, high: float, language: str) -> str:
    """Write a wait in seconds in the language of a text, before a verb: ``15~25분 뒤쯤``."""
    first, last = minutes(low, high)
    words = district.text("ticket_between" if first else "ticket_within", language)
    return words.format(low=first, high=last)


def notify_booking(ticket: Ticket, queue: Queue, now: dt.datetime) -> None:
    """Tell of a booking, with the link that opens it; or ask whose telephone it is."""
    if not ticket.phone_proved:
        code_ask(ticket, now)
        return
    _notify(ticket, queue, "ticket_booked", now, slot=slot_words(ticket))


def booking_cancelled(ticket: Ticket, queue: Queue, now: dt.datetime) -> None:
    """Confirm that a booking is cancelled, with its day and hour."""
    _notify(ticket, queue, "ticket_booking_cancelled", now, slot=slot_words(ticket))


def booking_moved(ticket: Ticket, queue: Queue, now: dt.datetime) -> None:
    """Confirm that a booking has another day or hour."""
    _notify(ticket, queue, "ticket_booking_moved", now, slot=slot_words(ticket))


def code_ask(ticket: Ticket, now: dt.datetime) -> None:
    """Text a code to a number that somebody wrote into a form: nothing else goes there before.

    Its page says the same whether or not a text may go there.
    """
    if not ticket.phone:
        return
    phone = parse(crypto.ring().decrypt(bytes(ticket.phone)))
    token = phone.is_mobile and conversations.verification_begin(
        phone=phone,
        purpose=PURPOSE,
        body=district.text("ticket_code", ticket.language),
        language=ticket.language,
        now=now,
    )
    if token:
        Ticket.objects.filter(pk=ticket.pk).update(verification=token)


def slot_near(ticket: Ticket, queue: Queue, now: dt.datetime) -> None:
    """Remind of a booking."""
    _notify(ticket, queue, "ticket_slot_near", now, slot=slot_words(ticket))


def notify_closed(ticket: Ticket, queue: Queue, now: dt.datetime, key: str) -> None:
    """Tell that a queue gives no more tickets today: ``key`` says what that means."""
    _notify(ticket, queue, key, now)


def slot_words(ticket: Ticket) -> str:
    """Write the day and hour of a booking in its language; "" where a ticket has none."""
    return resident_moments.moment(ticket.slot, ticket.language) if ticket.slot else ""


def near(ticket: Ticket, queue: Queue, ahead: int, now: dt.datetime) -> None:
    """Tell that it is nearly one's turn."""
    _notify(ticket, queue, "ticket_near", now, ahead=ahead)


def notify_call(ticket: Ticket, queue: Queue, desk: Desk, now: dt.datetime) -> None:
    """Tell that it is one's turn, and where."""
    english = ticket.language != "ko"
    name = desk.name_en if english else desk.name_ko
    to = name if english else settle(f"{name}(으)로")
    _notify(ticket, queue, "ticket_called", now, desk=name, to=to)


def answer(
    view: IncomingView, key: str, *, language: str, reference: str = "queues", **words: str
) -> None:
    """Answer somebody who texted the line about tickets; counted as any answer to a text."""
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=settle(district.text(key, language).format(**words)),
        reference=reference,
        now=view.now,
        cause=Cause.ASKED,
    )


def _notify(ticket: Ticket, queue: Queue, key: str, now: dt.datetime, **words: str | int) -> None:
    if not ticket.phone or not ticket.phone_proved:
        return
    english = ticket.language != "ko"
    phone = parse(crypto.ring().decrypt(bytes(ticket.phone)))
    token = tokens.token_of(bytes(ticket.key), ticket.holder)
    body = settle(
        district.text(key, ticket.language).format(
            number=format_number(queue.prefix, ticket.number),
            queue=queue.name_en if english else queue.name_ko,
            site=queue.site.name_en if english else queue.site.name_ko,
            link=public.address(f"/n/t/{token}"),
            **words,
        )
    )
    _queue(phone, ticket.language, f"ticket:{ticket.id}", body, now)


def _queue(phone: Msisdn, language: str, reference: str, body: str, now: dt.datetime) -> None:
    if not phone.is_mobile:
        return
    sender = conversations.HistorySender(number=phone.value, language=language, first_at=now)
    known = conversations.history_reserve(senders=[sender], incoming=0, outgoing=0)
    conversations.notice_queue(
        resident_id=known.residents[phone.value],
        body=body.rstrip(),
        reference=reference,
        now=now,
    )
