"""What anybody may see of a queue: people waiting, the wait, who was called, what is open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from townline.lines.queues.errors import UnknownQueue
from townline.lines.queues.models import Desk, Queue, QueueDay, Ticket
from townline.lines.queues.rules import hours, order
from townline.lines.queues.rules.days import DayState
from townline.lines.queues.rules.estimate import Forecast, ServiceRate, Wait
from townline.lines.queues.rules.plans import QueuePlan, plan_of
from townline.lines.queues.rules.tickets import TicketState, format_number
from townline.lines.queues.selectors.forecasts import Desks, Waiting, desks_of, waiting_at
from townline.platform.core import district
from townline.platform.core.models import Holiday

CALLS_SHOWN = 4
# What lies further ahead hangs on too much, and a quarter of an hour less is no news.
_FORESEEN, _WORTH = dt.timedelta(hours=3), dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCall:
    """Somebody who was called. ``again``: how often."""

    number: str
    desk: str
    desk_ko: str
    desk_en: str
    at: dt.datetime
    again: int
    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """One queue at one moment.

    ``state``: off (not today), early (gathering or before that), open, closed. ``wait``: of
    somebody who took a ticket now. ``closes_about``: when the line probably closes, where that
    is before its hour.
    """

    queue: Queue
    plan: QueuePlan
    day: QueueDay | None
    state: str
    opens: dt.datetime
    closes: dt.datetime
    waiting: int
    gathered: int
    wait: Wait | None
    desks_open: int
    calls: tuple[TicketCall, ...]
    full: bool
    closes_about: dt.datetime | None
    forecast: Forecast
    desks: Desks
    pace: ServiceRate
    at: dt.datetime

    def stays(self, more: str = "") -> Wait:
        """Foresee the wait if the open desks stay, with one ``more``: for advice."""
        return self.desks.only(more).forecast(self.pace).wait(self.waiting)

    @property
    def takes(self) -> bool:
        """Whether a ticket may be taken now."""
        gathering = self.opens - self.plan.hours.gather
        is_open = self.state == "open" or (self.state == "early" and self.at >= gathering)
        return is_open and not self.full

    @property
    def draw_digest(self) -> str | None:
        """What today's draw is committed to; None until the day's row is there."""
        return order.digest_of(bytes(self.day.seed)) if self.day else None

    @property
    def draw_seed(self) -> str | None:
        """The seed of today's draw once the queue has opened, for anybody to check."""
        opened = self.day is not None and self.day.opened_at is not None
        return bytes(self.day.seed).hex() if self.day and opened else None

    @property
    def last(self) -> str:
        """The number called last, or ""."""
        return self.calls[0].number if self.calls else ""


def halls(now: dt.datetime, codes: Sequence[str] | None = None) -> list[Hall]:
    """Give all active queues, or those named, by service and position; eight queries in all."""
    queues = _queues(codes)
    zone = district.current().zone
    today = hours.local_day(now, zone)
    off = set(Holiday.objects.filter(date=today).values_list("date", flat=True))
    days = {d.queue_id: d for d in QueueDay.objects.filter(queue__in=queues, day=today)}
    ids = [day.id for day in days.values()]
    seen = _Seen(
        now=now,
        today=today,
        off=off,
        busy=set(
            Ticket.objects.filter(state=TicketState.CALLED, desk__isnull=False).values_list(
                "desk", flat=True
            )
        ),
        waiting=waiting_at(None, today),
        calls=_calls(ids),
        coming=_coming(ids),
    )
    return [_hall(queue, plan_of(queue.plan, zone), days.get(queue.code), seen) for queue in queues]


