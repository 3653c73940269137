"""Keeping a day's figures, at the moment its tickets are settled."""

import datetime as dt
from collections.abc import Iterable

from townline.lines.queues.models import QueueDay, QueueFigure, Ticket
from townline.lines.queues.rules.counting import Counts, by_hour
from townline.lines.queues.selectors.figures import SUMS, HourFigure, fact_of


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
