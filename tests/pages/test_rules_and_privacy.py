"""A rule is accepted with one key; the rules and the privacy officer's list fit a narrow phone."""

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from townline.casework.data_protection import api as data_protection

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_rule_is_accepted_by_key_and_the_lists_fit(world, look):
    code = world.text("가로수 나무가 쓰러졌어요")
    data_protection.number_reveal(world.by("clerk1"), code=code, reason="현장에서 만남")
    page = look("clerk1", f"/cases/{code}/")
    expect(page.locator("form.suggest")).to_contain_text("배정 규칙")
    assert violations(page) == []
    page.keyboard.press("a")
    expect(page.get_by_text("규칙대로 배정했습니다.").first).to_be_visible()
    assert world.case(code).row.department == "parks"
    for who, path in (
        ("clerk1", "/settings/rules/"),
        ("clerk1", "/settings/rules/try"),
        ("auditor", "/privacy/"),
        ("auditor", "/privacy/erasure/"),
    ):
        phone = look(who, path, width=320, dark=True, language="en")
        assert phone.evaluate("document.documentElement.scrollWidth") == 320, path
        assert violations(phone) == [], path