def hall(code: str, now: dt.datetime) -> Hall:
    """Give one queue. Raises UnknownQueue."""
    found = halls(now, [code])
    if not found:
        raise UnknownQueue(code=code)
    return found[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    now: dt.datetime
    today: dt.date
    off: set[dt.date]
    busy: set[str]
    waiting: Waiting
    calls: dict[int, list[TicketCall]]
    coming: dict[int, dict[str, int]]


def _queues(codes: Sequence[str] | None) -> list[Queue]:
    desks = Prefetch("desks", Desk.objects.filter(active=True).order_by("position", "code"))
    rows = Queue.objects.filter(active=True).select_related("site").prefetch_related(desks)
    if codes is not None:
        rows = rows.filter(code__in=codes)
    return list(rows.order_by("position", "group", "code"))


def _calls(days: Sequence[int]) -> dict[int, list[TicketCall]]:
    found: dict[int, list[TicketCall]] = defaultdict(list)
    called = Ticket.objects.filter(day__in=days, called_at__isnull=False, desk__isnull=False)
    rows = called.select_related("desk", "day__queue").order_by("-called_at", "-id")
    # A window function would read all calls of the day as well; a day has some hundreds.
    for ticket in rows[: CALLS_SHOWN * max(len(days), 1) * 4]:
        if len(found[ticket.day_id]) < CALLS_SHOWN:
            found[ticket.day_id].append(call_of(ticket))
    return found


def call_of(ticket: Ticket) -> TicketCall:
    """Write a call. Raises ValueError for a ticket that was not called."""
    if ticket.desk is None or ticket.called_at is None:
        raise ValueError("the ticket was not called")
    return TicketCall(
        number=format_number(ticket.day.queue.prefix, ticket.number),
        desk=ticket.desk.code,
        desk_ko=ticket.desk.name_ko,
        desk_en=ticket.desk.name_en,
        at=ticket.called_at,
        again=ticket.calls,
        queue=ticket.day.queue_id,
    )


def _coming(days: Sequence[int]) -> dict[int, dict[str, int]]:
    """Count those who gather, and bookings that have not come yet; one query."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    states = [TicketState.GATHERED, TicketState.BOOKED]
    rows = Ticket.objects.filter(day__in=days, state__in=states).order_by()
    counted = rows.values_list("day_id", "state").annotate(count=Count("id"))
    for day, state, count in counted:
        found[day][state] = count
    return found


def _hall(queue: Queue, plan: QueuePlan, day: QueueDay | None, seen: _Seen) -> Hall:
    times = hours.moments(seen.today, plan.hours)
    desks, pace = _desks(queue, plan, day, seen), _pace(queue, plan, day)
    forecast = desks.forecast(pace)
    state = _state(plan, day, seen)
    closes = day.closes_at if day else times.closes
    waiting = day.waiting if day else 0
    coming = seen.coming.get(day.id, {}) if day else {}
    expected = waiting + coming.get(TicketState.BOOKED, 0)
    is_open = state == "open"
    room = forecast.ahead_until((closes - seen.now).total_seconds())
    about = _closes_about(day, room - expected, closes, seen.now) if is_open else None
    return Hall(
        queue=queue,
        plan=plan,
        day=day,
        state=state,
        opens=times.opens,
        closes=closes,
        waiting=waiting,
        gathered=coming.get(TicketState.GATHERED, 0),
        wait=forecast.wait(waiting) if is_open else None,
        desks_open=sum(desk.open for desk in queue.desks.all()),
        calls=tuple(seen.calls.get(day.id, ())) if day else (),
        full=(is_open and expected >= room) or _is_capacity_used(plan, day),
        closes_about=about,
        forecast=forecast,
        desks=desks,
        pace=pace,
        at=seen.now,
    )


def _is_capacity_used(plan: QueuePlan, day: QueueDay | None) -> bool:
    return day is not None and plan.capacity is not None and day.taken >= plan.capacity


def _state(plan: QueuePlan, day: QueueDay | None, seen: _Seen) -> str:
    if not hours.is_on(seen.today, plan.hours, seen.off):
        return "off"
    times = hours.moments(seen.today, plan.hours)
    if day is None or day.state == DayState.EARLY:
        # The row follows with the first ticket or the next minute's job.
        return (
            "early" if seen.now < times.opens else "open" if seen.now < times.closes else "closed"
        )
    if day.state == DayState.OPEN:
        return "open" if seen.now < day.closes_at else "closed"
    return "closed"


def _desks(queue: Queue, plan: QueuePlan, day: QueueDay | None, seen: _Seen) -> Desks:
    waiting = day.waiting if day else 0
    rows = desks_of(queue.code, waiting, queue.desks.all(), seen.waiting, seen.busy)
    return Desks(tuple(rows), plan.hours, seen.now)


def _pace(queue: Queue, plan: QueuePlan, day: QueueDay | None) -> ServiceRate:
    raw = (day.pace if day else {}) or queue.pace
    return ServiceRate(**raw) if raw else ServiceRate(usual=plan.visit.total_seconds())


def _closes_about(
    day: QueueDay | None, left: int, closes: dt.datetime, now: dt.datetime
) -> dt.datetime | None:
    """Foresee when the line is as long as can be served, at the pace of arrivals so far."""
    if day is None or day.opened_at is None or now <= day.opened_at or not day.taken:
        return None
    rate = day.taken / (now - day.opened_at).total_seconds()
    about = now + dt.timedelta(seconds=max(left, 0) / rate)
    return about if about < min(closes - _WORTH, now + _FORESEEN) else None
