"""What is asked while one waits: on a phone, without a script, and at the desk that then calls."""

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import violations
from townline.lines.queues.tests.halls import Office
from townline.platform.core import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = """() => [...document.querySelectorAll('a, button, summary, .choice, input:not([type])')]
  .filter(box => box.checkVisibility() && box.getBoundingClientRect().height < 44)
  .map(box => box.outerHTML)"""


@pytest.fixture
def office(world, monkeypatch):
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    world.now = office.now
    return office


@pytest.mark.parametrize(
    "way",
    ways([{"width": 390, "language": "ko"}, {"width": 320, "language": "en", "dark": True}]),
    ids=lambda way: f"{way['width']}-{way['language']}",
)
def test_from_the_ticket_to_the_desk(office, look, way):
    page = look(None, "/n/test/", **way)

    def good():
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= way["width"]
        assert page.evaluate(SMALL) == []

    def next_():
        page.locator("form button").first.click()

    page.locator("form button").click()
    page.locator("a[href*='/questions/']").click()
    good()
    next_()
    expect(page.get_by_role("alert")).to_be_visible()
    good()
    page.locator("input[value=yes]").check()
    next_()
    page.locator("#a").fill("38")
    next_()
    for symptom in ("fever", "cough"):
        page.locator(f"input[value={symptom}]").check()
    good()
    next_()
    page.locator("#a").fill("2026-11-23")
    good()
    next_()
    good()
    page.locator("button[name=skip]").click()
    for _ in range(3):
        page.locator("input[value=no]").check()
        next_()
    expect(page.locator(".told-answers dd").nth(0)).to_be_visible()
    good()
    desk = look("clerk1", "/desk/health-1/", language=way["language"])
    desk.locator("button[value=open]").click()
    desk.locator("button[value=next]").click()
    expect(desk.locator(".q-answers dd").nth(2)).to_have_text(
        "열, 기침" if way["language"] == "ko" else "Fever, Cough"
    )
    assert violations(desk) == []
