"""A ticket that was given back by mistake is there again, where it was."""

import pytest

from townline.lines.queues import api, errors
from townline.lines.queues.tests.halls import NINE
from townline.lines.ticket_pages.tests.test_booking import TEN, book
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db


def leave(office, ticket):
    api.ticket_leave(ticket_id=ticket.id, actor=audit.RESIDENT, now=office.now)


def undo(office, ticket):
    api.ticket_undo(ticket_id=ticket.id, actor=audit.RESIDENT, now=office.now)


def test_it_has_its_old_place(office):
    first, _second = office.one(), office.one()
    leave(office, first)
    assert office.hall().waiting == 1
    office.wait(minutes=9)
    undo(office, first)
    assert office.hall().waiting == 2
    office.open("hall-1")
    assert office.next() == first.number


def test_ten_minutes_later_it_is_too_late(office):
    ticket = office.one()
    leave(office, ticket)
    office.wait(minutes=11)
    with pytest.raises(errors.TooOften):
        undo(office, ticket)


def test_who_took_another_one_has_that(office):
    ticket = office.one(phone="010-0000-0042")
    leave(office, ticket)
    office.one(phone="010-0000-0042")
    with pytest.raises(errors.AlreadyHere):
        undo(office, ticket)


def test_a_slot_is_had_again_unless_somebody_else_has_it(office):
    first = book(office, TEN)
    leave(office, first)
    undo(office, first)
    assert office.state(first) == "booked"
    leave(office, first)
    book(office, TEN, "010-0000-0043")
    book(office, TEN, "010-0000-0044")
    with pytest.raises(errors.NoSlot):
        undo(office, first)


def test_lots_that_were_drawn_stay(office):
    office.now = NINE - (TEN - NINE) / 6
    early = office.one()
    leave(office, early)
    undo(office, early)
    assert office.state(early) == "gathered"
    leave(office, early)
    office.now = NINE
    api.queues_tick(now=office.now)
    with pytest.raises(errors.WrongTicketState):
        undo(office, early)


def test_only_what_was_given_back_is_had_again(office):
    ticket = office.one()
    with pytest.raises(errors.WrongTicketState):
        undo(office, ticket)
