"""Whoever writes somebody's number into a form learns nothing, and keeps them from nothing."""

from typing import Any

import pytest

from tests.abuse.queue_work import Program, solve_challenge
from townline.lines.queues import api, tokens
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules import admission
from townline.lines.queues.tests.halls import NINE, Office
from townline.platform.conversations import api as conversations
from townline.platform.conversations.models import OutgoingText
from townline.platform.core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.admission]
OWNER = "010-0000-0042"


@pytest.fixture
def office(world, monkeypatch):
    office = Office()
    world.now = office.now = NINE.replace(minute=1)
    monkeypatch.setattr(clock, "now", lambda: office.now)
    monkeypatch.setattr(admission, "HASHES", 64)
    return office


def take(address: str, phone: str) -> Any:
    program = Program(address)
    price = program.ask()
    return program.take(solve_challenge(price["challenge"], price["hashes"]), phone=phone)


def shape(answer: Any) -> tuple[int, list[str]]:
    """Give all of an answer that could tell: what differs from ticket to ticket is left out."""
    body = answer.json()
    return answer.status_code, sorted(body)


def texts_to(ticket_id: int) -> int:
    return len(conversations.thread(f"ticket:{ticket_id}"))


def test_the_answer_is_one_whether_or_not_the_number_waits(office, world):
    free = shape(take("198.51.100.1", "010-0000-0077"))
    world.text("번호표 여권", "01000000042")
    waits = shape(take("198.51.100.2", OWNER))
    twice = shape(take("198.51.100.3", OWNER))
    assert free == waits == twice == (201, ["ahead", "number", "state", "token", "wait"])


def test_a_number_that_was_written_by_another_keeps_nobody_from_a_ticket(office, world):
    theirs = take("203.0.113.7", OWNER).json()
    own = take("198.51.100.1", OWNER)
    assert own.status_code == 201
    # Two forms name it: one code goes there, and nothing else.
    ids = [api.ticket_id_of(each["token"]) for each in (theirs, own.json())]
    assert [texts_to(each) for each in ids] == [0, 0]
    assert OutgoingText.objects.count() == 1


def test_the_owner_takes_over_by_proving_the_number(office, world, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    token = take("203.0.113.7", OWNER).json()["token"]
    ticket = api.ticket_id_of(token)
    world.text("번호표 여권", "01000000042")
    with pytest.raises(api.QueueError):
        api.ticket_id_of(token)
    (answer,) = [text.body for text in conversations.thread("queues") if text.direction == "out"]
    assert "https://town.example/n/t/" in answer
    row = Ticket.objects.get(id=ticket)
    mine = tokens.token_of(bytes(row.key), row.holder)
    assert api.ticket_id_of(mine) == ticket
    assert (row.phone_proved, row.origin, row.bare) == (True, None, False)
    # Asking once more changes nothing for whoever has proved it.
    world.text("번호표 여권", "01000000042")
    assert api.ticket_id_of(mine) == ticket
