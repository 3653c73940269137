"""Texts to those who left a number: nearly your turn, and now."""

import datetime as dt

from townline.queues.models import Desk, Queue, QueueDay, Ticket
from townline.queues.rules.tickets import TicketState
from townline.queues.services import texting
from townline.queues.services.days import plan_for


def tell_near(day: QueueDay, queue: Queue, now: dt.datetime) -> None:
    """Text whoever has only a few people ahead by now, once each. The day is locked."""
    near = plan_for(queue).near
    if near:
        waiting = Ticket.objects.filter(day=day, state=TicketState.WAITING)
        for place, ticket in enumerate(waiting.order_by("rank", "id")[: near + 1]):
            if ticket.phone and not ticket.told_near:
                ticket.told_near = True
                ticket.save(update_fields=["told_near"])
                texting.near(ticket, queue, place, now)


def tell_called(ticket: Ticket, queue: Queue, desk: Desk, now: dt.datetime) -> None:
    """Text whoever is called, at each call."""
    if ticket.phone:
        texting.called(ticket, queue, desk, now)
