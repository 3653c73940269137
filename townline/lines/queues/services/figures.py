"""Keeping a day's figures, at the moment its tickets are settled."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from townline.lines.queues.models import Desk, QueueDay, QueueFigure, Ticket
from townline.lines.queues.rules import hours
from townline.lines.queues.rules.counting import Counts, by_hour
from townline.lines.queues.rules.estimate import (
    Forecast,
    ServiceRate,
    pace_called,
    pace_open,
    pace_served,
)
from townline.lines.queues.rules.plans import QueuePlan, spans
from townline.lines.queues.rules.tickets import TicketState
from townline.lines.queues.selectors.figures import SUMS, HourFigure, fact_of
from townline.lines.queues.selectors.forecasts import Desks, desks_of, waiting_at


def figures_keep(day: QueueDay) -> None:
    """Count a locked day that is about to be settled: afterwards a no-show looks like others."""
    tickets = Ticket.objects.filter(day=day)
    found = by_hour(fact_of(ticket, day) for ticket in tickets.iterator())
    _write(HourFigure(day.queue_id, day.day, hour, counts) for hour, counts in found.items())


def figures_import(rows: Iterable[HourFigure]) -> None:
    """Take over figures of days before this product; an hour that is known stays as it is."""
    _write(rows)


def _write(rows: Iterable[HourFigure]) -> None:
    QueueFigure.objects.bulk_create(
        (_row(row.queue, row.day, row.hour, row.counts) for row in rows), ignore_conflicts=True
    )


def _row(queue: str, day: dt.date, hour: int, counts: Counts) -> QueueFigure:
    sums = {name: getattr(counts, name) for name in SUMS}
    waits = {str(at): count for at, count in sorted(counts.waits.items())}
    return QueueFigure(queue_id=queue, day=day, hour=hour, waits=waits, **sums)


# What a queue knows of its pace: kept as JSON at the queue (usual) and at the day (today).


def service_rate_of(day: QueueDay, plan: QueuePlan) -> ServiceRate:
    """Give what is known on a day: what it taught, else other days, else the plan."""
    raw = day.pace or day.queue.pace
    return ServiceRate(**raw) if raw else ServiceRate(usual=plan.visit.total_seconds())


def rate_to_json(pace: ServiceRate) -> dict[str, Any]:
    """Give a pace as it is stored."""
    return {key: round(value, 6) for key, value in dataclasses.asdict(pace).items()}


def learn_service(day: QueueDay, plan: QueuePlan, ticket: Ticket, now: dt.datetime) -> None:
    """Learn from a ticket that a desk is done with. The day is saved by the caller."""
    if ticket.called_at is not None:
        seconds = max((now - ticket.called_at).total_seconds(), 1.0)
        day.pace = rate_to_json(pace_served(service_rate_of(day, plan), seconds))


def learn_call(day: QueueDay, plan: QueuePlan, ticket: Ticket, now: dt.datetime) -> None:
    """Learn from a first call whether what was said at issue had held.

    Who was late, came back, or waited for the opening tells nothing about it.
    """
    if ticket.low is None or ticket.high is None or ticket.lates or ticket.calls > 1:
        return
    waited = (now - ticket.taken_at).total_seconds()
    inside = ticket.low <= waited <= ticket.high
    day.pace = rate_to_json(pace_called(service_rate_of(day, plan), inside=inside))


def learn_open_desks(day: QueueDay, plan: QueuePlan, now: dt.datetime, seconds: float) -> None:
    """Learn how many of the planned desks have been open for some seconds."""
    desks = _desks(day)
    planned = hours.desks_at(now, [_breaks(desk) for desk in desks], plan.hours)
    open_desks = sum(desk.open for desk in desks)
    pace = pace_open(
        service_rate_of(day, plan), open_desks=open_desks, planned=planned, seconds=seconds
    )
    day.pace = rate_to_json(pace)


def forecast(day: QueueDay, plan: QueuePlan, now: dt.datetime) -> Forecast:
    """Foresee waits at one moment."""
    desks = _desks(day)
    codes = [desk.code for desk in desks]
    busy = Ticket.objects.filter(desk__in=codes, state=TicketState.CALLED)
    rows = desks_of(
        day.queue_id,
        day.waiting,
        desks,
        waiting_at(codes, day.day),
        set(busy.values_list("desk", flat=True)),
    )
    return Desks(tuple(rows), plan.hours, now).forecast(service_rate_of(day, plan))


def _desks(day: QueueDay) -> list[Desk]:
    return list(Desk.objects.filter(queues=day.queue_id, active=True))


def _breaks(desk: Desk) -> tuple[hours.Span, ...]:
    return spans(desk.breaks, "breaks")
