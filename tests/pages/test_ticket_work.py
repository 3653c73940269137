"""The work that a ticket costs, in a real browser; and what else those see who cannot do it."""

import datetime as dt
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import violations
from townline.lines.queues import api, work
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules import admission
from townline.lines.queues.rules.order import PriorityNeed
from townline.lines.queues.tests.halls import NINE, Office
from townline.platform.core import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.admission]


@pytest.fixture
def office(world, monkeypatch):
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    monkeypatch.setattr(admission, "HASHES", 4096)
    world.now = office.now
    office.open("hall-4")
    return office


def check_page(page, name):
    """Check a page, and keep its picture where somebody wants to look at it."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if folder := os.environ.get("TOWNLINE_TEST_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_the_page_works_for_its_ticket_while_one_reads(office, look):
    page = look(None, "/n/papers/", width=390, language="ko")
    check_page(page, "take")
    page.get_by_role("button", name="번호표 받기").click()
    expect(page.locator(".ticket .number")).to_have_text("A1")
    assert Ticket.objects.get().work is not None


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_where_others_behind_the_same_address_were_quicker_the_page_says_what_to_do(office, look):
    page = look(None, "/n/papers/", width=390, language="ko")
    origin = work.origin_of("127.0.0.1")
    office.take("papers", count=3)
    Ticket.objects.update(origin=origin)
    page.get_by_role("button", name="번호표 받기").click()
    expect(page.locator("[role=alert] a[href^='sms:']")).to_be_visible()
    check_page(page, "quicker")
    assert Ticket.objects.count() == 3


@pytest.mark.parametrize(("language", "way"), ways([("ko", "번호표"), ("en", "ticket")]))
def test_where_no_work_is_enough_the_way_by_text_is_shown(office, look, language, way):
    office.take("papers", count=9)
    Ticket.objects.update(origin=work.origin_of("127.0.0.1"))
    page = look(None, "/n/papers/", width=390, language=language)
    expect(page.locator("a[href^='sms:']")).to_be_visible()
    expect(page.locator(".note", has_text=way).first).to_be_visible()
    check_page(page, f"full-{language}")


def test_without_a_script_the_page_says_what_else_to_do(office, look):
    page = look(None, "/n/papers/", width=390, language="ko", script=False)
    expect(page.locator("a[href^='sms:']")).to_be_visible()
    page.get_by_role("button", name="번호표 받기").click()
    expect(page.locator("a[href^='sms:']")).to_be_visible()
    assert Ticket.objects.count() == 0


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
@pytest.mark.parametrize("language", ways(["ko", "en"]))
def test_closed_screens_and_the_draw_hold(office, look, world, language):
    office.now = NINE + dt.timedelta(days=1, minutes=-20)
    office.take("passport", count=12)
    world.now = office.now = NINE + dt.timedelta(days=1, minutes=1)  # pages go by the world's clock
    office.one("passport")
    draw = look(None, "/n/passport/draw/", width=390, language=language)
    expect(draw.locator("tbody tr")).to_have_count(12)  # who came later was in no draw
    check_page(draw, f"draw-{language}")
    opens = {"ko": "11월 30일(월)", "en": "30 Nov"}[language]
    world.now = office.now = NINE + dt.timedelta(days=3)
    for screen in ("board", "kiosk"):
        page = look(None, f"/{screen}/hall/", width=1366, language=language)
        expect(page.locator("body")).to_contain_text(opens)
        check_page(page, f"{screen}-{language}")


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
@pytest.mark.parametrize("width", ways([1366, 390]))
def test_a_desk_shows_claims_and_keeps_what_was_written(office, look, width):
    office.open("hall-1")
    office.take(count=2)
    office.take(count=2, need=PriorityNeed.ELDERLY)
    office.next("hall-1")
    Ticket.objects.filter(state="called").update(bare=True)
    page = look("clerk1", "/desk/hall-1/", width=width)
    check_page(page, f"desk-{width}")
    page.locator("summary", has_text="대리 발권").click()
    page.locator("#phone").fill("010-0000-00")
    page.locator("button[value=take]").click()
    expect(page.locator("#phone")).to_have_value("010-0000-00")
    assert page.url.endswith("/desk/hall-1/")
    page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
    page.wait_for_timeout(500)
    expect(page.locator("#phone")).to_have_value("010-0000-00")
    check_page(page, f"desk-refused-{width}")
    assert api.at_desk("hall-1") is not None


@pytest.mark.parametrize("width", ways([1366, 390]))
@pytest.mark.parametrize("language", ways(["ko", "en"]))
def test_a_wrong_code_is_marked_where_it_was_typed_and_nothing_typed_is_lost(
    office, look, width, language
):
    page = look(None, "/n/papers/", width=width, language=language)
    page.locator("#phone").fill("010-0000-0042")
    take = {"ko": "번호표 받기", "en": "Take a ticket"}[language]
    page.get_by_role("button", name=take, exact=True).click()
    expect(page.locator(".ticket .number")).to_have_text("A1")
    check_page(page, f"code-{language}-{width}")
    page.locator("#code").fill("12")
    page.locator("button[value=prove]").click()
    expect(page.locator("#code[aria-invalid=true]")).to_have_attribute(
        "aria-describedby", "code-hint code-bad"
    )
    expect(page.locator("#problem a[href='#code']")).to_be_visible()
    check_page(page, f"code-wrong-{language}-{width}")
    page.locator("#code").fill("123")
    page.locator("#code").blur()
    page.evaluate("anew()")
    page.wait_for_timeout(300)
    expect(page.locator("#code")).to_have_value("123")
