"""A ticket goes to another device by its number and code; five misses lock it."""

import re

import pytest
from django.test import Client

from townline.lines.queues import api, tokens
from townline.lines.queues.errors import CodeLocked, UnknownTicket, WrongCode
from townline.lines.queues.models import Ticket
from townline.platform.core import clock

pytestmark = pytest.mark.django_db


def over(office, number: int, code: str, queue: str = "passport") -> str:
    return api.ticket_take_over(
        queue=queue, number=number, code=code, device=b"n" * 16,
        now=office.now,
    )  # fmt: skip


def code_of(ticket: api.IssuedTicket) -> str:
    row = Ticket.objects.get(id=ticket.id)
    return tokens.code_of(bytes(row.key), row.holder)


@pytest.mark.server
def test_the_code_takes_it_over_and_the_old_token_opens_it_no_more(office):
    ticket = office.one()
    code = code_of(ticket)
    token = over(office, 201, f" {code[:2].lower()} {code[2:4]}-{code[4:]} ")
    assert api.ticket_id_of(token) == ticket.id
    with pytest.raises(UnknownTicket):
        api.ticket_id_of(ticket.token)
    with pytest.raises(WrongCode):
        over(office, 201, code)


def test_five_misses_lock_it_and_a_right_code_helps_no_more(office):
    ticket = office.one()
    code = code_of(ticket)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as refused:
            over(office, 201, "AAAAAA")
        assert refused.value.shown == {"left": left}
    for written in ("BBBBBB", code):
        with pytest.raises(CodeLocked):
            over(office, 201, written)
    assert api.ticket_id_of(ticket.token) == ticket.id


def test_a_code_is_of_one_service_and_one_number(office):
    mine, other = office.one(), office.one()
    office.one("papers")
    for number, queue in ((202, "passport"), (1, "papers"), (999, "passport")):
        with pytest.raises(WrongCode):
            over(office, number, code_of(mine), queue)
    assert api.ticket_id_of(other.token) == other.id


def test_a_wrong_code_is_said_where_it_was_typed(office, built_files, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: office.now)
    ticket = office.one(phone="010-0000-0042", stranger=api.Stranger(origin=b"x" * 16))
    client, path = Client(), f"/n/t/{ticket.token}"
    page = client.get(path).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert 'aria-invalid="true"' not in page
    wrong = client.post(path, {"do": "prove", "key": key, "code": ""})
    page = wrong.content.decode()
    assert wrong.status_code == 403
    assert 'aria-describedby="code-hint code-bad"' in page
    assert '<a href="#code">' in page
