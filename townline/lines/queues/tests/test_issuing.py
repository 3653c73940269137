"""Taking a ticket: numbers without gap or double, the wait that is told, and every refusal."""

import datetime as dt

import pytest

from townline.lines.queues import api
from townline.lines.queues.errors import (
    AlreadyHere,
    NotToday,
    NotYet,
    PartyTooLarge,
    QueueClosed,
    QueueFull,
    UnknownQueue,
)
from townline.lines.queues.models import Queue, QueueDay, Ticket
from townline.lines.queues.rules.order import PriorityNeed
from townline.lines.queues.tests.halls import CLERK, NINE
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
PHONE = "010-0000-0042"


def test_those_who_ask_together_get_numbers_in_their_order(office):
    office.open("hall-1", "hall-2")
    first = office.take(count=3)
    assert [t.shown for t in first] == ["201", "202", "203"]
    assert [t.ahead for t in first] == [0, 1, 2]
    later = office.one()
    assert (later.number, later.ahead, later.state) == (204, 3, "waiting")
    assert later.wait.high > later.wait.low
    assert QueueDay.objects.get().waiting == 4
    assert audit.history(f"ticket:{later.id}").get().event == "ticket:turn:take"


def test_a_ticket_opens_with_its_token_and_with_no_other(office):
    ticket = office.one()
    assert api.ticket_id_of(ticket.token) == ticket.id
    other = office.one()
    wrong = ticket.token[:-2] + ("AA" if ticket.token[-2:] != "AA" else "BB")
    for token in ("", "x", wrong, ticket.token[:20] + other.token[20:], "가나다", ticket.token * 2):
        with pytest.raises(api.QueueError) as refused:
            api.ticket_id_of(token)
        assert refused.value.type == "unknown-ticket"


def test_one_phone_and_one_device_have_one_ticket(office):
    office.one(phone=PHONE, device=b"d" * 16)
    (by_phone,) = office.take(phone="+82 10 0000 0042")
    (by_device,) = office.take(device=b"d" * 16)
    assert isinstance(by_phone, AlreadyHere)
    assert isinstance(by_device, AlreadyHere)
    assert (by_phone.shown["by"], by_device.shown["by"]) == ("phone", "device")
    elsewhere = office.one("papers", phone=PHONE, device=b"d" * 16)
    assert elsewhere.shown == "A1"


def test_the_same_phone_twice_in_one_moment_has_one_ticket(office):
    outcomes = office.take(phone=PHONE, count=3)
    assert [isinstance(each, api.IssuedTicket) for each in outcomes] == [True, False, False]
    assert office.one().number == 202


def test_a_person_at_the_desk_may_decide_otherwise(office):
    office.one(phone=PHONE)
    assert office.one(phone=PHONE, again=True, channel="desk", actor=CLERK).number == 202


def test_who_left_may_take_another(office):
    ticket = office.one(phone=PHONE)
    api.ticket_leave(ticket_id=ticket.id, actor=audit.RESIDENT, now=office.now)
    assert office.one(phone=PHONE).number == 202
    assert QueueDay.objects.get().waiting == 1


def test_a_number_is_sealed_and_the_text_has_the_link(office):
    ticket = office.one(phone=PHONE)
    row = Ticket.objects.get(id=ticket.id)
    assert row.phone_masked == "010-****-0042"
    assert b"0042" not in bytes(row.phone)
    thread = conversations.thread(f"ticket:{ticket.id}")
    assert "201번" in thread[0].body


@pytest.mark.parametrize("party", [0, 11, 1000])
def test_a_party_has_a_size(office, party):
    (refused,) = office.take(party=party)
    assert isinstance(refused, PartyTooLarge)
    assert refused.shown == {"most": 10}
    assert QueueDay.objects.get().taken == 0


def test_unknown_and_closed_days(office):
    with pytest.raises(UnknownQueue):
        office.take("nowhere")
    office.now = NINE + dt.timedelta(days=3)  # a Saturday
    with pytest.raises(NotToday):
        office.take()
    assert office.one("test").number == 1


def test_a_holiday_is_a_day_off(office):
    office.now = dt.datetime(2026, 12, 25, 1, 0, tzinfo=dt.UTC)
    with pytest.raises(NotToday):
        office.take()


def test_before_opening_people_gather_and_at_opening_they_are_shuffled(office):
    office.now = NINE - dt.timedelta(hours=2)
    (early,) = office.take()
    assert isinstance(early, NotYet)
    office.now = NINE - dt.timedelta(minutes=30)
    gathered = office.take(count=40)
    assert {t.number for t in gathered} == {None}
    assert {t.state for t in gathered} == {"gathered"}
    seed = QueueDay.objects.get().seed
    office.now = NINE
    later = office.one()
    assert later.number == 241
    numbers = dict(Ticket.objects.values_list("id", "number"))
    ours = [numbers[t.id] for t in gathered]
    assert sorted(ours) == list(range(201, 241))
    assert ours != sorted(ours)
    assert bytes(QueueDay.objects.get().seed) == bytes(seed)


def test_after_closing_and_when_closed_by_hand(office):
    api.queue_close(code="passport", actor=CLERK, now=office.now, reason="fire drill")
    (closed,) = office.take()
    assert isinstance(closed, QueueClosed)
    api.queue_open(code="passport", actor=CLERK, now=office.now)
    office.one()
    office.now = NINE + dt.timedelta(hours=9)
    (closed,) = office.take()
    assert isinstance(closed, QueueClosed)


def test_a_full_day(office):
    Queue.objects.filter(code="passport").update(plan={"visit": "PT1M", "capacity": 3})
    outcomes = office.take(count=5)
    assert [isinstance(each, QueueFull) for each in outcomes] == [False] * 3 + [True] * 2
    assert Ticket.objects.count() == 3


def test_no_more_than_can_be_called_before_closing(office):
    office.open("hall-1")
    office.now = NINE + dt.timedelta(hours=8, minutes=30)
    outcomes = office.take(count=60)
    refused = [each for each in outcomes if isinstance(each, QueueFull)]
    assert 30 < len(refused) < 60
    assert office.hall().full


def test_needs_go_a_little_earlier_but_only_those_of_the_plan(office):
    office.take(count=5)
    office.wait(minutes=2)
    pregnant = office.one(need=PriorityNeed.PREGNANT)
    assert pregnant.ahead == 0
    Queue.objects.filter(code="passport").update(plan={"visit": "PT1M"})
    assert office.one(need=PriorityNeed.PREGNANT).ahead == 6


def test_a_clock_that_jumps_back_puts_nobody_in_front(office):
    first = office.one()
    office.wait(minutes=-10)
    office.now = max(office.now, NINE)
    second = office.one()
    ranks = Ticket.objects.in_bulk([first.id, second.id])
    assert ranks[first.id].rank < ranks[second.id].rank
    assert second.ahead == 1


def test_taking_costs_the_same_number_of_queries_for_one_and_for_many(
    office, django_assert_max_num_queries
):
    office.take()
    with django_assert_max_num_queries(14):
        office.take(count=1)
    with django_assert_max_num_queries(14):
        office.take(count=200)
