"""What may be done with tickets, desks and days; each is one transaction."""

from townline.lines.queues.errors import NoSlot
from townline.lines.queues.rules.printouts import PrinterState
from townline.lines.queues.rules.tickets import TicketEvent
from townline.lines.queues.services.admission import Price, Stranger, price_now
from townline.lines.queues.services.answering import answers_save, answers_view
from townline.lines.queues.services.booking import booking_arrive, booking_find, slot_book
from townline.lines.queues.services.calling import (
    Called,
    desk_again,
    desk_end,
    desk_next,
    desk_recall,
)
from townline.lines.queues.services.days import day_settle, days_over, queue_close, queue_open
from townline.lines.queues.services.desks import desk_close, desk_open
from townline.lines.queues.services.figures import figures_import
from townline.lines.queues.services.holding import (
    phone_prove,
    ticket_id_of,
    ticket_late,
    ticket_leave,
    ticket_rejoin,
    ticket_seen,
    ticket_take_over,
    token_for,
    token_of_device,
)
from townline.lines.queues.services.moving import desk_move, ticket_move
from townline.lines.queues.services.needs import need_decide
from townline.lines.queues.services.paper.printing import (
    PrintJob,
    printer_note,
    printers,
    printout_claim,
    printout_done,
    printout_queue,
    printouts_expire,
)
from townline.lines.queues.services.scheduler import queues_tick
from townline.lines.queues.services.taking import IssuedTicket, Outcome, TicketRequest, tickets_take
from townline.lines.queues.services.undoing import UNDO, ticket_undo
from townline.lines.queues.services.writing import Action

__all__ = [
    "UNDO",
    "Action",
    "Called",
    "IssuedTicket",
    "NoSlot",
    "Outcome",
    "Price",
    "PrintJob",
    "PrinterState",
    "Stranger",
    "TicketEvent",
    "TicketRequest",
    "answers_save",
    "answers_view",
    "booking_arrive",
    "booking_find",
    "day_settle",
    "days_over",
    "desk_again",
    "desk_close",
    "desk_end",
    "desk_move",
    "desk_next",
    "desk_open",
    "desk_recall",
    "figures_import",
    "need_decide",
    "phone_prove",
    "price_now",
    "printer_note",
    "printers",
    "printout_claim",
    "printout_done",
    "printout_queue",
    "printouts_expire",
    "queue_close",
    "queue_open",
    "queues_tick",
    "slot_book",
    "ticket_id_of",
    "ticket_late",
    "ticket_leave",
    "ticket_move",
    "ticket_rejoin",
    "ticket_seen",
    "ticket_take_over",
    "ticket_undo",
    "tickets_take",
    "token_for",
    "token_of_device",
]
