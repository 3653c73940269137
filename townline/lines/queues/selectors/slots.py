"""What may be booked of a queue, and who has booked for today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from townline.lines.queues.models import Desk, Queue, QueueDay, Ticket
from townline.lines.queues.rules import hours, slots
from townline.lines.queues.rules.days import DayState
from townline.lines.queues.rules.plans import plan_of
from townline.lines.queues.rules.slots import Slot
from townline.lines.queues.rules.tickets import TicketState
from townline.platform.core import district
from townline.platform.core.models import Holiday

_FAR = 15  # days


@dataclass(frozen=True, slots=True)
class SlotDay:
    """A date that may be booked, with its slots that lie ahead."""

    date: dt.date
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Somebody who booked and has not come yet; ``today``: for today."""

    id: int
    slot: dt.datetime
    queue_ko: str
    queue_en: str
    party: int
    need: str
    phone_masked: str
    queue: Queue
    today: bool


def slots_free(queue: Queue, now: dt.datetime) -> list[SlotDay]:
    """Give the days and slots of a queue that lie ahead; none where it takes no bookings.

    Three queries, however many days.
    """
    plan = plan_of(queue.plan, district.current().zone)
    if plan.slots is None:
        return []
    today = hours.local_day(now, plan.hours.zone)
    off = _off(queue, today, holidays=plan.hours.holidays)
    bookings = _booking_counts(queue, today)
    return [
        SlotDay(day, tuple(ahead))
        for day in slots.days(today, plan.slots, plan.hours.weekdays, off)
        if (ahead := slots.free(day, plan.slots, plan.hours, bookings, now))
    ]


def opens_next(queues: Sequence[Queue], now: dt.datetime) -> dict[str, dt.datetime]:
    """Say when each queue opens on its next day after today, by code; two queries for all.

    One that is closed for longer than a fortnight is left out.
    """
    zone = district.current().zone
    today = hours.local_day(now, zone)
    holidays, closed = _holidays(today), _closed_days(queues, today)
    found = {}
    for queue in queues:
        own = plan_of(queue.plan, zone).hours
        shut = closed.get(queue.code, set())
        ahead = (today + dt.timedelta(days=number) for number in range(1, _FAR))
        days = (each for each in ahead if each not in shut and hours.is_on(each, own, holidays))
        if day := next(days, None):
            found[queue.code] = hours.moments(day, own).opens
    return found


def _off(queue: Queue, today: dt.date, *, holidays: bool) -> set[dt.date]:
    closed = _closed_days([queue], today).get(queue.code, set())
    return closed if holidays else closed | _holidays(today)


def _holidays(today: dt.date) -> set[dt.date]:
    return set(Holiday.objects.filter(date__gte=today).values_list("date", flat=True))


def _closed_days(queues: Sequence[Queue], today: dt.date) -> dict[str, set[dt.date]]:
    """Give the days on which queues were closed by hand; one query."""
    closed = [DayState.CLOSED, DayState.SETTLED]
    rows = QueueDay.objects.filter(queue__in=queues, day__gte=today, state__in=closed)
    found: dict[str, set[dt.date]] = {}
    for code, day in rows.values_list("queue_id", "day"):
        found.setdefault(code, set()).add(day)
    return found


def _booking_counts(queue: Queue, today: dt.date) -> dict[dt.datetime, int]:
    rows = Ticket.objects.filter(day__queue=queue, day__day__gte=today, slot__isnull=False)
    counted = rows.exclude(state=TicketState.LEFT).values_list("slot").annotate(count=Count("id"))
    return {slot: count for slot, count in counted.order_by() if slot is not None}


def desk_bookings(desk: Desk, now: dt.datetime) -> list[Booking]:
    """Give who is still to come to a desk's queues, today and later, by slot; one query."""
    today = hours.local_day(now, district.current().zone)
    served = desk.queues.filter(active=True)
    rows = Ticket.objects.filter(
        day__queue__in=served, day__day__gte=today, state=TicketState.BOOKED
    )
    found = rows.select_related("day__queue").order_by("slot", "id")
    return [
        Booking(
            id=ticket.id,
            slot=ticket.slot,
            queue_ko=ticket.day.queue.name_ko,
            queue_en=ticket.day.queue.name_en,
            party=ticket.party,
            need=ticket.need,
            phone_masked=ticket.phone_masked,
            queue=ticket.day.queue,
            today=ticket.day.day == today,
        )
        for ticket in found
        if ticket.slot is not None
    ]
