"""The draw of a queue's day as anybody may check it: see the room's README and check_draw.py."""

import datetime as dt
from dataclasses import dataclass

from townline.lines.queues.errors import UnknownQueue
from townline.lines.queues.models import Queue, QueueDay, Ticket
from townline.lines.queues.rules import hours, order
from townline.platform.core import district


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """``digest``: SHA-256 of the seed, shown before. ``seed``: None until the queue has opened.

    ``entries``: (lot, number) of each ticket that was there before opening, by number; empty
    before. Both values are lower-case hexadecimal.
    """

    queue: Queue
    date: dt.date
    digest: str
    seed: str | None
    entries: tuple[tuple[int, int], ...] = ()


def draw(code: str, now: dt.datetime, date: dt.date | None = None) -> Draw:
    """Give the draw of one day, today's by default. Raises UnknownQueue where there is none."""
    on = date or hours.local_day(now, district.current().zone)
    rows = QueueDay.objects.select_related("queue__site")
    day = rows.filter(queue=code, day=on).first()
    if day is None:
        raise UnknownQueue(code=code)
    opened = day.opened_at is not None
    return Draw(
        queue=day.queue,
        date=day.day,
        digest=order.digest_of(bytes(day.seed)),
        seed=bytes(day.seed).hex() if opened else None,
        entries=tuple(_entries(day)) if opened else (),
    )


def _entries(day: QueueDay) -> list[tuple[int, int]]:
    there = Ticket.objects.filter(day=day, taken_at__lt=day.opened_at, slot=None)
    numbered = there.filter(number__isnull=False).order_by("number")
    return [(id_, number) for id_, number in numbered.values_list("id", "number") if number]


def is_lot(ticket: Ticket) -> bool:
    """Say whether a ticket was, or will be, in the draw of its day."""
    opened = ticket.day.opened_at
    return ticket.slot is None and (opened is None or ticket.taken_at < opened)
