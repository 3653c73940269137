"""What the holder of a ticket does with it: leave, be late, come back, take it elsewhere."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from townline.lines.queues import tokens
from townline.lines.queues.errors import (
    AlreadyHere,
    CodeLocked,
    NobodyBehind,
    TooOften,
    UnknownTicket,
    WrongCode,
    WrongTicketState,
)
from townline.lines.queues.models import Queue, Ticket
from townline.lines.queues.rules import hours
from townline.lines.queues.rules.tickets import OPEN, TicketEvent, TicketState
from townline.lines.queues.services.admission import check_back
from townline.lines.queues.services.calling import pair_locked, place_behind
from townline.lines.queues.services.days import plan_for, queue_get
from townline.lines.queues.services.texts import texting, turn_alerts
from townline.lines.queues.services.writing import Action, entry, publish_day, ticket_transition
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor

MISSES = 5


def ticket_id_of(token: str) -> int:
    """Find the ticket that a token opens. Raises UnknownTicket, for whatever reason."""
    read = tokens.token_read(token)
    if read is None:
        raise UnknownTicket
    key, holder = read
    found = Ticket.objects.filter(key=key, holder=holder).values_list("id", flat=True).first()
    if found is None:
        raise UnknownTicket
    return found


def token_for(error: AlreadyHere) -> str:
    """Give the token of the ticket that a device has already; "" where it is not known.

    Only for the device itself: who names somebody else's telephone must not get their ticket.
    """
    row = Ticket.objects.filter(id=error.ticket_id or 0).values_list("key", "holder").first()
    return tokens.token_of(bytes(row[0]), row[1]) if row else ""


def token_of_device(*, queue: str, device: bytes | None) -> str:
    """Give the token of the ticket that a device has in a queue; "" for none."""
    rows = Ticket.objects.filter(day__queue_id=queue, device=device, state__in=OPEN)
    row = rows.values_list("key", "holder").last() if device else None
    return tokens.token_of(bytes(row[0]), row[1]) if row else ""


def ticket_seen(*, ticket_id: int, now: dt.datetime) -> None:
    """Note that somebody unknown who was called has opened their ticket, or stands at the desk."""
    rows = Ticket.objects.filter(id=ticket_id, bare=True, claimed_at=None)
    rows.filter(state=TicketState.CALLED).update(claimed_at=now)


@transaction.atomic
def ticket_leave(
    *, ticket_id: int, actor: Actor, now: dt.datetime, reason: str = "", answered: bool = False
) -> None:
    """Give a ticket back; a cancelled booking is confirmed by text.

    ``answered``: the caller answers a text of the resident with that confirmation. Raises
    WrongTicketState when it is settled already.
    """
    ticket, day = pair_locked(ticket_id)
    booked = ticket.state == TicketState.BOOKED
    # A booking that is given back may be taken by somebody else.
    day.taken -= booked
    ticket_transition(ticket, day, TicketEvent.LEAVE, Action(actor, now, reason))
    if booked and not answered:
        texting.booking_cancelled(ticket, day.queue, now)
    turn_alerts.notify_near(day, day.queue, now)
    day.save()
    publish_day(day)


@transaction.atomic
def ticket_late(*, ticket_id: int, actor: Actor, now: dt.datetime) -> None:
    """Let some others go first. Raises TooOften, NobodyBehind, WrongTicketState."""
    ticket, day = pair_locked(ticket_id)
    plan = plan_for(day.queue)
    if ticket.lates >= plan.late_times:
        raise TooOften(times=plan.late_times)
    people = plan.late_people
    if ticket.state == TicketState.WAITING:
        waiting = Ticket.objects.filter(day=day.pk, state=TicketState.WAITING)
        # One of the few times is not spent for nothing.
        behind = Q(rank__gt=ticket.rank) | Q(rank=ticket.rank, id__gt=ticket.pk)
        if not waiting.filter(behind).exists():
            raise NobodyBehind
        people += waiting.filter(rank__lt=ticket.rank).count()
    place_behind(ticket, day, people, TicketEvent.LATE, Action(actor, now))
    ticket.lates += 1
    ticket.save(update_fields=["lates"])
    turn_alerts.notify_near(day, day.queue, now)
    day.save()
    publish_day(day)


@transaction.atomic
def ticket_rejoin(*, ticket_id: int, actor: Actor, now: dt.datetime) -> None:
    """Come back after being missed, or put aside.

    Raises TooOften, WrongTicketState, ProofNeeded (its address has another one by now).
    """
    ticket, day = pair_locked(ticket_id)
    plan = plan_for(day.queue)
    missed = ticket.state == TicketState.MISSED
    if missed and ticket.called_at and now > ticket.called_at + plan.rejoin_within:
        raise TooOften(minutes=int(plan.rejoin_within.total_seconds() // 60))
    if missed and _has_other(ticket):
        raise WrongTicketState(state=ticket.state, event="rejoin")
    if missed:
        check_back(ticket, day, plan)
    place_behind(ticket, day, plan.rejoin_behind, TicketEvent.REJOIN, Action(actor, now))
    day.save()
    publish_day(day)


def _has_other(ticket: Ticket) -> bool:
    """Whether the same phone or device has another ticket here by now."""
    others = Ticket.objects.filter(day=ticket.day_id, state__in=OPEN)
    if ticket.device and others.filter(device=bytes(ticket.device)).exists():
        return True
    lookup = ticket.phone_lookup
    return bool(lookup and others.filter(phone_lookup=bytes(lookup)).exists())


def ticket_take_over(
    *, queue: str, number: int, code: str, device: bytes | None, now: dt.datetime
) -> str:
    """Take a ticket to another device by its number and code; give the new token.

    The old token opens it no more. Raises UnknownQueue, WrongCode (also where there is no such
    number), and CodeLocked after so many misses that only a person at the desk can help.
    """
    with transaction.atomic():
        ticket = _of_number(queue_get(queue), number, now)
        if ticket is None:
            raise WrongCode(left=MISSES)
        if ticket.misses >= MISSES:
            raise CodeLocked
        fits = tokens.code_fits(code, bytes(ticket.key), ticket.holder)
        pass_on(ticket, device, now) if fits else _count_miss(ticket)
    # Only now, so that the miss stays counted.
    if not fits:
        raise WrongCode(left=MISSES - ticket.misses) if ticket.misses < MISSES else CodeLocked
    return tokens.token_of(bytes(ticket.key), ticket.holder)


def _of_number(queue: Queue, number: int, now: dt.datetime) -> Ticket | None:
    today = hours.local_day(now, plan_for(queue).hours.zone)
    rows = Ticket.objects.select_for_update(of=("self",))
    return rows.filter(day__queue=queue, day__day=today, number=number).first()


def phone_prove(*, ticket_id: int, code: str, now: dt.datetime) -> None:
    """Let texts go to a ticket's telephone, for who typed the code that was texted there.

    Raises WrongCode for a wrong, used or late one. Not in a transaction of the caller's: a wrong
    try must stay counted.
    """
    token = Ticket.objects.values_list("verification", flat=True).get(id=ticket_id)
    found = conversations.verification_finish(
        token=token, code=code, purpose=texting.PURPOSE, now=now
    )
    if found is None:
        raise WrongCode(left=0)
    with transaction.atomic():
        ticket, day = pair_locked(ticket_id)
        _mark_proved(ticket)
        # Until now its telephone was texted nothing but the code.
        if ticket.state == TicketState.BOOKED:
            texting.notify_booking(ticket, day.queue, now)
        audit.record(entry(ticket.id, "ticket:phone:verify", Action(audit.RESIDENT, now)))


def _mark_proved(ticket: Ticket) -> None:
    ticket.phone_proved, ticket.origin, ticket.bare, ticket.verification = True, None, False, ""
    ticket.save(update_fields=["phone_proved", "origin", "bare", "verification"])


@transaction.atomic
def ticket_to_owner(*, ticket_id: int, now: dt.datetime) -> None:
    """Let a ticket be theirs who proved its telephone: whoever had it opens it no more.

    One whose telephone was proved before keeps its holder: they are the same person.
    """
    ticket, _ = pair_locked(ticket_id)
    if not ticket.phone_proved:
        _mark_proved(ticket)
        pass_on(ticket, None, now)


def pass_on(ticket: Ticket, device: bytes | None, now: dt.datetime) -> None:
    """Take a locked ticket to another device: the old token opens it no more."""
    ticket.holder = (ticket.holder + 1) % 256
    ticket.device, ticket.misses = device, 0
    ticket.save(update_fields=["holder", "device", "misses"])
    audit.record(entry(ticket.id, "ticket:holder:change", Action(audit.RESIDENT, now)))


def _count_miss(ticket: Ticket) -> None:
    ticket.misses += 1
    ticket.save(update_fields=["misses"])
