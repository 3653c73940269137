"""The kit's own page: each component in its states, in both schemes, at each width, by keys."""

import re

import pytest
from playwright.sync_api import expect

from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/settings/components/"
WIDTHS = (320, 390, 1366)
WIDER = "document.documentElement.scrollWidth > innerWidth"


@pytest.mark.parametrize(("language", "dark"), [("ko", False), ("en", True)])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(world, look, language, dark):
    page = look("admin", PAGE, language=language, dark=dark, width=1366)
    errors = []
    page.on("console", lambda entry: errors.append(entry) if entry.type == "error" else None)
    page.goto(PAGE)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} {problem}" for problem in violations(page)]
        found += [f"{width} is too narrow"] * page.evaluate(WIDER)
    page.emulate_media(forced_colors="active")
    found += [f"forced colours {problem}" for problem in violations(page)]
    # Another process gives the live events; there is none here.
    assert [one.text for one in errors if "/live/" not in one.location["url"]] == []
    assert found == []


def test_the_drawer_shows_the_record_and_gives_the_focus_back(world, look):
    page = look("admin", PAGE, width=1366)
    row = page.get_by_role("row").get_by_role("link", name="예시 1")
    row.click()
    drawer = page.locator("#drawer")
    expect(drawer.get_by_role("heading", name="예시 기록")).to_be_focused()
    expect(drawer.get_by_role("list", name="진행 중인 단계")).to_be_visible()
    expect(drawer.get_by_role("link", name="전체 화면")).to_have_attribute(
        "href", re.compile("/settings/components/record$")
    )
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(row).to_be_focused()
    assert page.url.endswith(PAGE)


def test_what_was_done_is_undone_by_the_press_beside_its_words(world, look):
    page = look("admin", PAGE, width=390)
    page.get_by_role("button", name="처리하고 실행 취소 보기").click()
    toast = page.locator(".ui-toasts .undoable")
    expect(toast).to_contain_text("예시 항목을 처리했습니다.")
    assert violations(page) == []
    toast.get_by_role("button", name="실행 취소").click()
    expect(page.locator(".ui-toasts")).to_contain_text("실행을 취소했습니다.")
    expect(page.locator(".ui-toasts form")).to_have_count(0)


def test_keys_stand_on_their_buttons_only_while_alt_is_held(world, look):
    page = look("admin", PAGE, width=1366)
    key = page.locator(".ui-btn kbd").first
    expect(key).to_be_hidden()
    button = page.get_by_role("button", name="재배정")
    before = button.bounding_box()
    page.keyboard.down("Alt")
    expect(key).to_be_visible()
    assert button.bounding_box() == before
    page.keyboard.up("Alt")
    expect(key).to_be_hidden()


def test_photos_before_and_after_are_looked_at_by_keys(world, look):
    page = look("admin", PAGE, width=1366)
    page.get_by_role("link", name="시공 전 크게 보기").press("Enter")
    viewer = page.locator("#viewer")
    expect(viewer.locator("[data-name]")).to_have_text("시공 전 · 사진 1 / 2")
    page.keyboard.press("ArrowRight")
    expect(viewer.locator("[data-name]")).to_have_text("시공 후 · 사진 2 / 2")
    assert violations(page) == []


def test_rows_are_sorted_narrowed_and_picked(world, look):
    page = look("admin", PAGE, width=1366)
    names = page.locator("#table tbody th")
    page.get_by_role("link", name="공정", exact=True).click()
    expect(names).to_have_text(["예시 2", "예시 1", "예시 3"])
    expect(page.locator(".ui-bulk")).to_be_hidden()
    page.locator("tbody .pick input").first.check()
    expect(page.locator(".ui-bulk")).to_contain_text("1건 선택")
    page.goto(f"{PAGE}?state=danger")
    expect(names).to_have_text(["예시 2"])
    page.get_by_role("link", name="필터 해제").first.click()
    expect(names).to_have_count(3)
    page.goto(f"{PAGE}?q=없음")
    expect(page.get_by_text("검색 결과가 없습니다.")).to_be_visible()


def test_without_a_script_the_record_is_a_page_and_the_toast_a_line(world, look):
    page = look("admin", PAGE, width=390, script=False)
    page.get_by_role("link", name="서랍 열기").click()
    expect(page.get_by_role("heading", name="예시 기록", level=1)).to_be_visible()
    page.goto(PAGE)
    page.get_by_role("button", name="처리하고 실행 취소 보기").click()
    page.locator(".undoable").get_by_role("button", name="실행 취소").click()
    expect(page.get_by_text("실행을 취소했습니다.")).to_be_visible()
