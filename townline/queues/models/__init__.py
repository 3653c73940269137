"""The tables of the room."""

from townline.queues.models.figures import QueueFigure
from townline.queues.models.places import Desk, Queue, Site
from townline.queues.models.printers import Printer, Printout
from townline.queues.models.questions import QuestionForm, TicketAnswers
from townline.queues.models.tickets import QueueDay, Ticket

__all__ = [
    "Desk",
    "Printer",
    "Printout",
    "QuestionForm",
    "Queue",
    "QueueDay",
    "QueueFigure",
    "Site",
    "Ticket",
    "TicketAnswers",
]
