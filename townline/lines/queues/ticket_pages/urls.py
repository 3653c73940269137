"""Addresses for anybody with a phone."""

from django.urls import path

from townline.lines.queues.ticket_pages.views import (
    board,
    booking,
    draws,
    issuing,
    kiosk,
    questions,
    slot,
    ticket,
    waiting,
)

urlpatterns = [
    path("board/<slug:site>/", board.board, name="board"),
    path("n/", issuing.lines, name="lines"),
    path("n/code/", ticket.code, name="ticket_code"),
    path("n/t/<str:token>", ticket.ticket, name="ticket"),
    path("n/t/<str:token>/slot/", slot.slot, name="ticket_slot"),
    path("n/t/<str:token>/questions/", questions.questions, name="ticket_questions"),
    path("n/t/<str:token>/questions/end/", questions.end, name="ticket_answers"),
    path("n/t/<str:token>/questions/q/<str:name>/", questions.question, name="ticket_question"),
    path("n/<slug:service>/", issuing.line, name="line"),
    path("n/<slug:service>/book/", booking.book, name="slot_book"),
    path("n/<slug:service>/draw/", draws.draw, name="draw"),
    path("n/<slug:service>/take", issuing.take, name="ticket_take"),
    path("kiosk/<slug:site>/", kiosk.kiosk, name="kiosk"),
    path("kiosk/<slug:site>/here", board.here, name="kiosk_here"),
    path("open/waiting", waiting.page, name="open_waiting"),
    path("open/waiting.json", waiting.data, name="open_waiting_json"),
    path("open/waiting/embed", waiting.embed, name="open_waiting_embed"),
]
