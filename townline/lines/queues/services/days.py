"""A queue's day: made when first asked for, opened with a fair shuffle, closed, settled."""

import datetime as dt
import secrets

from django.db import transaction

from townline.lines.queues.errors import NotToday, UnknownQueue
from townline.lines.queues.models import Queue, QueueDay, Ticket
from townline.lines.queues.rules import hours, order
from townline.lines.queues.rules.days import DayEvent, DayState
from townline.lines.queues.rules.estimate import pace_next_day
from townline.lines.queues.rules.plans import QueuePlan, plan_of
from townline.lines.queues.rules.tickets import OPEN, TicketEvent, TicketState
from townline.lines.queues.services import figures
from townline.lines.queues.services.figures import figures_keep
from townline.lines.queues.services.texts import texting
from townline.lines.queues.services.writing import (
    TICKETS,
    Action,
    day_transition,
    publish_day,
    ticket_transition,
)
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.platform.core.models import Holiday

_SEED = 16


def plan_for(queue: Queue) -> QueuePlan:
    """Read a queue's plan, in the district's time zone."""
    return plan_of(queue.plan, district.current().zone)


def queue_get(code: str) -> Queue:
    """Find an active queue. Raises UnknownQueue."""
    found = Queue.objects.filter(code=code, active=True).select_related("site").first()
    if found is None:
        raise UnknownQueue(code=code)
    return found


def day_locked(queue: Queue, now: dt.datetime) -> QueueDay:
    """Lock a queue's day of today, made if it is new, opened if its time has come.

    Inside a transaction. Raises NotToday where the queue is not open on this day.
    """
    plan = plan_for(queue)
    date = hours.local_day(now, plan.hours.zone)
    day = _lock_day(queue, date) or _create_day(queue, plan, date)
    day.queue = queue
    _advance(day, plan, now)
    return day


def day_of(queue: Queue, date: dt.date, now: dt.datetime) -> QueueDay:
    """Lock a queue's day of today or of a later date, made if it is new.

    Inside a transaction. Raises NotToday where the queue is not open on that day.
    """
    plan = plan_for(queue)
    if date == hours.local_day(now, plan.hours.zone):
        return day_locked(queue, now)
    day = _lock_day(queue, date) or _create_day(queue, plan, date)
    day.queue = queue
    return day


def _lock_day(queue: Queue, date: dt.date) -> QueueDay | None:
    rows = QueueDay.objects.select_for_update().filter(queue=queue, day=date)
    return rows.first()


def _create_day(queue: Queue, plan: QueuePlan, date: dt.date) -> QueueDay:
    off = set(Holiday.objects.filter(date=date).values_list("date", flat=True))
    if not hours.is_on(date, plan.hours, off):
        raise NotToday(queue=queue.code)
    moments = hours.moments(date, plan.hours)
    QueueDay.objects.bulk_create(
        [
            QueueDay(
                queue=queue,
                day=date,
                state=DayState.EARLY,
                number=queue.first_number - 1,
                seed=secrets.token_bytes(_SEED),
                closes_at=moments.closes,
            )
        ],
        ignore_conflicts=True,  # another process may be making it at this moment
    )
    return QueueDay.objects.select_for_update().get(queue=queue, day=date)


def _advance(day: QueueDay, plan: QueuePlan, now: dt.datetime) -> None:
    action = Action(audit.SYSTEM, now)
    if day.state == DayState.EARLY and now >= hours.moments(day.day, plan.hours).opens:
        day_open(day=day, plan=plan, action=action)
    if day.state == DayState.OPEN and now >= day.closes_at:
        day_transition(day, DayEvent.CLOSE, action, {"closed_at": now})


