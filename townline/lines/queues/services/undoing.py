"""Taking back that a ticket was given back: one presses the wrong button once."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from townline.lines.queues.errors import (
    AlreadyHere,
    NoSlot,
    QueueClosed,
    TooOften,
    WrongTicketState,
)
from townline.lines.queues.models import QueueDay, Ticket
from townline.lines.queues.rules.days import DayState
from townline.lines.queues.rules.tickets import OPEN, TicketEvent, TicketState
from townline.lines.queues.services.admission import check_back
from townline.lines.queues.services.calling import pair_locked
from townline.lines.queues.services.days import plan_for
from townline.lines.queues.services.texts import texting
from townline.lines.queues.services.writing import Action, publish_day, ticket_transition
from townline.platform.core.history.audit import Actor

UNDO = dt.timedelta(minutes=10)


@transaction.atomic
def ticket_undo(*, ticket_id: int, actor: Actor, now: dt.datetime) -> None:
    """Have a ticket again that was given back within ten minutes, at the place where it was.

    Raises WrongTicketState, TooOften (too late), QueueClosed (its day is over), AlreadyHere,
    ProofNeeded (its address has another one), NoSlot (somebody else has the slot by now).
    """
    ticket, day = pair_locked(ticket_id)
    if ticket.state != TicketState.LEFT or ticket.ended_at is None:
        raise WrongTicketState(state=ticket.state, event="undo")
    if now > ticket.ended_at + UNDO:
        raise TooOften
    if day.state == DayState.SETTLED or now >= day.closes_at:
        raise QueueClosed(queue=day.queue_id)
    check_other_ticket(ticket, day)
    check_back(ticket, day, plan_for(day.queue))
    event = _event(ticket, day)
    day.taken += event is TicketEvent.UNDO_BOOKED
    ticket_transition(ticket, day, event, Action(actor, now))
    if event is TicketEvent.UNDO_BOOKED:
        texting.notify_booking(ticket, day.queue, now)
    day.save()
    publish_day(day)


def check_other_ticket(ticket: Ticket, day: QueueDay) -> None:
    """Check that its telephone and device have no other ticket on a day. Raises AlreadyHere."""
    same = Q(phone_lookup=ticket.phone_lookup) if ticket.phone_lookup else Q(pk=None)
    if ticket.device:
        same |= Q(device=ticket.device)
    others = Ticket.objects.filter(same, day=day, state__in=OPEN).exclude(pk=ticket.pk)
    if found := others.values_list("id", flat=True).first():
        raise AlreadyHere(by="device", ticket_id=found)


def _event(ticket: Ticket, day: QueueDay) -> TicketEvent:
    if ticket.number is not None:
        return TicketEvent.UNDO
    if ticket.slot is None:
        if day.state != DayState.EARLY:
            # The lots were drawn without it.
            raise WrongTicketState(state=ticket.state, event="undo")
        return TicketEvent.UNDO_GATHERED
    plan = plan_for(day.queue)
    booked = Ticket.objects.filter(day=day, slot=ticket.slot).exclude(state=TicketState.LEFT)
    if plan.slots is None or booked.count() >= plan.slots.each:
        raise NoSlot
    return TicketEvent.UNDO_BOOKED
