"""The tables of the room."""

from townline.lines.queues.models.figures import QueueFigure
from townline.lines.queues.models.places import Desk, Queue, Site
from townline.lines.queues.models.printers import Printer, Printout
from townline.lines.queues.models.tickets import QueueDay, Ticket, TicketAnswers

__all__ = [
    "Desk",
    "Printer",
    "Printout",
    "Queue",
    "QueueDay",
    "QueueFigure",
    "Site",
    "Ticket",
    "TicketAnswers",
]
