"""A booking is moved to another day or hour, and back within ten minutes."""

import datetime as dt

from django.db import transaction

from townline.lines.queues.errors import NoSlot, NotToday, TooOften, WrongTicketState
from townline.lines.queues.models import Queue, QueueDay, Ticket
from townline.lines.queues.rules.tickets import TicketEvent, TicketState
from townline.lines.queues.services.booking import check_slot, slot_date
from townline.lines.queues.services.days import day_of, plan_for
from townline.lines.queues.services.texts import texting
from townline.lines.queues.services.undoing import UNDO, check_other_ticket
from townline.lines.queues.services.writing import Action, publish_day, ticket_transition
from townline.platform.core.history.audit import Actor


@transaction.atomic
def booking_move(*, ticket_id: int, slot: dt.datetime, actor: Actor, now: dt.datetime) -> None:
    """Move a booking to another slot of its queue, which a text confirms.

    Raises WrongTicketState, NoSlot (past, full, none at that time, the one that it has), QueueFull,
    QueueClosed, AlreadyHere (the telephone has a ticket on that day).
    """
    _change_slot(ticket_id, slot, TicketEvent.CHANGE_SLOT, Action(actor, now, slot.isoformat()))


@transaction.atomic
def booking_move_undo(*, ticket_id: int, actor: Actor, now: dt.datetime) -> None:
    """Give a booking the slot that it had until it was moved within the last ten minutes.

    Raises WrongTicketState, TooOften (too late), and as ``booking_move``.
    """
    ticket = Ticket.objects.get(id=ticket_id)
    if ticket.slot_before is None or ticket.slot_changed_at is None:
        raise WrongTicketState(state=ticket.state, event="undo")
    if now > ticket.slot_changed_at + UNDO:
        raise TooOften
    action = Action(actor, now, ticket.slot_before.isoformat())
    _change_slot(ticket_id, ticket.slot_before, TicketEvent.UNDO_SLOT, action)


def _change_slot(ticket_id: int, slot: dt.datetime, event: TicketEvent, action: Action) -> None:
    ticket, day, target = _lock(ticket_id, slot, action.now)
    if ticket.slot == slot:
        raise NoSlot
    check_slot(target, plan_for(day.queue), slot, counted=day.pk == target.pk)
    check_other_ticket(ticket, target)
    before = ticket.slot if event is TicketEvent.CHANGE_SLOT else None
    changes = {
        "day": target, "slot": slot, "slot_before": before, "slot_changed_at": action.now,
        "told_near": False,
    }  # fmt: skip
    ticket_transition(ticket, day, event, action, changes)
    day.taken -= 1
    target.taken += 1
    for each in {day.pk: day, target.pk: target}.values():
        each.save()
        publish_day(each)
    texting.booking_moved(ticket, day.queue, action.now)


def _lock(ticket_id: int, slot: dt.datetime, now: dt.datetime) -> tuple[Ticket, QueueDay, QueueDay]:
    """Lock the queue, the days before and after in their order, then the ticket."""
    ticket = Ticket.objects.select_related("day__queue__site").get(id=ticket_id)
    queue = ticket.day.queue
    # As who books: one person's bookings of two days know of each other.
    Queue.objects.select_for_update(no_key=True).get(pk=queue.pk)
    ticket = Ticket.objects.select_related("day").get(id=ticket_id)
    if ticket.state != TicketState.BOOKED:
        raise WrongTicketState(state=ticket.state, event="change_slot")
    plan = plan_for(queue)
    date = slot_date(plan, slot, now)
    try:
        days = {each: day_of(queue, each, now) for each in sorted({ticket.day.day, date})}
    except NotToday as error:
        raise NoSlot from error
    locked = Ticket.objects.select_for_update(of=("self",)).get(id=ticket_id)
    return locked, days[ticket.day.day], days[date]
