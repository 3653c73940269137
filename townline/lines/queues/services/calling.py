"""A desk calls: next, again, done, nobody came, put aside, send on. One person at a desk."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from townline.lines.queues.errors import DeskBusy, DeskClosed, NobodyCalled, NotToday, UnknownQueue
from townline.lines.queues.models import Desk, Queue, QueueDay, Ticket
from townline.lines.queues.rules import order
from townline.lines.queues.rules.order import QueuePlace
from townline.lines.queues.rules.tickets import TicketEvent, TicketState
from townline.lines.queues.services import figures
from townline.lines.queues.services.days import day_locked, plan_for
from townline.lines.queues.services.texts import turn_alerts
from townline.lines.queues.services.writing import Action, publish_day, ticket_transition
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Who is at a desk now; ``ticket_id`` is None where nobody waits."""

    ticket_id: int | None
    desk: str


@dataclass(slots=True)
class _Line:
    queue: Queue
    day: QueueDay


@transaction.atomic
def desk_next(*, desk: str, actor: Actor, now: dt.datetime, finish: bool = True) -> Called:
    """Call who is next. ``finish``: whoever was at the desk is done with, as who pressed it saw.

    Raises UnknownQueue (no such desk), DeskClosed, DeskBusy (somebody is there, not to finish).
    """
    row, action = desk_locked(desk), Action(actor, now)
    if not finish and _id_at(row) is not None:
        raise DeskBusy(desk=desk)
    lines = _lines(row, now)
    _finish(row, lines, action)
    chosen = _choose(lines)
    if chosen is None:
        _save(lines)
        return Called(ticket_id=None, desk=row.code)
    line, place, past = chosen
    line.day.past = line.day.past + 1 if past else 0
    ticket = Ticket.objects.select_for_update().get(id=place.id)
    _call(ticket, line, row, action)
    _save(lines)
    return Called(ticket_id=ticket.id, desk=row.code)


def desk_locked(code: str) -> Desk:
    """Lock an open desk. Raises UnknownQueue, DeskClosed."""
    row = Desk.objects.select_for_update().filter(code=code, active=True).first()
    if row is None:
        raise UnknownQueue(code=code)
    if not row.open:
        raise DeskClosed(desk=code)
    return row


def _lines(desk: Desk, now: dt.datetime) -> list[_Line]:
    # Always in the same order, so that two desks cannot wait for one another.
    lines = []
    for queue in desk.queues.filter(active=True).order_by("code"):
        try:
            lines.append(_Line(queue, day_locked(queue, now)))
        except NotToday:
            continue
    return lines


def _choose(lines: Iterable[_Line]) -> tuple[_Line, QueuePlace, bool] | None:
    found = []
    for line in lines:
        fairness = plan_for(line.queue).fairness
        chosen = order.next_of(_firsts(line.day), past=line.day.past, fairness=fairness)
        if chosen is not None:
            found.append((line, *chosen))
    return min(found, key=lambda each: (each[1].rank, each[1].id), default=None)


def _firsts(day: QueueDay) -> list[QueuePlace]:
    """Give the two who can be next: first by rank, and longest there."""
    waiting = Ticket.objects.filter(day=day, state=TicketState.WAITING)
    columns = ("id", "came", "rank")
    by_rank = waiting.order_by("rank", "id").values_list(*columns)[:1]
    by_coming = waiting.order_by("came", "id").values_list(*columns)[:1]
    return [QueuePlace(*row) for row in {*by_rank, *by_coming}]


def _call(ticket: Ticket, line: _Line, desk: Desk, action: Action) -> None:
    changes = {
        "called_at": action.now,
        "calls": ticket.calls + 1,
        "desk": desk,
        "claimed_at": None,
    }
    at_desk = Action(action.actor, action.now, desk.code)
    ticket_transition(ticket, line.day, TicketEvent.CALL, at_desk, changes)
    figures.learn_call(line.day, plan_for(line.queue), ticket, action.now)
    turn_alerts.notify_called(ticket, line.queue, desk, action.now)
    turn_alerts.notify_near(line.day, line.queue, action.now)
    publish_day(line.day)


def _finish(desk: Desk, lines: list[_Line], action: Action) -> None:
    """Be done with who is at a locked desk, if anybody is. The lines are saved by the caller."""
    id_ = _id_at(desk)
    if id_ is None:
        return
    known = {line.day.id: line.day for line in lines}
    ticket, day = pair_locked(id_, known)
    ticket_transition(ticket, day, TicketEvent.DONE, action)
    figures.learn_service(day, plan_for(day.queue), ticket, action.now)
    if day.id not in known:  # of a queue that the desk served before, or of yesterday
        day.save()
    publish_day(day)


def _id_at(desk: Desk) -> int | None:
    at_desk = Ticket.objects.filter(desk=desk, state=TicketState.CALLED)
    return at_desk.values_list("id", flat=True).first()


