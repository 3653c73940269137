"""A ticket goes on elsewhere: to another site as its holder wishes, or to another desk's queue."""

import datetime as dt
import secrets

from django.db import transaction

from townline.lines.queues import tokens
from townline.lines.queues.errors import NobodyCalled, QueueClosed, QueueFull, WrongTicketState
from townline.lines.queues.models import Queue, QueueDay, Ticket
from townline.lines.queues.rules import order
from townline.lines.queues.rules.days import DayState
from townline.lines.queues.rules.order import NeedCheck, PriorityNeed
from townline.lines.queues.rules.tickets import TicketEvent, TicketState
from townline.lines.queues.selectors.order import places_of
from townline.lines.queues.services import figures, issuing
from townline.lines.queues.services.admission import check_back
from townline.lines.queues.services.answering import answers_carry
from townline.lines.queues.services.calling import desk_locked
from townline.lines.queues.services.days import day_locked, plan_for, queue_get
from townline.lines.queues.services.texts import turn_alerts
from townline.lines.queues.services.writing import Action, entry, publish_day, ticket_transition
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor


@transaction.atomic
def ticket_move(
    *, ticket_id: int, to: str, actor: Actor, now: dt.datetime, reason: str = "", keep: bool = False
) -> str:
    """Go on in another queue under a new number there; give the new ticket's token.

    ``keep``: sent on by a desk, so that one has waited already and keeps the moment of coming;
    who chooses another site comes there now, and an address has one unproved ticket there as
    anywhere. Raises UnknownQueue, NotToday, QueueClosed, QueueFull, WrongTicketState, ProofNeeded.
    """
    target = queue_get(to)
    old, day, there = _lock_days(ticket_id, target, now)
    if day.id == there.id:
        raise WrongTicketState(state=old.state, event="move")
    _check(there, target, old, now, keep=keep)
    ticket_transition(old, day, TicketEvent.MOVE, Action(actor, now, reason or to))
    new = _new_ticket(old, there, target, now, keep=keep)
    answers_carry(old, new, target)
    action = Action(actor, now, f"from ticket:{old.id}")
    audit.record(entry(new.id, "ticket:turn:take", action, after=new.state))
    for each in (day, there):
        each.save()
        publish_day(each)
    turn_alerts.notify_near(day, day.queue, now)
    return tokens.token_of(bytes(new.key), new.holder)


@transaction.atomic
def desk_move(*, desk: str, to: str, actor: Actor, now: dt.datetime, reason: str = "") -> str:
    """Send who is at a desk on to another queue; give the new token.

    Raises DeskClosed, NobodyCalled, and as ticket_move.
    """
    row = desk_locked(desk)
    at_desk = Ticket.objects.filter(desk=row, state=TicketState.CALLED)
    id_ = at_desk.values_list("id", flat=True).first()
    if id_ is None:
        raise NobodyCalled(desk=desk)
    return ticket_move(ticket_id=id_, to=to, actor=actor, now=now, reason=reason, keep=True)


def _lock_days(
    ticket_id: int, target: Queue, now: dt.datetime
) -> tuple[Ticket, QueueDay, QueueDay]:
    """Lock both days in the order of their queues, then the ticket."""
    here = Ticket.objects.values_list("day_id", "day__queue_id").get(id=ticket_id)
    rows = QueueDay.objects.select_for_update(of=("self",)).select_related("queue")
    if target.code < here[1]:
        there = day_locked(target, now)
        day = rows.get(id=here[0])
    else:
        day = rows.get(id=here[0])
        there = day if target.code == here[1] else day_locked(target, now)
    return Ticket.objects.select_for_update(of=("self",)).get(id=ticket_id), day, there


def _check(there: QueueDay, target: Queue, old: Ticket, now: dt.datetime, *, keep: bool) -> None:
    if there.state != DayState.OPEN:
        raise QueueClosed(queue=target.code)
    if keep:
        return
    plan = plan_for(target)
    check_back(old, there, plan)
    forecast = figures.forecast(there, plan, now)
    full = plan.capacity is not None and there.taken >= plan.capacity
    if full or there.waiting >= issuing.room(forecast, there, now):
        raise QueueFull(queue=target.code)


def _new_ticket(
    old: Ticket, there: QueueDay, target: Queue, now: dt.datetime, *, keep: bool
) -> Ticket:
    plan = plan_for(target)
    arrived_at = max(now, (there.latest or now) + order.TICK)
    there.latest = arrived_at
    if keep and old.came:
        arrived_at = old.came
    need = PriorityNeed(old.need) if old.need in plan.needs else PriorityNeed.NONE
    there.number += 1
    there.taken += 1
    new = Ticket(
        key=secrets.token_bytes(tokens.KEY),
        day=there,
        number=there.number,
        state=TicketState.WAITING,
        channel=old.channel,
        need=need,
        need_checked=old.need_checked if need else NeedCheck.OPEN,
        party=old.party,
        language=old.language,
        phone=old.phone,
        phone_lookup=old.phone_lookup,
        phone_masked=old.phone_masked,
        # A number in a form is not proved by a move, nor is an address forgotten by it.
        phone_proved=old.phone_proved,
        verification=old.verification,
        device=old.device,
        origin=old.origin,
        bare=old.bare and not keep,
        taken_at=now,
        came=arrived_at,
        moved_from=old,
    )
    new.rank = order.rank_of(arrived_at, new.granted, plan.fairness)
    ahead = places_of([new], there, plan.fairness)[bytes(new.key)]
    wait = figures.forecast(there, plan, now).wait(ahead)
    new.low, new.high = int(wait.low), int(wait.high)
    there.waiting += 1
    new.save()
    Ticket.objects.filter(pk=old.pk).update(verification="")
    return new
