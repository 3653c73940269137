"""The strip of alerts above a page: one line, the others one press away."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from townline.casework.alarms import api as alarms
from townline.platform.web.registry import REGISTRY, Banner

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MORE = [
    Banner("warning", "문자가 평소보다 훨씬 많습니다: 최근 30분 동안 41건", "/surge/", "대응 보기"),
    Banner("danger", "기한 경과 위험 지점 3곳", "/hazards/?view=overdue", "목록 보기"),
]
SIZE = {"width": 390, "height": 844}
READABLE = 140  # pixels: some twenty letters
TOP = "(box) => box.getBoundingClientRect().top"
HEIGHTS = "(bars) => bars.map((bar) => bar.getBoundingClientRect().height)"


@pytest.fixture
def code(world, monkeypatch):
    """Give a case of danger, and have two bars more than its own."""
    made = world.text("지하에서 가스 냄새가 심하게 나요")
    alarms.case_mark_danger(world.by("clerk1"), code=made, danger=True)
    more = [lambda _, one=one: one for one in MORE]
    changed = replace(REGISTRY.value, banners=[*REGISTRY.value.banners, *more])
    monkeypatch.setattr(REGISTRY, "_values", [changed])
    return made


def test_three_alerts_are_one_line_and_the_others_lie_over_the_page(look, code):
    page = look("clerk1", "/inbox/", width=390)
    page.set_viewport_size(SIZE)
    bars, row = page.locator(".tl-banner"), page.locator("#rows .row").first
    expect(bars).to_have_count(3)
    expect(page.locator(".tl-banner:visible")).to_have_count(1)
    expect(bars.first).to_contain_text("위험:")
    assert page.locator("#banners").evaluate("(box) => box.offsetHeight") <= 62
    top = row.evaluate(TOP)
    assert top < SIZE["height"] * 0.4
    page.locator(".tl-rest > summary").click()
    expect(page.locator(".tl-banner:visible")).to_have_count(3)
    assert row.evaluate(TOP) == top
    assert max(bars.evaluate_all(HEIGHTS)) <= 62
    expect(bars.nth(1)).to_contain_text("최근 30분 동안 41건")
    assert violations(page) == []
    bars.nth(2).click(position={"x": 60, "y": 20})
    expect(page).to_have_url(re.compile("/hazards/"))


def test_the_words_of_a_case_stand_in_the_first_view_and_its_button_works(look, code):
    page = look("clerk1", f"/cases/{code}/", width=390)
    page.set_viewport_size(SIZE)
    assert page.locator(".ui-strip").evaluate(TOP) < 110
    assert page.get_by_text("지하에서 가스 냄새가 심하게 나요").last.evaluate(TOP) < SIZE["height"]
    assert violations(page) == []
    page.locator(".tl-banner button").click()
    expect(page.get_by_text("경보를 확인했습니다.").first).to_be_visible()


def test_a_key_reaches_each_bar_by_its_words(look, code):
    page = look("clerk1", "/mine/", width=390)
    page.locator(".tl-rest > summary").press("Enter")
    page.get_by_role("link", name="대응 보기").focus()
    bar = page.locator(".tl-banner").nth(1)
    assert bar.evaluate("(bar) => getComputedStyle(bar).outlineStyle") == "solid"


def test_with_letters_twice_as_large_their_words_stand_there(look, code):
    page = look("clerk1", "/mine/", width=390)
    page.set_viewport_size({"width": 310, "height": 844})
    page.locator(".tl-rest > summary").click()
    size = "(link) => parseFloat(getComputedStyle(link).fontSize)"
    assert page.get_by_role("link", name="대응 보기").evaluate(size) > 10


def test_the_frame_fits_each_width_and_the_whole_menu_of_a_phone_opens(look, code):
    page = look("clerk1", "/mine/", dark=True)
    for width in (320, 768, 1024, 1366, 1920):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    narrow = re.compile("is-mini")
    with page.expect_response("**/rail/"):
        page.get_by_role("button", name="메뉴 접기").click()
    expect(page.locator(".ui-app")).to_have_class(narrow)
    page.reload()
    expect(page.locator(".ui-app")).to_have_class(narrow)
    assert violations(page) == []
    page.set_viewport_size(SIZE)
    page.locator(".ui-tabbar a").last.click()
    expect(page.locator("#rail").get_by_role("link", name="위험 지점")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#rail")).to_be_hidden()


def test_a_danger_says_what_it_is_on_a_phone_in_english(look, code):
    page = look("clerk1", "/inbox/", width=390, language="en")
    page.set_viewport_size(SIZE)
    words = page.locator(".tl-banner").first.locator("span").first
    expect(words).to_contain_text("Danger: ")
    assert words.evaluate("(span) => span.clientWidth") > READABLE
    assert page.locator(".tl-banner").first.evaluate("(bar) => bar.offsetHeight") <= 62
