"""Two officers at one case see each other come, and neither loses a word."""

import pytest
from playwright.sync_api import expect

from tests.journey import steps
from tests.journey.words import KOREAN as WORDS

pytestmark = [pytest.mark.browser, pytest.mark.peer]
FIRST, SECOND = "첫 사람이 쓴 글입니다.", "둘째 사람이 쓴 글입니다."


def test_they_see_each_other_and_both_texts(desk, open_page):
    code = desk.new("roads")
    first = steps.step_in(open_page, "도로과 담당 1", WORDS)
    first.goto(f"/cases/{code}/")
    second = steps.step_in(open_page, "도로과 담당 2", WORDS)
    second.goto(f"/cases/{code}/")
    expect(first.locator("#presence")).to_contain_text("도로과 담당 2", timeout=steps.ARRIVES)
    expect(second.locator("#presence")).to_contain_text("도로과 담당 1", timeout=steps.ARRIVES)

    steps.box_of(first, WORDS).fill(FIRST)
    expect(second.locator("#presence .editing")).to_contain_text(
        "도로과 담당 1", timeout=steps.ARRIVES
    )
    expect(first.locator("[name=base_version]")).to_have_value("1")
    steps.box_of(second, WORDS).fill(SECOND)
    expect(second.locator("[data-conflict]")).to_be_visible()
    second.get_by_role("button", name="둘 다 보기").click()
    expect(second.get_by_text(FIRST)).to_be_visible()
    expect(second.get_by_label("내가 쓴 초안")).to_have_value(SECOND)
    assert desk.get(f"cases/{code}")["draft"]["body"] == FIRST
