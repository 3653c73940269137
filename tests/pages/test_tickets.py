"""Number tickets on a phone, on the board and at a desk: nothing for axe to find, nothing cut."""

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import violations
from townline.casework.alarms.tests.alarming import raise_alarm
from townline.lines.queues import api
from townline.lines.queues.tests.halls import CLERK, Office
from townline.platform.core import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = """() => [...document.querySelectorAll('a, button, summary, .choice, input:not([type])')]
  .filter(box => box.checkVisibility() && box.getBoundingClientRect().height < 44)
  .map(box => box.outerHTML)"""

# On a standing screen: too small for an unsteady finger, too high for a wheelchair, or cut off.
OUT_OF_REACH = """() => [...document.querySelectorAll('a, button, input:not([type=hidden])')]
  .filter(box => box.checkVisibility()).filter(box => {
    const { top, bottom, height } = box.getBoundingClientRect();
    return height < 88 || top < innerHeight / 3 || bottom > innerHeight;
  }).map(box => box.outerHTML)"""


@pytest.fixture
def office(world, monkeypatch):
    """Give a morning with people waiting at two places of one service."""
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    world.now = office.now
    office.open("hall-4", "saebeot-1")
    office.take("papers", count=15)
    return office


@pytest.mark.parametrize(
    "way",
    ways([{"width": 390, "language": "ko"}, {"width": 320, "language": "en", "dark": True}]),
    ids=lambda way: f"{way['width']}-{way['language']}",
)
def test_a_phone_shows_every_state_without_a_fault(office, look, way):
    page = look(None, "/n/", **way)

    def good():
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= way["width"]
        assert page.evaluate(SMALL) == []

    good()
    page.locator("a[href^='/n/papers/']").click()
    page.locator("details summary").click()
    good()
    page.locator("#phone").fill("02-0000-0100")
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    good()
    page.locator("#phone").fill("")
    page.get_by_role("button").click()
    expect(page.locator(".ticket .number")).to_have_text("A16")
    good()
    mine = page.url
    for _ in range(16):
        office.next("hall-4")
    page.reload()
    expect(page.locator(".ticket.now .desk")).to_be_visible()
    good()
    for event in (api.TicketEvent.HOLD, None, api.TicketEvent.MISS):
        if event is None:
            api.desk_recall(desk="hall-4", ticket_id=_of(mine), actor=CLERK, now=office.now)
            continue
        office.end(event, "hall-4")
        page.goto(mine)
        good()
    for path in ("/n/code/", "/n/t/forged", "/n/nowhere/", "/open/waiting", "/open/waiting/embed"):
        page.goto(f"{path}?lang={way['language']}")
        good()


def _of(url):
    return api.ticket_id_of(url.partition("/n/t/")[2].partition("?")[0])


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_at_twice_the_size_nothing_of_a_ticket_is_cut_off(office, look):
    page = look(None, "/n/papers/", width=390)
    page.get_by_role("button").click()
    # Half the width is what a page has at 200 %.
    page.set_viewport_size({"width": 195, "height": 422})
    assert page.evaluate("document.documentElement.scrollWidth") <= 195


@pytest.mark.parametrize(("width", "language"), ways([(1280, "ko"), (1920, "en"), (390, "ko")]))
def test_the_board_is_accessible_at_any_size(office, look, width, language):
    for _ in range(6):
        office.next("hall-4")
    page = look(None, f"/board/hall/?lang={language}", width=width, language=language)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator(".number")).to_have_text("A6")
    expect(page.locator(".before li")).to_have_count(4)


def test_a_desk_is_worked_by_keys(office, look):
    page = look("clerk1", "/desk/hall-4/")
    number = page.locator(".q-number")
    for key, expected in (
        ("Space", "A1"),
        ("c", "A1"),
        ("n", "해당 없음"),
        ("Space", "A2"),
        ("Space", "A3"),
    ):
        page.locator("body").press(key)
        page.wait_for_load_state()
        expect(number).to_have_text(expected)
        # A region that is filled after the page has loaded is read aloud.
        expect(page.locator("#said")).to_contain_text(expected)
        assert ' aria-live="polite"></div>' in page.request.get(page.url).text()
        assert violations(page) == []
    page.locator("summary").first.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(number).to_have_text("A3")


def test_a_desk_that_calls_again_acknowledges_no_alarm(office, world, look):
    world.now = office.now
    alarm = raise_alarm(world)
    page = look("clerk1", "/desk/hall-4/")
    expect(page.locator("#banners")).to_contain_text("가스 냄새")
    for key, expected in (("c", "해당 없음"), ("Space", "A1"), ("c", "A1")):
        page.locator("body").press(key)
        page.wait_for_load_state()
        expect(page.locator(".q-number")).to_have_text(expected)
    alarm.refresh_from_db()
    assert alarm.state == "raised"


@pytest.mark.parametrize(("width", "language"), ways([(390, "en"), (1080, "ko")]))
def test_the_screen_at_the_door_gives_a_number_by_touch(office, look, settings, width, language):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    page = look(None, f"/kiosk/hall/?lang={language}", width=width, language=language)
    if width > 1000:
        page.set_viewport_size({"width": width, "height": 1920})
    for target in ("a[href*='service=papers']", "form > p > button", "main a.second"):
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALL) == []
        if width > 1000:
            assert page.evaluate(OUT_OF_REACH) == []
            assert page.evaluate("document.body.getBoundingClientRect().height") == 1920
        page.locator(target).click()
    expect(page.locator(".places .place").first).to_be_visible()
    assert "A16" not in page.content()


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_the_number_taken_for_somebody_stays_while_the_desk_reads_itself_anew(office, look):
    page = look("clerk1", "/desk/hall-4/")
    page.locator("summary", has_text="대리 발권").click()
    page.get_by_role("button", name="발권").click()
    expect(page.locator(".tl-said")).to_contain_text("번호표 A16")
    page.locator("button[value=next]").focus()
    office.take("papers", count=1)
    # As when the computer has slept, or the tab was behind others.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#desk tbody tr")).to_have_count(17)
    expect(page.locator(".tl-said")).to_contain_text("번호표 A16")
    expect(page.locator("button[value=next]")).to_be_focused()
