"""The kiosk's address is open to anybody: only the office's own screens take without work."""

import re

import pytest
from django.test import Client

from tests.abuse.queue_work import solve_challenge
from tests.limits import at_most
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules import admission
from townline.lines.queues.tests.halls import Office
from townline.lines.queues.ticket_pages.views import kiosk
from townline.platform.core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.admission]
SCREEN = "/kiosk/hall/?service=passport"


@pytest.fixture
def office(world, built_files, monkeypatch):
    office = Office()
    world.now = office.now
    monkeypatch.setattr(clock, "now", lambda: office.now)
    monkeypatch.setattr(admission, "HASHES", 64)
    monkeypatch.setattr(kiosk, "PRESSES", at_most(20))
    return office


def press(screen: Client, *, works: bool = False) -> int:
    page = screen.get(SCREEN).content.decode()
    (key,) = re.findall(r'name="key" value="([^"]+)"', page)
    sent = {"key": key, "service": "passport", "need": ""}
    if works and (challenge := re.search(r'data-hashes="(\d+)".*data-challenge="([^"]+)"', page)):
        sent["proof"] = solve_challenge(challenge[2], int(challenge[1]))
    return screen.post("/kiosk/hall/", sent).status_code


def test_a_browser_at_home_takes_no_number_by_the_kiosk_s_address(office, capsys):
    codes = [press(Client()) for _ in range(15)]
    with capsys.disabled():
        print(f"\n  numbers taken by the kiosk's address without work: {codes.count(200)} of 15")  # noqa: T201 -- the figure
    assert set(codes) == {428}
    assert Ticket.objects.count() == 0
    assert press(Client(), works=True) == 200


def test_the_office_s_screen_takes_without_work_and_keeps_no_session(office, visit):
    screen = visit("clerk1")
    answer = screen.post("/kiosk/hall/here")
    assert answer["Location"] == "/kiosk/hall/"
    assert screen.get("/desk/").status_code == 302
    assert [press(screen) for _ in range(12)] == [200] * 12
    # It is the kiosk of its own place only.
    assert "data-hashes" in screen.get("/kiosk/health/?service=test").content.decode()


def test_nobody_else_makes_a_screen_the_office_s(office, visit):
    assert Client().post("/kiosk/hall/here").status_code == 401
    assert visit("auditor").post("/kiosk/hall/here").status_code == 403
    clerk = visit("clerk1")
    assert clerk.post("/kiosk/nowhere/here").status_code == 404
    assert clerk.get("/inbox/").status_code == 200  # and is signed in as before
    forged = Client()
    forged.cookies["tl_kiosk"] = "hall:forged"
    assert press(forged) == 428
