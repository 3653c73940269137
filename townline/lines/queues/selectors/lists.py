"""Who waits for a desk, and what was called at a site."""

import datetime as dt
from dataclasses import dataclass

from townline.lines.queues.models import Desk, Ticket
from townline.lines.queues.rules import hours
from townline.lines.queues.rules.tickets import TicketState, format_number
from townline.lines.queues.selectors.halls import CALLS_SHOWN, TicketCall, call_of
from townline.platform.core import district

MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLine:
    """One ticket in a desk's list."""

    id: int
    shown: str
    queue_ko: str
    queue_en: str
    state: str
    party: int
    need: str
    need_checked: str
    channel: str
    phone_masked: str
    taken_at: dt.datetime
    called_at: dt.datetime | None


def desk_lines(desk: Desk, now: dt.datetime, *, most: int = MOST) -> list[TicketLine]:
    """Give who waits or was put aside in a desk's queues, in the order of ranks; one query."""
    today = hours.local_day(now, district.current().zone)
    states = [TicketState.WAITING, TicketState.HELD]
    rows = Ticket.objects.filter(
        day__queue__in=desk.queues.filter(active=True), day__day=today, state__in=states
    )
    found = rows.select_related("day__queue").order_by("state", "rank", "id")[:most]
    return [_line(ticket) for ticket in found]


def desk_past(desk: Desk, now: dt.datetime, *, most: int = 8) -> list[TicketLine]:
    """Give whom a desk called last today, newest first; one query."""
    today = hours.local_day(now, district.current().zone)
    rows = Ticket.objects.filter(desk=desk, day__day=today, called_at__isnull=False)
    past = rows.exclude(state=TicketState.CALLED).select_related("day__queue")
    return [_line(ticket) for ticket in past.order_by("-called_at", "-id")[:most]]


def _line(ticket: Ticket) -> TicketLine:
    queue = ticket.day.queue
    return TicketLine(
        id=ticket.id,
        shown=format_number(queue.prefix, ticket.number),
        queue_ko=queue.name_ko,
        queue_en=queue.name_en,
        state=ticket.state,
        party=ticket.party,
        need=ticket.need,
        need_checked=ticket.need_checked,
        channel=ticket.channel,
        phone_masked=ticket.phone_masked,
        taken_at=ticket.taken_at,
        called_at=ticket.called_at,
    )


def site_calls(site: str, now: dt.datetime, *, most: int = CALLS_SHOWN + 1) -> list[TicketCall]:
    """Give who was called last at a site, newest first; one query."""
    today = hours.local_day(now, district.current().zone)
    rows = Ticket.objects.filter(
        desk__site=site, day__day=today, called_at__isnull=False
    ).select_related("desk", "day__queue")
    return [call_of(ticket) for ticket in rows.order_by("-called_at", "-id")[:most]]
