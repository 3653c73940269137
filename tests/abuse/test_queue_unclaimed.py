"""Tickets that nobody stands behind fall out by themselves; who comes is never taken for one."""

import pytest
from django.test import Client

from tests.abuse.queue_work import Program
from townline.lines.queues import api, tokens
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules import admission
from townline.lines.queues.tests.halls import NINE, Office
from townline.platform.core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.admission]


@pytest.fixture
def office(world, built_files, monkeypatch):
    """A queue that opened after a draw: its tickets were taken under pressure."""
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    monkeypatch.setattr(admission, "HASHES", 64)
    office.now = NINE.replace(hour=23, day=24, minute=30)
    assert all(Program(f"198.51.100.{n}").work_and_take() for n in range(3))
    office.now = NINE
    api.queues_tick(now=office.now)
    office.open("hall-1")
    return office


def test_who_was_called_and_is_never_seen_falls_out_and_the_desk_is_free(office):
    number = office.next()
    office.wait(seconds=90)
    api.queues_tick(now=office.now)
    assert Ticket.objects.get(number=number).state == "called"
    office.wait(seconds=40)
    api.queues_tick(now=office.now)
    assert Ticket.objects.get(number=number).state == "missed"
    assert api.at_desk("hall-1") is None


def test_who_opens_their_ticket_or_stands_at_the_desk_stays(office, visit):
    first = Ticket.objects.get(number=office.next())
    assert api.ticket_view(first.id, office.now).unseen
    page = Client().get(f"/n/t/{tokens.token_of(bytes(first.key), first.holder)}?lang=ko")
    assert "2분 안에" in page.content.decode()
    office.wait(minutes=5)
    api.queues_tick(now=office.now)
    assert Ticket.objects.get(id=first.id).state == "called"
    second = Ticket.objects.get(number=office.next())
    clerk = visit("clerk1")
    clerk.post("/desk/hall-1/do", {"do": "here", "saw": str(second.id)})
    office.wait(minutes=5)
    api.queues_tick(now=office.now)
    assert Ticket.objects.get(id=second.id).state == "called"


def test_on_an_ordinary_day_nobody_falls_out(office):
    Ticket.objects.update(bare=False)
    number = office.next()
    office.wait(minutes=30)
    api.queues_tick(now=office.now)
    assert Ticket.objects.get(number=number).state == "called"
