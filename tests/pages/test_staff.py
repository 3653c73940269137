"""Many cases by keyboard, and leave on a narrow phone; nothing for axe to find on the way."""

import re

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from townline.platform.departments.models import Absence, Staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_cases_are_picked_sent_and_put_back_by_keyboard(world, look):
    codes = [world.text("길이 파였어요", f"0100000010{n}") for n in range(3)]
    page = look("clerk1", "/inbox/")
    page.keyboard.press("x")
    page.wait_for_url("**/inbox/?*pick=1")
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    expect(page.locator("#rows input:checked")).to_have_count(2)
    expect(page.locator("#picked").get_by_role("status")).to_have_text("2건 선택")
    # J went on from row to row: picking does not take the place in the list away.
    expect(page.locator("#rows [data-row]").nth(1)).to_be_focused()
    assert violations(page) == []
    page.locator("#p-department").select_option("roads")
    page.get_by_role("button", name="배정", exact=True).press("Enter")
    page.wait_for_url("**/batches/*/")
    assert violations(page) == []
    assert [world.case(code).row.department for code in codes].count("roads") == 2
    page.keyboard.press("z")
    expect(page.get_by_role("heading", name=re.compile("실행을 취소했습니다"))).to_be_visible()
    assert {world.case(code).row.department for code in codes} == {None}


def test_leave_is_entered_on_a_narrow_phone_in_english_and_the_dark(world, look):
    page = look("roads.officer", "/duty/", language="en", dark=True, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == []
    page.get_by_label("First day").fill("2026-11-25")
    page.get_by_label("Last day").fill("2026-11-27")
    cover = Staff.objects.get(username="roads.officer2")
    page.get_by_label("Cover").select_option(str(cover.id))
    page.get_by_role("button", name="Add", exact=True).first.press("Enter")
    expect(page.get_by_text("Absence added").first).to_be_visible()
    page.get_by_role("link", name="Handover list").press("Enter")
    expect(page.get_by_role("heading", name="Handover list")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == []
    assert Absence.objects.get().cover_id == cover.id
