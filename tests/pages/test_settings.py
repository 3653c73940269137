"""The index of settings finds a page by typing, and what takes longer comes after the page."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_setting_is_found_by_typing_and_opened_by_enter(world, look):
    page = look("admin", "/settings/")
    expect(page.get_by_role("heading", name="인증서", exact=True)).to_be_visible()
    page.get_by_label("설정 찾기").fill("업무대행자")
    links = page.locator("[data-settings] li a:visible")
    expect(links).to_have_text(["당직 근무표"])
    page.get_by_label("설정 찾기").fill("그런 것 없음")
    expect(links).to_have_count(0)
    expect(page.get_by_text("찾는 설정이 없습니다.")).to_be_visible()
    page.get_by_label("설정 찾기").fill("공휴일 법정")
    page.get_by_label("설정 찾기").press("Enter")
    page.wait_for_url("**/settings/calendar/")
    sidebar = page.locator(".tl-index")
    expect(sidebar.get_by_role("link", name="공휴일")).to_have_attribute("aria-current", "page")
    # The page has the rest of the window, and neither stands over the other.
    main, index = page.locator("#main").bounding_box(), sidebar.bounding_box()
    assert index["x"] + index["width"] <= main["x"]
    assert main["width"] > 950  # beside the rail
