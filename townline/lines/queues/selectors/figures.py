"""Figures of some days: kept sums, and the tickets themselves of days that are not settled."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from townline.lines.queues.models import Queue, QueueDay, QueueFigure, Ticket
from townline.lines.queues.rules.counting import Counts, Fact, by_hour
from townline.lines.queues.rules.hours import local_day
from townline.lines.queues.rules.tickets import TicketState
from townline.platform.core import district

SUMS = ("taken", "called", "missed", "left", "unserved", "told", "inside", "waited", "longest")


@dataclass(frozen=True, slots=True)
class HourFigure:
    """One queue in one hour of one day."""

    queue: str
    day: dt.date
    hour: int
    counts: Counts


def figures(since: dt.date, until: dt.date) -> list[HourFigure]:
    """Give all hours from one day up to and with another; two queries."""
    return [*_stored_figures(since, until), *_live(since, until)]


def figure_queues() -> list[Queue]:
    """Give all queues, also those no longer active, in the order of lists; one query."""
    return list(Queue.objects.select_related("site").order_by("position", "group", "code"))


def states_today(now: dt.datetime) -> list[tuple[str, str, int]]:
    """Count today's tickets by queue and state; one query."""
    today = local_day(now, district.current().zone)
    rows = Ticket.objects.filter(day__day=today).values_list("day__queue_id", "state")
    return list(rows.annotate(count=Count("id")).order_by("day__queue_id", "state"))


def _stored_figures(since: dt.date, until: dt.date) -> Iterable[HourFigure]:
    rows = QueueFigure.objects.filter(day__range=(since, until))
    for row in rows.order_by("day", "queue_id", "hour"):
        sums = {name: getattr(row, name) for name in SUMS}
        waits = {int(at): count for at, count in row.waits.items()}
        yield HourFigure(row.queue_id, row.day, row.hour, Counts(waits=waits, **sums))


def _live(since: dt.date, until: dt.date) -> Iterable[HourFigure]:
    rows = Ticket.objects.filter(day__day__range=(since, until), day__settled_at=None)
    by_day: dict[tuple[str, dt.date], list[Fact]] = defaultdict(list)
    for ticket in rows.select_related("day"):
        by_day[ticket.day.queue_id, ticket.day.day].append(fact_of(ticket, ticket.day))
    for (queue, day), facts in by_day.items():
        for hour, counts in by_hour(facts).items():
            counts.unserved = 0  # the day is not over
            yield HourFigure(queue, day, hour, counts)


def fact_of(ticket: Ticket, day: QueueDay) -> Fact:
    """Read what is counted of a ticket. Who came before the opening waits from then on."""
    since = max(ticket.taken_at, day.opened_at or ticket.taken_at)
    waited = None
    if ticket.called_at is not None:
        waited = max(int((ticket.called_at - since).total_seconds()), 0)
    return Fact(
        hour=since.astimezone(district.current().zone).hour,
        state=TicketState(ticket.state),
        waited=waited,
        inside=_inside(ticket, waited),
    )


def _inside(ticket: Ticket, waited: int | None) -> bool | None:
    # Who was late or called again tells nothing about what was said.
    if waited is None or ticket.low is None or ticket.high is None:
        return None
    return None if ticket.lates or ticket.calls > 1 else ticket.low <= waited <= ticket.high
