"""Desks, and who is at one."""

from dataclasses import dataclass

from townline.lines.queues.errors import UnknownQueue
from townline.lines.queues.models import Desk, Queue, Ticket
from townline.lines.queues.rules.tickets import TicketState, format_number


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDesk:
    """Who is at a desk now."""

    ticket_id: int
    shown: str
    queue: str
    party: int
    need: str
    need_checked: str
    calls: int
    unseen: bool


def desks() -> list[Desk]:
    """Give all desks with their queues, by site and position."""
    rows = Desk.objects.filter(active=True).select_related("site").prefetch_related("queues")
    return list(rows.order_by("site_id", "position", "code"))


def desk_get(code: str) -> Desk:
    """Find a desk. Raises UnknownQueue."""
    row = Desk.objects.filter(code=code, active=True).select_related("site", "staff").first()
    if row is None:
        raise UnknownQueue(code=code)
    return row


def at_desk(code: str) -> AtDesk | None:
    """Say who is at a desk; None for nobody."""
    called = Ticket.objects.filter(desk=code, state=TicketState.CALLED)
    ticket = called.select_related("day__queue").first()
    if ticket is None:
        return None
    queue: Queue = ticket.day.queue
    return AtDesk(
        ticket_id=ticket.id,
        shown=format_number(queue.prefix, ticket.number),
        queue=queue.code,
        party=ticket.party,
        need=ticket.need,
        need_checked=ticket.need_checked,
        calls=ticket.calls,
        unseen=ticket.bare and ticket.claimed_at is None,
    )