def day_open(*, day: QueueDay, plan: QueuePlan, action: Action) -> None:
    """Open a locked day: those who are there get their places by the shuffle."""
    opens = min(action.now, hours.moments(day.day, plan.hours).opens)
    gathered = {t.id: t for t in Ticket.objects.filter(day=day, state=TicketState.GATHERED)}
    moves = []
    for place, id_ in enumerate(order.shuffle_tickets(gathered, bytes(day.seed))):
        arrived_at, ticket = opens + place * order.TICK, gathered[id_]
        day.number += 1
        rank = order.rank_of(arrived_at, ticket.granted, plan.fairness)
        placed = {"number": day.number, "came": arrived_at, "rank": rank}
        moves.append(Move(row=ticket, event=TicketEvent.ADMIT, changes=placed))
    TICKETS.move_all(moves, actor=action.actor, now=action.now, reason=action.reason)
    day.waiting += len(gathered)
    day.latest = opens + len(gathered) * order.TICK
    day_transition(day, DayEvent.OPEN, action, {"opened_at": action.now, "closed_at": None})


@transaction.atomic
def queue_open(
    *,
    code: str,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    until: dt.datetime | None = None,
) -> None:
    """Open a queue today, before its hour or again, until its hour or another moment.

    Raises UnknownQueue, NotToday.
    """
    queue, action = queue_get(code), Action(actor, now, reason)
    day, plan = day_locked(queue, now), plan_for(queue)
    closes = until or max(day.closes_at, hours.moments(day.day, plan.hours).closes)
    day.closes_at = closes if closes > now else now + dt.timedelta(hours=1)
    # One that was closed before it opened still has people without a place.
    if day.state == DayState.EARLY or (day.state == DayState.CLOSED and not day.opened_at):
        day_open(day=day, plan=plan, action=action)
    elif day.state == DayState.CLOSED:
        day_transition(day, DayEvent.OPEN, action, {"closed_at": None})
    else:
        _hour_changed(day, action)


def _hour_changed(day: QueueDay, action: Action) -> None:
    day.save(update_fields=["closes_at"])
    audit.record(
        audit.AuditEntry(
            subject=f"queue_day:{day.id}",
            event="queue_day:hours:change",
            actor=action.actor,
            at=action.now,
            reason=action.reason,
        )
    )
    publish_day(day)


@transaction.atomic
def queue_close(*, code: str, actor: audit.Actor, now: dt.datetime, reason: str = "") -> None:
    """Give no more tickets today; who waits is served, and told so by text.

    Closed before it has opened, nobody is served today, and they are told that. Raises
    UnknownQueue, NotToday.
    """
    day = day_locked(queue_get(code), now)
    if day.state == DayState.CLOSED:
        return
    key = "ticket_closing" if day.opened_at else "ticket_not_today"
    day_transition(day, DayEvent.CLOSE, Action(actor, now, reason), {"closed_at": now})
    coming = [TicketState.GATHERED, TicketState.BOOKED, TicketState.WAITING, TicketState.HELD]
    for ticket in Ticket.objects.filter(day=day, state__in=coming, phone__isnull=False):
        texting.notify_closed(ticket, day.queue, now, key)


def days_over(now: dt.datetime) -> list[int]:
    """Give the ids of days that are over and not settled, oldest first."""
    today = hours.local_day(now, district.current().zone)
    rows = QueueDay.objects.filter(settled_at=None, day__lt=today).order_by("day", "id")
    return list(rows.values_list("id", flat=True))


@transaction.atomic
def day_settle(*, day_id: int, now: dt.datetime) -> int:
    """End a day that is over: what is unfinished is settled with a reason; give how many.

    The queue learns for its other days. Does nothing for a day that somebody holds, or that is
    settled.
    """
    rows = QueueDay.objects.select_for_update(skip_locked=True, of=("self",))
    day = rows.select_related("queue").filter(id=day_id, settled_at=None).first()
    if day is None:
        return 0
    figures_keep(day)
    action = Action(audit.SYSTEM, now, "the day ended")
    left = [*OPEN, TicketState.MISSED]
    unfinished = list(
        Ticket.objects.select_for_update(of=("self",)).filter(day=day, state__in=left)
    )
    for ticket in unfinished:
        ticket_transition(ticket, day, TicketEvent.SETTLE, action)
    queue = day.queue
    queue.pace = figures.rate_to_json(pace_next_day(figures.service_rate_of(day, plan_for(queue))))
    queue.save(update_fields=["pace"])
    day_transition(day, DayEvent.SETTLE, action, {"settled_at": now})
    return len(unfinished)
