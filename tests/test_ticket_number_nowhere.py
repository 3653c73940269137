"""The number of whoever holds a ticket can be read nowhere: no page, row, header or log line."""

import logging
import re

import pytest
from django.test import Client

from tests.traces import Number, columns
from townline.lines.queues.tests.halls import Office
from townline.lines.queues.ticket_pages.views import issuing
from townline.platform.core import clock, logs

pytestmark = pytest.mark.django_db
CANARY = Number("01000007319")
TEXTER = Number("01000006428")
BOTH = (CANARY, TEXTER)


def numbers_in(value):
    return [number.digits for number in BOTH if number.is_in(value)]


@pytest.fixture
def office(world, visit, monkeypatch):
    office = Office()
    world.now = office.now
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.open("hall-1")
    return office


def checked_response(client, path, **sent):
    """Look at a page, or send its form; whose number was not just written here stays unseen."""
    client.raise_request_exception = False
    answer = client.post(path, sent) if sent else client.get(path)
    assert numbers_in(answer.headers) == numbers_in(answer.cookies.output()) == [], path
    assert numbers_in(answer.content) == [], path
    return answer


def key(answer):
    found = re.search(r'name="key" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def takes(phone):
    """Take a ticket by the page, with a number; and once more with another browser."""
    form = {"key": key(checked_response(phone, "/n/passport/")), "party": "2", "need": "infant"}
    where = checked_response(phone, "/n/passport/take", phone=CANARY.digits, **form)["Location"]
    checked_response(phone, where)
    other = Client()
    other.post("/n/passport/take", form | {"key": key(checked_response(other, "/n/passport/")),
                                           "phone": CANARY.digits})  # fmt: skip
    return where


def test_a_number_can_be_read_nowhere(world, office, visit, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    phone = Client()
    where = takes(phone)
    world.deliver("번호표 여권", TEXTER.digits)
    world.route()
    office.next()
    clerk = visit("clerk1")
    for path in ("/desk/", "/desk/hall-1/", "/halls/", "/halls/figures/"):
        checked_response(clerk, path)
    for path in (where, "/n/", "/n/code/", "/board/hall/", "/api/v1/queues/passport"):
        checked_response(phone, path)
    with monkeypatch.context() as patch:
        patch.setattr(issuing.api, "tickets_take", raise_error)
        form = {"key": key(checked_response(phone, "/n/papers/")), "party": "1", "need": ""}
        assert (
            checked_response(phone, "/n/papers/take", phone=CANARY.digits, **form).status_code
            == 500
        )

    values = list(columns())
    tickets = [value for table, _, value in values if table == "queues_ticket"]
    assert "010-****-7319" in tickets
    assert "010-****-6428" in tickets
    assert {f"{t}.{c}" for t, c, value in values if numbers_in(value)} == set()
    lines = [logs.Lines("test", as_json=False).format(record) for record in caplog.records]
    assert lines
    assert [line for line in lines if numbers_in(line)] == []


def raise_error(*, ticket_requests, **_named):
    raise ValueError(f"cannot take for {ticket_requests[0].phone} {CANARY.digits}")


def test_a_leak_would_be_found(office, monkeypatch):
    monkeypatch.setattr(
        "townline.lines.queues.services.issuing.mask", lambda _number: CANARY.digits
    )
    office.one(phone=CANARY.digits)
    assert "phone_masked" in {column for _, column, value in columns() if numbers_in(value)}
