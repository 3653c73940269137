"""What may be read: the halls as anybody sees them, desks, and one's own ticket."""

from townline.lines.queues.rules.counting import Counts
from townline.lines.queues.rules.estimate import Wait
from townline.lines.queues.rules.order import PriorityNeed
from townline.lines.queues.rules.tickets import TicketState
from townline.lines.queues.selectors.answers import (
    DeskAnswers,
    TicketQuestionnaire,
    desk_answers,
    questionnaire_of,
)
from townline.lines.queues.selectors.desks import AtDesk, at_desk, desk_get, desks
from townline.lines.queues.selectors.draws import Draw, draw, is_lot
from townline.lines.queues.selectors.figures import HourFigure, figure_queues, figures, states_today
from townline.lines.queues.selectors.halls import Hall, TicketCall, hall, halls
from townline.lines.queues.selectors.lists import TicketLine, desk_lines, desk_past, site_calls
from townline.lines.queues.selectors.mine import TicketView, ticket_view
from townline.lines.queues.selectors.slots import (
    Booking,
    SlotDay,
    desk_bookings,
    opens_next,
    slots_free,
)

__all__ = [
    "AtDesk",
    "Booking",
    "Counts",
    "DeskAnswers",
    "Draw",
    "Hall",
    "HourFigure",
    "PriorityNeed",
    "SlotDay",
    "TicketCall",
    "TicketLine",
    "TicketQuestionnaire",
    "TicketState",
    "TicketView",
    "Wait",
    "at_desk",
    "desk_answers",
    "desk_bookings",
    "desk_get",
    "desk_lines",
    "desk_past",
    "desks",
    "draw",
    "figure_queues",
    "figures",
    "hall",
    "halls",
    "is_lot",
    "opens_next",
    "questionnaire_of",
    "site_calls",
    "slots_free",
    "states_today",
    "ticket_view",
]
