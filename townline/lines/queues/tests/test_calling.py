"""Desks call: next, again, nobody came, aside; the same ticket never at two of them."""

import datetime as dt

import pytest

from townline.lines.queues import api
from townline.lines.queues.errors import (
    DeskClosed,
    NobodyBehind,
    NobodyCalled,
    TooOften,
    UnknownQueue,
    WrongTicketState,
)
from townline.lines.queues.models import QueueDay, Ticket
from townline.lines.queues.rules.order import PriorityNeed
from townline.lines.queues.rules.tickets import TicketEvent, TicketState
from townline.lines.queues.tests.halls import CLERK, NINE
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db


def test_two_desks_call_one_after_another_and_next_ends_the_one_before(office):
    tickets = office.take(count=3)
    office.open("hall-1", "hall-2")
    assert [office.next("hall-1"), office.next("hall-2")] == [201, 202]
    office.wait(minutes=4)
    assert office.next("hall-1") == 203
    assert office.state(tickets[0]) == TicketState.DONE
    assert office.next("hall-2") is None
    assert office.state(tickets[1]) == TicketState.DONE
    day = QueueDay.objects.get()
    assert (day.waiting, day.pace["seen"]) == (0, 2)
    assert day.pace["mean"] == pytest.approx(240)


def test_a_closed_desk_calls_nobody(office):
    office.one()
    with pytest.raises(DeskClosed):
        office.next()
    with pytest.raises(UnknownQueue):
        api.desk_next(desk="nowhere", actor=CLERK, now=office.now)
    office.open("hall-1")
    for event in (TicketEvent.DONE, TicketEvent.MISS, TicketEvent.SKIP, TicketEvent.HOLD):
        with pytest.raises(NobodyCalled):
            office.end(event)
    office.next()
    with pytest.raises(WrongTicketState):
        api.desk_close(desk="hall-1", actor=CLERK, now=office.now)
    office.end(TicketEvent.DONE)
    api.desk_close(desk="hall-1", actor=CLERK, now=office.now)
    assert office.hall().desks_open == 0


def test_nobody_came_and_comes_back_within_half_an_hour(office):
    tickets = office.take(count=6)
    office.open("hall-1")
    office.next()
    api.desk_again(desk="hall-1", actor=CLERK, now=office.now)
    assert Ticket.objects.get(id=tickets[0].id).calls == 2
    office.end(TicketEvent.MISS)
    assert office.state(tickets[0]) == TicketState.MISSED
    office.wait(minutes=20)
    api.ticket_rejoin(ticket_id=tickets[0].id, actor=audit.RESIDENT, now=office.now)
    assert [office.next() for _ in range(6)] == [202, 203, 204, 201, 205, 206]


def test_after_half_an_hour_it_is_too_late_to_come_back(office):
    ticket = office.one()
    office.open("hall-1")
    office.next()
    office.end(TicketEvent.MISS)
    office.wait(minutes=31)
    with pytest.raises(TooOften):
        api.ticket_rejoin(ticket_id=ticket.id, actor=audit.RESIDENT, now=office.now)


def test_skipped_ones_come_after_the_next(office):
    office.take(count=3)
    office.open("hall-1")
    office.next()
    office.end(TicketEvent.SKIP)
    assert [office.next() for _ in range(3)] == [202, 201, 203]


@pytest.mark.server
def test_put_aside_and_called_again(office):
    tickets = office.take(count=2)
    office.open("hall-1")
    office.next()
    office.end(TicketEvent.HOLD)
    assert office.next() == 202
    api.desk_recall(desk="hall-1", ticket_id=tickets[0].id, actor=CLERK, now=office.now)
    assert office.state(tickets[0]) == TicketState.CALLED
    assert office.state(tickets[1]) == TicketState.DONE


def test_late_ones_let_others_go_first_twice(office):
    tickets = office.take(count=8)
    api.ticket_late(ticket_id=tickets[0].id, actor=audit.RESIDENT, now=office.now)
    api.ticket_late(ticket_id=tickets[0].id, actor=audit.RESIDENT, now=office.now)
    with pytest.raises(TooOften):
        api.ticket_late(ticket_id=tickets[0].id, actor=audit.RESIDENT, now=office.now)
    office.open("hall-1")
    assert [office.next() for _ in range(8)] == [*range(202, 209), 201]


