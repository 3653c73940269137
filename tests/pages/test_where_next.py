"""Where to look next in a browser: list and map linked, a plan, a campaign, without a fault."""

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from tests.pages.test_map_pages import draw  # noqa: F401 -- a fixture
from townline.demo import FOLDER
from townline.demo.ground.sections import sections

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
URL = "/hazards/where-next/"


@pytest.fixture
def roads(world):
    sections(world.now, FOLDER, 7)
    return world


def test_the_list_and_its_map_show_the_same(roads, draw):  # noqa: F811 -- a fixture
    page = draw("roads.head", f"{URL}?km=6", width=1366)
    items = page.locator("#sections > li")
    number = items.count()
    assert number > 40
    lines = "document.querySelector('tl-map').view.map.getSource('lines').getData()"
    assert page.evaluate(f"(async () => (await {lines}).features.length)()") == number
    page.locator("tl-map canvas").focus()
    page.keyboard.press("PageDown")
    expect(page.locator("#sections > li[aria-current=true]")).to_have_count(1)
    assert violations(page) == []


def test_a_plan_is_made_a_campaign_by_hand(roads, look):
    page = look("roads.officer", URL, width=390)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_label("계획 거리(km)").fill("2")
    page.get_by_role("button", name="보기", exact=True).click()
    first = page.locator("#sections > li b").first.inner_text()
    page.get_by_role("link", name="계획에서 제외").first.click()
    expect(page.locator(".fixed")).to_contain_text(first.partition(". ")[2])
    page.get_by_text("이 계획으로 탐사 등록").click()
    page.get_by_label("탐사 이름").fill("이른 봄")
    page.get_by_role("button", name="탐사 등록", exact=True).click()
    expect(page.get_by_text("탐사 ‘이른 봄’에 구간").first).to_be_visible()


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_file_with_mistakes_and_english(roads, look):
    page = look("roads.officer", f"{URL}data/", language="en")
    assert violations(page) == []
    page.locator("#files").set_input_files(
        {"name": "rain.csv", "mimeType": "text/csv", "buffer": b"date,mm\nsome day,9\n"}
    )
    page.get_by_label("Kind of data").select_option("rain")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".tl-errors")).to_contain_text("some day is not a day")
    assert violations(page) == []
