"""A ticket with somebody's number: one text with a code, whatever is done with it."""

import re
import sys
from typing import Any

import pytest

from tests.abuse.queue_work import Program, solve_challenge
from tests.abuse.test_queue_finding_out import OWNER, office  # noqa: F401 -- a fixture
from townline.lines.queues import api
from townline.lines.queues.models import Ticket
from townline.platform.conversations.models import OutgoingText, Resident
from townline.platform.core.history import audit

pytestmark = [pytest.mark.django_db, pytest.mark.admission]


def take(address: str) -> int:
    program = Program(address)
    price = program.ask()
    ticket: Any = program.take(
        solve_challenge(price["challenge"], price["hashes"]), phone=OWNER
    ).json()
    return api.ticket_id_of(ticket["token"])


def texts() -> list[str]:
    return list(OutgoingText.objects.order_by("id").values_list("body", flat=True))


def test_taking_and_leaving_in_a_loop_brings_one_text(office, world, capsys):  # noqa: F811
    for number in range(20):
        ticket = take(f"198.51.100.{number}")
        api.ticket_leave(ticket_id=ticket, actor=audit.RESIDENT, now=world.now)
    with capsys.disabled():
        sys.stdout.write(f"\n  20 tickets taken and left for one number: {len(texts())} text(s)\n")
    (only,) = texts()
    assert re.search(r"\d{6}", only)


def test_none_goes_to_who_said_stop(office, world):  # noqa: F811
    world.text("수신거부", "01000000042")
    before = texts()
    take("198.51.100.1")
    assert texts() == before
    assert Resident.objects.get().stopped_at is not None


def test_the_code_lets_the_others_go(office, world):  # noqa: F811
    ticket = take("198.51.100.1")
    code = re.search(r"\d{6}", texts()[0])[0]
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    with pytest.raises(api.QueueError):
        api.phone_prove(ticket_id=ticket, code=wrong, now=world.now)
    api.phone_prove(ticket_id=ticket, code=code, now=world.now)
    row = Ticket.objects.get(id=ticket)
    assert (row.phone_proved, row.verification, row.bare) == (True, "", False)
    office.open("hall-1")
    office.next()
    assert len(texts()) > 1


def test_without_the_code_a_call_is_not_texted(office, world):  # noqa: F811
    take("198.51.100.1")
    office.open("hall-1")
    office.next()
    assert len(texts()) == 1


def test_a_move_to_another_queue_proves_nothing(office, world):  # noqa: F811
    """Else whoever wrote somebody's number would text them by moving on and on."""
    ticket = take("198.51.100.1")
    for to in ("papers", "tax"):
        token = api.ticket_move(ticket_id=ticket, to=to, actor=audit.RESIDENT, now=world.now)
        ticket = api.ticket_id_of(token)
    office.open("hall-6")
    office.next("hall-6")
    (only,) = texts()
    code = re.search(r"\d{6}", only)[0]
    api.phone_prove(ticket_id=ticket, code=code, now=world.now)
    assert Ticket.objects.get(id=ticket).phone_proved
