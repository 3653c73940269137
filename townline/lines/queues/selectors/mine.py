"""One ticket as its holder sees it."""

import datetime as dt
from dataclasses import dataclass

from townline.lines.queues import tokens
from townline.lines.queues.errors import UnknownTicket
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules.estimate import Wait
from townline.lines.queues.rules.tickets import TicketState, format_number
from townline.lines.queues.selectors.halls import Hall, halls
from townline.lines.queues.selectors.order import ahead_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketView:
    """``ahead`` and ``wait`` are None where there is no order yet, or no waiting any more."""

    ticket: Ticket
    hall: Hall
    shown: str
    ahead: int | None
    wait: Wait | None
    code: str
    moved_to: str | None

    @property
    def unseen(self) -> bool:
        """Whether somebody unknown was called and has not opened their ticket since."""
        row = self.ticket
        return row.bare and row.claimed_at is None and self.state is TicketState.CALLED

    @property
    def state(self) -> TicketState:
        return TicketState(self.ticket.state)


def ticket_view(ticket_id: int, now: dt.datetime) -> TicketView:
    """Read a ticket with its place and its queue. Raises UnknownTicket."""
    rows = Ticket.objects.select_related("day__queue__site", "desk")
    ticket = rows.filter(id=ticket_id).first()
    if ticket is None:
        raise UnknownTicket
    hall = halls(now, [ticket.day.queue_id])[0]
    ahead = _ahead(ticket, hall)
    return TicketView(
        ticket=ticket,
        hall=hall,
        shown=format_number(ticket.day.queue.prefix, ticket.number),
        ahead=ahead,
        wait=None if ahead is None else hall.forecast.wait(ahead),
        code=tokens.code_of(bytes(ticket.key), ticket.holder),
        moved_to=_moved_to(ticket),
    )


def _moved_to(ticket: Ticket) -> str | None:
    if ticket.state != TicketState.MOVED:
        return None
    row = Ticket.objects.filter(moved_from=ticket).values_list("key", "holder").first()
    return tokens.token_of(bytes(row[0]), row[1]) if row else None


def _ahead(ticket: Ticket, hall: Hall) -> int | None:
    if ticket.state != TicketState.WAITING:
        return None
    return ahead_of(ticket, ticket.day, hall.plan.fairness)
