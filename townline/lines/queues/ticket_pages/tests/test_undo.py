"""A ticket that was given back by mistake is there again, where it was."""

import datetime as dt

import pytest

from townline.lines.queues import api, errors
from townline.lines.queues.models import QueueDay
from townline.lines.queues.tests.halls import NINE
from townline.lines.queues.tests.test_texted import bodies as sent_bodies
from townline.lines.queues.ticket_pages.tests.test_booking import TEN, book
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


def test_a_booking_is_moved_and_has_its_slot_again_within_ten_minutes(office):
    first, later = book(office, TEN), TEN + dt.timedelta(days=1)
    api.booking_move(ticket_id=first.id, slot=later, actor=audit.RESIDENT, now=office.now)
    assert _booked_counts(TEN, later) == [0, 1]
    assert "여권 예약을 11월 26일(목) 오전 10시로 변경했습니다" in sent_bodies()[-1]
    office.wait(minutes=9)
    api.booking_move_undo(ticket_id=first.id, actor=audit.RESIDENT, now=office.now)
    assert _booked_counts(TEN, later) == [1, 0]
    assert "여권 예약을 11월 25일(수) 오전 10시로 변경했습니다" in sent_bodies()[-1]
    with pytest.raises(errors.WrongTicketState):
        api.booking_move_undo(ticket_id=first.id, actor=audit.RESIDENT, now=office.now)
    api.booking_move(ticket_id=first.id, slot=later, actor=audit.RESIDENT, now=office.now)
    office.wait(minutes=11)
    with pytest.raises(errors.TooOften):
        api.booking_move_undo(ticket_id=first.id, actor=audit.RESIDENT, now=office.now)


def _booked_counts(*slots):
    days = {row.day: row.taken for row in QueueDay.objects.filter(queue="passport")}
    return [days.get(slot.date(), 0) for slot in slots]


def test_a_booking_moves_only_to_a_slot_with_a_place_left(office):
    first = book(office, TEN)
    for number in (43, 44):
        book(office, TEN + dt.timedelta(hours=1), f"010-0000-00{number}")
    hour, day = dt.timedelta(hours=1), dt.timedelta(days=1)
    for slot in (TEN, TEN + hour, NINE, TEN + 3 * day, TEN + dt.timedelta(minutes=7)):
        with pytest.raises(errors.NoSlot):
            api.booking_move(ticket_id=first.id, slot=slot, actor=audit.RESIDENT, now=office.now)
    queue = api.hall("passport", office.now).queue
    queue.plan = queue.plan | {"capacity": 3}
    queue.save()
    api.booking_move(ticket_id=first.id, slot=TEN + 2 * hour, actor=audit.RESIDENT, now=office.now)
    office.now = TEN + hour
    api.booking_arrive(ticket_id=first.id, actor=audit.RESIDENT, now=TEN + 2 * hour)
    with pytest.raises(errors.WrongTicketState):
        api.booking_move(ticket_id=first.id, slot=TEN + day, actor=audit.RESIDENT, now=office.now)


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
