"""How many are ahead is told as calls will really go: those who need it sooner wait for turns."""

import datetime as dt

import pytest

from townline.lines.queues import api
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules.order import PriorityNeed
from townline.lines.queues.services.texts import texting, turn_alerts
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db


def called_before(office, ticket: api.IssuedTicket) -> int:
    """Call until it is somebody's turn; give how many were called before."""
    count = 0
    while office.next() != ticket.number:
        count += 1
    return count


@pytest.fixture
def waiting_tickets(office):
    """Sixty who came first, then thirty-five who need it sooner."""
    office.open("hall-1")
    office.take("passport", count=60)
    office.wait(minutes=1)
    return office.take("passport", count=35, need=PriorityNeed.ELDERLY)


def test_what_a_priority_ticket_is_told_is_how_many_are_called_before(office, waiting_tickets):
    last = waiting_tickets[-1]
    on_page = api.ticket_view(last.id, office.now).ahead
    assert (last.ahead, on_page) == (51, 51)
    assert called_before(office, last) == 51


def test_one_who_needs_nothing_is_told_that_turns_bring_them_forward(office, waiting_tickets):
    first = Ticket.objects.get(number=201)
    assert api.ticket_view(first.id, office.now).ahead == 2
    assert [office.next() for _ in range(3)] == [261, 262, 201]


def test_a_ticket_taken_between_two_turns_counts_them(office, waiting_tickets):
    assert office.next() == 261
    (later,) = office.take(need=PriorityNeed.ELDERLY)
    ahead = later.ahead
    assert called_before(office, later) == ahead


def test_one_who_is_sent_on_is_told_the_same_way(office, waiting_tickets):
    papers = office.one("papers", need=PriorityNeed.INFANT)
    token = api.ticket_move(
        ticket_id=papers.id, to="passport", actor=audit.RESIDENT, now=office.now
    )
    moved = Ticket.objects.get(id=api.ticket_id_of(token))
    ahead = api.ticket_view(moved.id, office.now).ahead
    assert ahead == 52  # thirty-five who need it as well, and every third call
    assert moved.low >= office.hall().forecast.wait(ahead - 1).low


def test_it_is_nearly_the_turn_of_who_is_called_next(office, monkeypatch):
    """Only three ahead by turns, though two of them came later and are ranked before."""
    office.open("hall-1")
    first = office.one(phone="010-0000-0042")
    office.wait(minutes=1)
    office.take(count=9, need=PriorityNeed.DISABLED)
    notified = []
    monkeypatch.setattr(texting, "near", lambda ticket, _q, ahead, _now: notified.append(ahead))
    day = Ticket.objects.get(id=first.id).day
    turn_alerts.notify_near(day, day.queue, office.now + dt.timedelta(seconds=1))
    assert notified == [2]
