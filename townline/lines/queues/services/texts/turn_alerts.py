"""Texts to those who left a number: nearly your turn, and now."""

import datetime as dt

from townline.lines.queues.models import Desk, Queue, QueueDay, Ticket
from townline.lines.queues.selectors.order import next_called
from townline.lines.queues.services.days import plan_for
from townline.lines.queues.services.texts import texting


def notify_near(day: QueueDay, queue: Queue, now: dt.datetime) -> None:
    """Text whoever has only a few people ahead by now, once each. The day is locked."""
    plan = plan_for(queue)
    if not plan.near:
        return
    ids = next_called(day, plan.fairness, plan.near + 1)
    untold = Ticket.objects.filter(id__in=ids, told_near=False, phone__isnull=False)
    for ticket in sorted(untold, key=lambda each: ids.index(each.id)):
        ticket.told_near = True
        ticket.save(update_fields=["told_near"])
        texting.near(ticket, queue, ids.index(ticket.id), now)


def notify_called(ticket: Ticket, queue: Queue, desk: Desk, now: dt.datetime) -> None:
    """Text whoever is called, at each call."""
    if ticket.phone:
        texting.notify_call(ticket, queue, desk, now)
