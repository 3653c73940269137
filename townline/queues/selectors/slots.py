"""What may be booked of a queue, and who has booked for today."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from townline.core import district
from townline.core.models import Holiday
from townline.queues.models import Desk, Queue, QueueDay, Ticket
from townline.queues.rules import hours, slots
from townline.queues.rules.days import DayState
from townline.queues.rules.plans import plan_of
from townline.queues.rules.slots import Slot
from townline.queues.rules.tickets import TicketState

_FAR = 15  # days


@dataclass(frozen=True, slots=True)
class SlotDay:
    """A date that may be booked, with its slots that lie ahead."""

    date: dt.date
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Somebody who booked for today and has not come yet."""

    id: int
    slot: dt.datetime
    queue_ko: str
    queue_en: str
    party: int
    need: str
    phone_masked: str


def slots_free(queue: Queue, now: dt.datetime) -> list[SlotDay]:
    """Give the days and slots of a queue that lie ahead; none where it takes no bookings.

    Three queries, however many days.
    """
    plan = plan_of(queue.plan, district.current().zone)
    if plan.slots is None:
        return []
    today = hours.local_day(now, plan.hours.zone)
    off = _off(queue, today, holidays=plan.hours.holidays)
    taken = _taken(queue, today)
    return [
        SlotDay(day, tuple(ahead))
        for day in slots.days(today, plan.slots, plan.hours.weekdays, off)
        if (ahead := slots.free(day, plan.slots, plan.hours, taken, now))
    ]


def opens_next(queue: Queue, now: dt.datetime) -> dt.datetime | None:
    """Say when a queue opens on its next day after today; None if that is far off. Two queries."""
    plan = plan_of(queue.plan, district.current().zone)
    today = hours.local_day(now, plan.hours.zone)
    off = _off(queue, today, holidays=plan.hours.holidays)
    ahead = (today + dt.timedelta(days=number) for number in range(1, _FAR))
    day = next((day for day in ahead if hours.is_on(day, plan.hours, off)), None)
    return None if day is None else hours.moments(day, plan.hours).opens


def _off(queue: Queue, today: dt.date, *, holidays: bool) -> set[dt.date]:
    closed = [DayState.CLOSED, DayState.SETTLED]
    rows = QueueDay.objects.filter(queue=queue, day__gte=today, state__in=closed)
    off = set(rows.values_list("day", flat=True))
    if not holidays:
        off |= set(Holiday.objects.filter(date__gte=today).values_list("date", flat=True))
    return off


def _taken(queue: Queue, today: dt.date) -> dict[dt.datetime, int]:
    rows = Ticket.objects.filter(day__queue=queue, day__day__gte=today, slot__isnull=False)
    counted = rows.exclude(state=TicketState.LEFT).values_list("slot").annotate(count=Count("id"))
    return {slot: count for slot, count in counted.order_by() if slot is not None}


def desk_bookings(desk: Desk, now: dt.datetime) -> list[Booking]:
    """Give who is still to come today to a desk's queues, by slot; one query."""
    today = hours.local_day(now, district.current().zone)
    rows = Ticket.objects.filter(
        day__queue__in=desk.queues.filter(active=True), day__day=today, state=TicketState.BOOKED
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
        )
        for ticket in found
        if ticket.slot is not None
    ]
