"""What somebody answers while they wait can be read only at the desk: in no row, page or log."""

import logging

import pytest
from django.test import Client

from tests.traces import columns
from townline.lines.queues import api
from townline.lines.queues.tests.asking import ILL
from townline.lines.queues.tests.halls import CLERK, Office
from townline.platform.core import clock, logs

pytestmark = pytest.mark.django_db
ABROAD = ILL | {"travel": "yes", "country": "아무도모르는나라"}


def test_answers_can_be_read_nowhere_but_there(world, visit, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    world.now = office.now
    secret = ABROAD["country"]
    phone = Client()
    ticket = office.one("test")
    for answers in (ABROAD, {"country": "가" * 600}):
        phone.put(
            f"/api/v1/tickets/{ticket.token}/questions",
            {"answers": answers},
            content_type="application/json",
        )
    clerk = visit("clerk1")
    for path in (f"/n/t/{ticket.token}", "/n/", "/board/health/", "/api/v1/queues/test"):
        assert secret not in phone.get(path).content.decode()
    office.open("health-1")
    api.desk_next(desk="health-1", actor=CLERK, now=office.now)
    for path in ("/desk/health-1/", "/halls/", "/halls/figures/", "/halls/figures/export.csv"):
        assert secret not in clerk.get(path).content.decode()
    assert api.questionnaire_of(ticket.id, office.now).filled.answers["country"] == secret
    assert [f"{t}.{c}" for t, c, value in columns() if secret in str(value)] == []
    lines = [logs.Lines("test", as_json=False).format(record) for record in caplog.records]
    assert [line for line in lines if secret in line] == []
