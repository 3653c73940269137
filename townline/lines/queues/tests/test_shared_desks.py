"""A desk of several queues counts for each by who waits, not wholly for all."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from townline.lines.queues import api
from townline.lines.queues.models import Desk, Ticket
from townline.lines.queues.rules.sharing import part
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
PEOPLE = st.integers(0, 500)


@given(here=PEOPLE, there=PEOPLE)
def test_the_parts_of_a_desk_are_never_promised_twice(here, there):
    both = part(here, there) + part(there, here)
    assert 0 < part(here, there) <= 1
    # Each counts one more, who is about to come.
    assert both <= 1 + 2 / (here + there + 1)


def test_who_waits_elsewhere_makes_the_wait_longer(office):
    office.open("hall-3")
    office.take("papers", count=5)
    alone = office.hall("papers").wait
    office.take("passport", count=10)
    shared = office.hall("papers").wait
    assert shared.likely > 1.8 * alone.likely


def test_desks_of_ones_own_change_nothing(office):
    office.open("hall-6")
    office.take("tax", count=5)
    before = office.hall("tax").wait
    office.take("papers", count=30)
    assert office.hall("tax").wait == before


def test_what_is_said_at_issue_and_what_the_hall_says_agree(office):
    office.open("hall-3", "hall-4")
    office.take("passport", count=12)
    office.take("papers", count=4)
    seen = office.hall("papers").wait
    ticket = Ticket.objects.get(id=office.one("papers").id)
    assert (ticket.low, ticket.high) == (seen.low, seen.high)


def test_the_range_holds_where_one_desk_serves_two_queues(office):
    """The only desk calls two queues in the order in which people came."""
    Desk.objects.exclude(code="hall-3").update(active=False)
    office.open("hall-3")
    for _ in range(12):
        office.one("passport")
        office.one("papers")
    last = [Ticket.objects.get(id=office.one(code).id) for code in ("passport", "papers")]
    began = office.now
    while api.at_desk("hall-3") or office.hall("papers").waiting:
        office.next("hall-3")
        office.wait(minutes=4)
    for ticket in last:
        ticket.refresh_from_db()
        waited = (ticket.called_at - began).total_seconds()
        assert ticket.low <= waited <= ticket.high, (ticket.low, waited, ticket.high)


def test_advice_names_a_closed_desk_or_none(office):
    office.open("hall-1")
    office.take("passport", count=20)
    hall = office.hall("passport")
    spare = hall.desks.spare()
    assert spare in {"hall-2", "hall-3"}
    assert hall.stays(spare).likely < hall.stays().likely * 0.6
    office.open("hall-2", "hall-3")
    hall = office.hall("passport")
    assert hall.desks.spare() == ""
    assert (hall.desks_open, hall.desks.planned()) == (3, 3)
    office.now += dt.timedelta(hours=3, minutes=30)  # half past twelve: hall-1 is planned away
    assert office.hall("passport").desks.planned() == 2
    api.desk_close(desk="hall-2", actor=audit.SYSTEM, now=office.now)
    assert office.hall("passport").desks.spare() == "hall-2"
