"""A claimed need is seen at the counter: shown, confirmed or taken away, in the history."""

import re

import pytest
from django.test import Client

from townline.lines.queues import api
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules.order import PriorityNeed
from townline.platform.core import clock
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(office, world, visit, monkeypatch):
    world.now = office.now
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.open("hall-1")
    office.take(count=3)
    office.wait(minutes=1)
    return office


@pytest.fixture
def claimed(office):
    return office.one(need=PriorityNeed.DISABLED)


@pytest.fixture
def clerk(office, visit):
    return visit("clerk1")


def press(clerk, do, **fields):
    page = clerk.get("/desk/hall-1/").content.decode()
    shown_ticket = re.search(r'name="saw" value="(\d+)"', page)[1]
    return clerk.post("/desk/hall-1/do", {"do": do, "saw": shown_ticket} | fields, follow=True)


def history(ticket_id: int) -> list[tuple[str, str]]:
    return [(each.event, each.actor_label) for each in audit.history(f"ticket:{ticket_id}")]


def test_the_desk_sees_that_a_need_was_claimed_and_by_whom_it_was_seen(claimed, clerk):
    assert "확인 전" in clerk.get("/desk/hall-1/").content.decode()
    page = press(clerk, "need-yes", ticket=str(claimed.id)).content.decode()
    assert "확인 전" not in page
    assert "확인함" in page
    event, who = history(claimed.id)[-1]
    assert event == "ticket:priority:confirm"
    assert who
    assert api.ticket_view(claimed.id, clock.now()).ahead == 0


def test_taken_away_one_is_where_one_came_and_hears_of_it(claimed, clerk, office):
    press(clerk, "need-no", ticket=str(claimed.id))
    assert history(claimed.id)[-1][0] == "ticket:priority:refuse"
    assert api.ticket_view(claimed.id, office.now).ahead == 3
    assert "확인하지 못해" in Client().get(f"/n/t/{claimed.token}").content.decode()
    press(clerk, "need-yes", ticket=str(claimed.id))  # it was a mistake
    assert api.ticket_view(claimed.id, office.now).ahead == 0


def test_one_who_was_called_goes_back_and_the_others_come_first(claimed, clerk, office):
    press(clerk, "next")
    assert Ticket.objects.get(state="called").id == claimed.id
    press(clerk, "need-no", ticket=str(claimed.id))
    row = Ticket.objects.get(id=claimed.id)
    assert (row.state, row.desk, row.need_checked) == ("waiting", None, "refused")
    assert [office.next() for _ in range(4)] == [201, 202, 203, 204]


def test_what_was_taken_away_does_not_come_back_at_another_desk(claimed, clerk, office):
    office.take("papers", count=2)
    press(clerk, "need-no", ticket=str(claimed.id))
    token = api.ticket_move(ticket_id=claimed.id, to="papers", actor=audit.RESIDENT, now=office.now)
    assert api.ticket_view(api.ticket_id_of(token), office.now).ahead == 2


def test_only_what_was_claimed_is_decided_and_only_once(claimed, clerk, office):
    plain = Ticket.objects.get(number=201)
    for id_, granted in ((plain.id, True), (plain.id, False)):
        with pytest.raises(api.QueueError):
            api.need_decide(ticket_id=id_, granted=granted, actor=audit.SYSTEM, now=office.now)
    press(clerk, "need-yes", ticket=str(claimed.id))
    lines = len(history(claimed.id))
    press(clerk, "need-yes", ticket=str(claimed.id))
    assert len(history(claimed.id)) == lines
    other = office.one("tax", need=PriorityNeed.ELDERLY)  # of no queue of this desk
    press(clerk, "need-no", ticket=str(other.id))
    assert Ticket.objects.get(id=other.id).need_checked == ""


def test_a_ticket_that_the_desk_took_for_somebody_was_seen(clerk, office):
    press(clerk, "take", service="passport", party="1", need="infant", phone="")
    assert Ticket.objects.get(need="infant").need_checked == "confirmed"


def test_before_opening_it_counts_as_well(office, clerk):
    row = Ticket.objects.get(number=201)
    Ticket.objects.filter(id=row.id).update(state="gathered", need="elderly", number=None)
    api.need_decide(ticket_id=row.id, granted=False, actor=audit.SYSTEM, now=office.now)
    row.refresh_from_db()
    assert (row.state, row.granted) == ("gathered", PriorityNeed.NONE)


def test_a_program_at_the_desk_decides_as_the_page_does(claimed, clerk):
    assert clerk.post("/api/v1/desks/hall-1/next").json()["need"] == "disabled"
    sent = {"data": {"granted": False}, "content_type": "application/json"}
    called = clerk.post("/api/v1/desks/hall-1/need", **sent).json()
    assert called["number"] is None
    assert Ticket.objects.get(id=claimed.id).state == "waiting"
    assert clerk.post("/api/v1/desks/hall-1/need", **sent).status_code == 409
