"""The calendar and both clocks: reachable by everybody, on a phone and on a desk."""

import pytest

from tests.amount import ways
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", ways([1440, 320]))
def test_a_day_off_is_added_and_moves_a_case(look, world, width):
    code = world.text("길이 파였어요")
    page = look("admin", "/settings/calendar/", width=width)
    assert violations(page) == []
    page.get_by_label("날짜", exact=True).fill("2026-11-27")
    page.get_by_label("한국어 이름").fill("임시공휴일")
    page.get_by_label("영어 이름").fill("Temporary Holiday")
    page.locator("#reason").fill("국무회의")
    page.locator("section[aria-labelledby=add] button").click()
    page.get_by_role("button", name="변경 저장").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="변경 저장").click()
    page.get_by_role("link", name=code).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    case = look("clerk1", f"/cases/{code}/", width=width)
    case.locator("#legal-clock summary", has_text="기한 산정 방식").click()
    assert "12. 4.(금) 18:00까지" in case.locator("#legal-clock").inner_text()
    assert case.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [v for v in violations(case) if "legal" in v or "petition" in v or "extend" in v] == []
