"""The front door of the room: what others may ask of it."""

from townline.lines.queues.errors import (
    AnswersWrong as AnswersWrong,
    NoSlot as NoSlot,
    QueueError as QueueError,
)
from townline.lines.queues.rules.counting import Counts as Counts
from townline.lines.queues.rules.estimate import Wait as Wait
from townline.lines.queues.rules.order import PriorityNeed as PriorityNeed
from townline.lines.queues.rules.plans import PlanInvalid as PlanInvalid, plan_of as _plan_check
from townline.lines.queues.rules.printouts import PrinterState as PrinterState
from townline.lines.queues.rules.tickets import (
    TicketEvent as TicketEvent,
    TicketState as TicketState,
)
from townline.lines.queues.selectors.answers import (
    DeskAnswers as DeskAnswers,
    TicketQuestionnaire as TicketQuestionnaire,
    desk_answers as desk_answers,
    questionnaire_of as questionnaire_of,
)
from townline.lines.queues.selectors.desks import (
    AtDesk as AtDesk,
    at_desk as at_desk,
    desk_get as desk_get,
    desks as desks,
)
from townline.lines.queues.selectors.draws import Draw as Draw, draw as draw, is_lot as is_lot
from townline.lines.queues.selectors.figures import (
    HourFigure as HourFigure,
    figure_queues as figure_queues,
    figures as figures,
    states_today as states_today,
)
from townline.lines.queues.selectors.halls import (
    Hall as Hall,
    TicketCall as TicketCall,
    hall as hall,
    halls as halls,
)
from townline.lines.queues.selectors.lists import (
    TicketLine as TicketLine,
    desk_lines as desk_lines,
    desk_past as desk_past,
    site_calls as site_calls,
)
from townline.lines.queues.selectors.mine import (
    TicketView as TicketView,
    ticket_view as ticket_view,
)
from townline.lines.queues.selectors.slots import (
    Booking as Booking,
    SlotDay as SlotDay,
    desk_bookings as desk_bookings,
    opens_next as opens_next,
    slots_free as slots_free,
)
from townline.lines.queues.services.admission import (
    Price as Price,
    Stranger as Stranger,
    price_now as price_now,
)
from townline.lines.queues.services.answering import (
    answers_save as answers_save,
    answers_view as answers_view,
)
from townline.lines.queues.services.booking import (
    booking_arrive as booking_arrive,
    booking_find as booking_find,
    slot_book as slot_book,
)
from townline.lines.queues.services.calling import (
    Called as Called,
    desk_again as desk_again,
    desk_end as desk_end,
    desk_next as desk_next,
    desk_recall as desk_recall,
)
from townline.lines.queues.services.days import (
    day_settle as day_settle,
    days_over as days_over,
    queue_close as queue_close,
    queue_open as queue_open,
)
from townline.lines.queues.services.desks import desk_close as desk_close, desk_open as desk_open
from townline.lines.queues.services.figures import figures_import as figures_import
from townline.lines.queues.services.holding import (
    phone_prove as phone_prove,
    ticket_id_of as ticket_id_of,
    ticket_late as ticket_late,
    ticket_leave as ticket_leave,
    ticket_rejoin as ticket_rejoin,
    ticket_seen as ticket_seen,
    ticket_take_over as ticket_take_over,
    token_for as token_for,
    token_of_device as token_of_device,
)
from townline.lines.queues.services.issuing import (
    IssuedTicket as IssuedTicket,
    Outcome as Outcome,
    TicketRequest as TicketRequest,
    tickets_take as tickets_take,
)
from townline.lines.queues.services.loading import (
    DeskEntry as DeskEntry,
    QueueEntry as QueueEntry,
    SiteEntry as SiteEntry,
    Sites as Sites,
    forms_load as forms_load,
    sites_load as sites_load,
)
from townline.lines.queues.services.moving import desk_move as desk_move, ticket_move as ticket_move
from townline.lines.queues.services.needs import need_decide as need_decide
from townline.lines.queues.services.notifications import (
    range_words as range_words,
    when_words as when_words,
)
from townline.lines.queues.services.paper.posters import (
    poster_pdf as poster_pdf,
    text_way as text_way,
)
from townline.lines.queues.services.paper.printing import (
    PrintJob as PrintJob,
    printer_note as printer_note,
    printers as printers,
    printout_claim as printout_claim,
    printout_done as printout_done,
    printout_queue as printout_queue,
    printouts_expire as printouts_expire,
)
from townline.lines.queues.services.rebooking import (
    booking_move as booking_move,
    booking_move_undo as booking_move_undo,
)
from townline.lines.queues.services.refusing import refusal_text as refusal_text, words as words
from townline.lines.queues.services.retention import (
    person_part as person_part,
    retention_rules as retention_rules,
    sealed_tables as sealed_tables,
)
from townline.lines.queues.services.scheduler import queues_tick as queues_tick
from townline.lines.queues.services.texts.texted import ticket_claim as ticket_claim
from townline.lines.queues.services.undoing import UNDO as UNDO, ticket_undo as ticket_undo
from townline.lines.queues.services.writing import CHANNEL as CHANNEL, Action as Action

plan_check = _plan_check
