"""What may be read: the halls as anybody sees them, desks, and one's own ticket."""

from townline.queues.rules.estimate import Wait
from townline.queues.rules.order import Need
from townline.queues.rules.tickets import TicketState
from townline.queues.selectors.desks import AtDesk, at_desk, desk_get, desks
from townline.queues.selectors.halls import Call, Hall, hall, halls
from townline.queues.selectors.lists import Line, desk_lines, desk_past, site_calls
from townline.queues.selectors.mine import TicketView, ticket_view

__all__ = [
    "AtDesk",
    "Call",
    "Hall",
    "Line",
    "Need",
    "TicketState",
    "TicketView",
    "Wait",
    "at_desk",
    "desk_get",
    "desk_lines",
    "desk_past",
    "desks",
    "hall",
    "halls",
    "site_calls",
    "ticket_view",
]
