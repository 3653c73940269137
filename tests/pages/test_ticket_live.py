"""A ticket's page in a browser: a call and its end are heard of, and those far away cost little."""

import pytest
from playwright.sync_api import expect

from townline.lines.queues import api
from townline.lines.queues.tests.halls import Office
from townline.platform.core import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The page's timers, and no jitter before it reads itself.
SOON = """Math.random = () => 0;
const real = Date.now;
let apart = 0;
Date.now = () => real() + apart;
window.later = (ms) => { apart += ms; };"""


@pytest.fixture
def office(world, monkeypatch):
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    world.now = office.now
    office.open("hall-4")
    return office


def take_ticket(look, office, before):
    """Take a ticket behind so many others; give its page, and what it asked for since."""
    office.take("papers", count=before)
    page = look(None, "/n/papers/", width=390)
    page.add_init_script(SOON)
    urls = []
    page.on("request", lambda request: urls.append(request.url))
    page.get_by_role("button", name="번호표 받기").click()
    expect(page.locator(".ticket .ahead")).to_be_visible()
    return page, urls


def test_who_did_not_come_is_told_so_without_a_change_of_the_queue(office, look):
    page, _ = take_ticket(look, office, 0)
    office.next("hall-4")
    page.evaluate("later(60_000)")
    expect(page.locator(".ticket.now .desk")).to_contain_text("4번 창구로", timeout=12_000)
    office.end(api.TicketEvent.MISS, "hall-4")
    page.evaluate("later(10_000)")
    expect(page.locator(".ticket .range")).to_contain_text("오지 않으셨습니다", timeout=12_000)
    expect(page.get_by_role("button", name="지금 왔어요")).to_be_visible()


def test_near_ones_are_told_and_far_ones_ask_for_what_all_share(office, look):
    near, urls = take_ticket(look, office, 2)
    near.wait_for_timeout(300)
    assert any(url.endswith("/events") for url in urls)
    far, urls = take_ticket(look, office, 60)
    far.wait_for_timeout(2500)
    assert not any(url.endswith("/events") for url in urls)
    assert any(url.endswith("/api/v1/queues/papers") for url in urls)
    own = [url for url in urls if "/n/t/" in url]
    assert len(own) == 1
