"""Paper tickets reach a printer that speaks ESC/POS; without paper the screen says what to do."""

import datetime as dt
import re

import pytest
from django.test import Client

from townline.adapters.escpos.queued import printers_watch, printouts_run
from townline.adapters.escpos.tests.printer import Printer
from townline.lines.queues import api
from townline.lines.queues.api import SiteEntry, Sites
from townline.platform.core import clock

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 0, 5, tzinfo=dt.UTC)  # 09:05 in Seoul, a Wednesday


@pytest.fixture
def printer():
    with Printer() as made:
        yield made


@pytest.fixture
def screen(printer, monkeypatch, world):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    _site(printer.address)
    return Client(headers={"accept-language": "ko"})


def _site(address: str) -> None:
    api.sites_load(
        Sites(
            sites=[
                SiteEntry(
                    code="hall", name_ko="한들구청", name_en="Office", address_ko="한들로 1",
                    address_en="1 Handeul-ro", printer=address,
                )
            ],
            queues=[], desks=[],
        )
    )  # fmt: skip


@pytest.fixture
def line(screen):
    """Bring back the queue, which the site above was loaded without."""
    plan = {"hours": {"opens": "09:00", "closes": "18:00"}, "visit": "PT5M"}
    site = SiteEntry(
        code="hall", name_ko="한들구청", name_en="Office", address_ko="", address_en="",
        printer=api.printers()[0].address,
    )  # fmt: skip
    queue = api.QueueEntry(
        code="passport", group="passport", site="hall", name_ko="여권", name_en="Passports",
        prefix="", first_number=201, words=[], plan=plan, position=0,
    )  # fmt: skip
    api.sites_load(Sites(sites=[site], queues=[queue], desks=[]))
    return screen


def press(screen):
    page = screen.get("/kiosk/hall/?service=passport").content.decode()
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found is not None
    sent = {"key": found[1], "service": "passport", "need": ""}
    return screen.post("/kiosk/hall/", sent).content.decode()


def test_a_press_at_the_door_gives_paper(line, printer):
    assert "종이 번호표를 가져가세요" in press(line)
    assert printouts_run(now=NOW) == 1
    (paper,) = printer.receipts
    assert paper.width == 576
    assert paper.height > 400
    assert printouts_run(now=NOW) == 0  # each once


def test_without_paper_the_screen_and_the_hall_say_so(line, printer):
    printer.paper = 0
    press(line)
    assert printouts_run(now=NOW) == 0
    page = press(line)
    assert "종이가 나오지 않습니다" in page
    assert "202" in page
    assert api.printers()[0].state == "paper"


def test_new_paper_prints_what_waits_if_somebody_still_stands_there(line, printer):
    printer.paper = 0
    press(line)
    printouts_run(now=NOW)
    printer.paper = 100_000
    assert printouts_run(now=NOW + dt.timedelta(seconds=6)) == 1
    assert len(printer.receipts) == 1


def test_nobody_gets_paper_of_somebody_who_has_gone(line, printer):
    printer.paper = 0
    press(line)
    printouts_run(now=NOW)
    printer.paper = 100_000
    assert printouts_run(now=NOW + dt.timedelta(minutes=3)) == 0
    assert printer.receipts == []


def test_paper_that_perhaps_came_out_is_not_printed_again(line, printer):
    printer.mute = True
    press(line)
    assert printouts_run(now=NOW) == 0
    printer.mute = False
    assert printouts_run(now=NOW + dt.timedelta(seconds=6)) == 0
    assert len(printer.receipts) == 1
    assert api.printers()[0].state == "unreachable"


def test_a_printer_is_asked_each_minute(line, printer):
    printer.low = True
    printers_watch(now=NOW)
    assert api.printers()[0].state == "low"
    printer.low, printer.cover = False, True
    printers_watch(now=NOW)
    assert api.printers()[0].state == "cover"


def test_a_site_without_a_printer_shows_the_number_only(line):
    site = SiteEntry(code="hall", name_ko="가", name_en="A", address_ko="", address_en="")
    queue = api.QueueEntry(
        code="passport", group="passport", site="hall", name_ko="여권", name_en="Passports",
        prefix="", first_number=201, words=[], plan={"visit": "PT5M"}, position=0,
    )  # fmt: skip
    api.sites_load(Sites(sites=[site], queues=[queue], desks=[]))
    page = press(line)
    assert "종이" not in page
    assert "201" in page
