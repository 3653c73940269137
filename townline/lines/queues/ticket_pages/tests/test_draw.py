"""The draw before opening is committed to, shown afterwards, and anybody can check it."""

import datetime as dt
import hashlib
import re
import runpy
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from townline.lines.queues import api
from townline.lines.queues.models import Ticket
from townline.lines.queues.tests.halls import NINE
from townline.platform.core import clock
from townline.platform.core.text import msisdn

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/queues/passport/draw"


@pytest.fixture
def early(office, built_files, monkeypatch):
    office.now = NINE - dt.timedelta(minutes=30)
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.take(count=30)
    return office


def read() -> dict[str, Any]:
    found: dict[str, Any] = Client().get(ADDRESS).json()
    return found


def problem(draw: dict[str, Any], noted: str = "") -> str:
    """Let the script that people download check a draw."""
    result: str = runpy.run_path(str(finders.find("ticket_pages/check_draw.py")))["problem"](
        draw, noted
    )
    return result


def test_before_opening_only_the_digest_is_shown_and_afterwards_the_seed_of_it(early):
    before = read()
    assert (before["seed"], before["entries"]) == (None, [])
    assert Client().get("/api/v1/queues/passport").json()["draw_digest"] == before["digest"]
    early.now = NINE
    early.one()
    after = read()
    assert after["digest"] == before["digest"]
    assert hashlib.sha256(bytes.fromhex(after["seed"])).hexdigest() == before["digest"]
    assert [each["number"] for each in after["entries"]] == list(range(201, 231))
    snapshot = Client().get("/api/v1/queues/passport").json()
    assert snapshot["draw_seed"] == after["seed"]


def test_the_script_finds_a_draw_right_and_any_change_of_it_wrong(early):
    noted = read()["digest"]
    assert "not shown yet" in problem(read())
    early.now = NINE
    early.one()
    draw = read()
    assert problem(draw, noted) == ""
    first, second = draw["entries"][:2]
    swapped = [first | {"number": second["number"]}, second | {"number": first["number"]}]
    other = {"seed": "00" * 16}
    assert "order" in problem(draw | {"entries": swapped + draw["entries"][2:]}, noted)
    assert "committed" in problem(draw | other, noted)
    forged = draw | other | {"digest": hashlib.sha256(bytes(16)).hexdigest()}
    assert "noted" in problem(forged, noted)


def test_a_ticket_knows_its_lot_and_leads_to_the_page(early):
    (mine,) = early.take()
    page = Client().get(f"/n/t/{mine.token}").content.decode()
    assert f"추첨 번호 {mine.id}" in page
    assert "/n/passport/draw/?date=2026-11-25" in page
    early.now = NINE
    later = early.one()
    ticket_fields = Client().get(f"/api/v1/tickets/{mine.token}").json()
    assert (ticket_fields["lot"], ticket_fields["number"]) == (
        mine.id,
        str(Ticket.objects.get(id=mine.id).number),
    )
    assert Client().get(f"/api/v1/tickets/{later.token}").json()["lot"] is None


def test_the_page_shows_it_in_both_languages(early):
    before = Client().get("/n/passport/draw/").content.decode()
    assert read()["digest"] in before
    early.now = NINE
    early.one()
    after = Client().get("/n/passport/draw/?lang=en").content.decode().partition("<main")[2]
    assert read()["seed"] in after
    assert not re.search(r"[가-힣]", re.sub(r"<a[^>]*hreflang.*?</a>", "", after))
    assert Client().get("/n/nowhere/draw/").status_code == 404
    assert Client().get("/n/passport/draw/?date=2020-01-01").status_code == 404


def test_who_booked_is_in_no_draw(early):
    slot = dt.datetime(2026, 11, 25, 1, 0, tzinfo=dt.UTC)
    ticket_request = api.TicketRequest(channel="web", phone=msisdn.parse("010-0000-0042"))
    booked = api.slot_book(
        queue="passport", slot=slot, ticket_request=ticket_request, now=early.now
    )
    early.now = NINE
    early.one()
    assert booked.id not in {each["lot"] for each in read()["entries"]}