def pair_locked(
    ticket_id: int, known: dict[int, QueueDay] | None = None
) -> tuple[Ticket, QueueDay]:
    """Lock a ticket and before it its day, always in that order. ``known``: locked before."""
    day_id = Ticket.objects.values_list("day_id", flat=True).get(id=ticket_id)
    day = (known or {}).get(day_id)
    if day is None:
        day = (
            QueueDay.objects.select_for_update(of=("self",)).select_related("queue").get(id=day_id)
        )
    return Ticket.objects.select_for_update(of=("self",)).get(id=ticket_id), day


def _save(lines: Iterable[_Line]) -> None:
    for line in lines:
        line.day.save()


@transaction.atomic
def desk_end(
    *, desk: str, event: TicketEvent, actor: Actor, now: dt.datetime, reason: str = ""
) -> Called:
    """Settle who is at the desk: DONE, MISS, HOLD, or SKIP (behind the next one).

    Raises UnknownQueue, DeskClosed, NobodyCalled.
    """
    ticket, day = _pair_at(desk_locked(desk))
    action = Action(actor, now, reason)
    if event is TicketEvent.SKIP:
        place_behind(ticket, day, 1, event, action)
    else:
        ticket_transition(ticket, day, event, action)
    if event in {TicketEvent.DONE, TicketEvent.MISS}:
        figures.learn_service(day, plan_for(day.queue), ticket, now)
    day.save()
    publish_day(day)
    return Called(ticket_id=ticket.id, desk=desk)


def unclaimed_end(*, now: dt.datetime) -> int:
    """Let those fall out whom nobody claims: unknown, called some minutes ago, never seen since.

    Only tickets taken under pressure without a telephone that was proved: a desk does not wait for
    what a program took. Give how many.
    """
    called = Ticket.objects.filter(state=TicketState.CALLED, bare=True, claimed_at=None)
    waited = called.select_related("day__queue").order_by("id")
    late = [
        ticket.id
        for ticket in waited
        if ticket.called_at and now >= ticket.called_at + plan_for(ticket.day.queue).admission.claim
    ]
    return sum(_miss_unclaimed(ticket_id, now) for ticket_id in late)


@transaction.atomic
def _miss_unclaimed(ticket_id: int, now: dt.datetime) -> bool:
    ticket, day = pair_locked(ticket_id)
    if ticket.state != TicketState.CALLED or ticket.claimed_at is not None:
        return False
    ticket_transition(ticket, day, TicketEvent.MISS, Action(audit.SYSTEM, now, "unclaimed"))
    day.save()
    publish_day(day)
    return True


def _pair_at(desk: Desk) -> tuple[Ticket, QueueDay]:
    id_ = _id_at(desk)
    if id_ is None:
        raise NobodyCalled(desk=desk.code)
    return pair_locked(id_)


def place_behind(
    ticket: Ticket, day: QueueDay, people: int, event: TicketEvent, action: Action
) -> None:
    """Put a ticket behind so many of those who wait. The day is locked, and saved by the caller."""
    waiting = Ticket.objects.filter(day=day, state=TicketState.WAITING).exclude(id=ticket.id)
    found = waiting.order_by("rank", "id").values_list("rank", flat=True)[:people]
    rank = order.behind([rank for rank in found if rank is not None], people, action.now)
    changes = {"rank": rank, "came": max(rank, ticket.came or rank), "desk": None}
    ticket_transition(ticket, day, event, action, changes)


@transaction.atomic
def desk_again(*, desk: str, actor: Actor, now: dt.datetime) -> Called:
    """Call who is at the desk once more. Raises UnknownQueue, DeskClosed, NobodyCalled."""
    row = desk_locked(desk)
    ticket, day = _pair_at(row)
    action = Action(actor, now, desk)
    ticket_transition(ticket, day, TicketEvent.AGAIN, action, {"calls": ticket.calls + 1})
    turn_alerts.notify_called(ticket, day.queue, row, now)
    day.save()
    publish_day(day)
    return Called(ticket_id=ticket.id, desk=desk)


@transaction.atomic
def desk_recall(*, desk: str, ticket_id: int, actor: Actor, now: dt.datetime) -> Called:
    """Call a ticket that was put aside. Raises as desk_next, WrongTicketState."""
    row, action = desk_locked(desk), Action(actor, now)
    lines = _lines(row, now)
    line = next((each for each in lines if _has(each.day, ticket_id)), None)
    if line is None:
        raise UnknownQueue(code=desk)
    _finish(row, lines, action)
    ticket = Ticket.objects.select_for_update(of=("self",)).get(id=ticket_id)
    _call(ticket, line, row, action)
    _save(lines)
    return Called(ticket_id=ticket.id, desk=desk)


def _has(day: QueueDay, ticket_id: int) -> bool:
    return Ticket.objects.filter(id=ticket_id, day=day).exists()
