"""What may be read: the halls as anybody sees them, and one's own ticket."""

from townline.queues.selectors.halls import Hall, halls
from townline.queues.selectors.mine import TicketView, ticket_view

__all__ = ["Hall", "TicketView", "halls", "ticket_view"]