def test_who_is_late_with_nobody_behind_hears_so_and_spends_nothing(office):
    alone = office.one()
    with pytest.raises(NobodyBehind):
        api.ticket_late(ticket_id=alone.id, actor=audit.RESIDENT, now=office.now)
    office.take(count=2)
    for _ in range(2):
        api.ticket_late(ticket_id=alone.id, actor=audit.RESIDENT, now=office.now)
        office.take(count=2)
    office.open("hall-1")
    assert office.next() != alone.number


def test_needs_are_bounded(office):
    office.take(count=4)
    office.wait(minutes=1)
    office.take(count=6, need=PriorityNeed.ELDERLY)
    office.open("hall-1")
    called = [office.next() for _ in range(10)]
    assert called == [205, 206, 201, 207, 208, 202, 209, 210, 203, 204]


def test_a_desk_of_two_queues_calls_who_came_first(office):
    office.one("papers")
    office.wait(seconds=5)
    office.one("passport")
    office.open("hall-3")
    assert [office.next("hall-3"), office.next("hall-3")] == [1, 201]


def test_texts_when_three_are_ahead_and_when_called(office):
    office.take(count=4)
    ticket = office.one(phone="010-0000-0042")
    office.open("hall-1")
    office.next()
    office.next()
    words = [text.body for text in conversations.thread(f"ticket:{ticket.id}")]
    assert len(words) == 2
    assert "앞에 3명" in words[1]
    for _ in range(3):
        office.next()
    words = [text.body for text in conversations.thread(f"ticket:{ticket.id}")]
    assert len(words) == 3
    assert "1번 창구로 와 주세요" in words[2]


def test_sent_on_to_another_desks_queue_one_keeps_ones_place(office):
    office.one("tax")
    office.wait(minutes=3)
    ticket = office.one("passport")
    office.open("hall-1", "hall-6")
    office.wait(minutes=5)
    office.take("tax", count=2)
    office.next("hall-1")
    token = api.ticket_move(
        ticket_id=ticket.id, to="tax", actor=CLERK, now=office.now, reason="wrong desk", keep=True
    )
    assert office.state(ticket) == TicketState.MOVED
    assert [office.next("hall-6") for _ in range(4)] == [1, 4, 2, 3]
    assert api.ticket_view(api.ticket_id_of(token), office.now).ticket.moved_from_id == ticket.id
    assert api.ticket_view(ticket.id, office.now).moved_to == token


def test_who_goes_to_another_site_comes_there_now(office):
    office.take("papers-saebeot", count=2)
    ticket = office.one("papers", phone="010-0000-0042")
    office.wait(minutes=1)
    token = api.ticket_move(
        ticket_id=ticket.id, to="papers-saebeot", actor=audit.RESIDENT, now=office.now
    )
    view = api.ticket_view(api.ticket_id_of(token), office.now)
    assert (view.shown, view.ahead) == ("S3", 2)
    with pytest.raises(WrongTicketState):
        api.ticket_move(ticket_id=ticket.id, to="tax", actor=audit.RESIDENT, now=office.now)


def test_the_day_ends_with_a_reason_and_the_queue_learns(office):
    tickets = office.take(count=3)
    office.open("hall-1")
    office.next()
    office.now = NINE + dt.timedelta(days=1)
    assert api.queues_tick(now=office.now) == 1
    assert api.queues_tick(now=office.now) == 0
    assert {office.state(each) for each in tickets} == {TicketState.SETTLED}
    line = audit.history(f"ticket:{tickets[0].id}").last()
    assert (line.event, line.reason) == ("ticket:turn:settle", "the day ended")
    assert office.one().number == 201


def test_calling_costs_a_fixed_number_of_queries(office, django_assert_max_num_queries):
    office.take(count=50)
    office.open("hall-1")
    office.next()
    with django_assert_max_num_queries(24):
        office.next()
