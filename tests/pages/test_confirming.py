"""On the mayor's phone nothing is sent unread, and a swipe or a key never sends."""

import pytest
from playwright.sync_api import expect

from townline.casework.alarms import api as alarms

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ONE_LINE = 52  # pixels: a control of a thumb's height and its border
PLACE = "(box) => [box.getBoundingClientRect().left, box.getBoundingClientRect().top]"


def test_a_press_scrolls_to_the_end_of_the_words_and_the_button_stays_where_it_is(world, look):
    code = world.awaiting(body="길이 파였어요\n" * 60)
    page = look("mayor", f"/morning/{code}/", width=390)
    send = page.get_by_role("button", name="승인·발송")
    expect(send).to_have_attribute("aria-disabled", "true")
    before = send.evaluate(PLACE)
    send.click(force=True)  # not live yet; a finger presses all the same
    expect(page.locator("#end")).to_be_in_viewport()
    expect(send).not_to_have_attribute("aria-disabled", "true")
    assert send.evaluate(PLACE) == before
    why = "끝까지 읽으면 보낼 수 있습니다."
    expect(page.locator("#unread")).to_be_in_viewport()
    expect(page.locator("#unread")).to_have_text(why)
    expect(page.locator("[role=status]").filter(has_text=why)).to_have_count(1)
    assert world.case(code).row.state == "awaiting_confirmation"
    page.get_by_role("button", name="승인·발송").click()
    expect(page.get_by_role("button", name="실행 취소")).to_be_visible()
    assert world.case(code).row.state == "confirmed"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_dangers_are_one_line_above_the_answers(world, look, language):
    for number in (41, 42, 43):
        code = world.text("느티시장 앞에서 가스 냄새가 심하게 나요", f"010000000{number}")
        alarms.case_mark_danger(world.by("clerk1"), code=code, danger=True)
    world.awaiting()
    page = look("mayor", "/morning/", width=390, language=language)
    line, answers = page.locator("#dangers > summary"), page.locator("#w")
    expect(line).to_contain_text("3")
    assert line.bounding_box()["height"] <= ONE_LINE
    assert line.evaluate("(one) => one.scrollWidth - one.clientWidth") <= 1
    assert 0 < answers.bounding_box()["y"] - line.bounding_box()["y"] < 2 * ONE_LINE
    expect(page.locator("#dangers .card").first).to_be_hidden()
    line.click()
    expect(page.locator("#dangers .card")).to_have_count(3)
    expect(page.locator("#dangers .card").last).to_be_visible()


# What a thumb would have to aim at.
SMALL = """() => [...document.querySelectorAll('a.krds-btn, button, summary')]
  .filter((box) => box.checkVisibility() && box.getBoundingClientRect().height < 43.5)
  .map((box) => box.outerHTML.slice(0, 120))"""


def test_a_thumb_finds_every_control_no_key_sends_and_two_presses_confirm_once(world, look):
    code = world.awaiting()
    page = look("mayor", "/morning/", width=390)
    assert page.evaluate(SMALL) == []
    page.goto(f"/morning/{code}/")
    assert page.evaluate(SMALL) == []
    for key in ("a", "Enter", "Space", "Control+Enter", "ArrowRight", "y"):
        page.keyboard.press(key)
    assert world.case(code).row.state == "awaiting_confirmation"
    page.get_by_role("button", name="승인·발송").dblclick()
    expect(page.get_by_role("button", name="실행 취소")).to_be_visible()
    assert [line.event for line in world.case(code).history].count("case:answer:approve") == 1


@pytest.mark.parametrize("width", [360, 390])
def test_longer_words_of_english_stay_whole_beside_one_another(world, look, width):
    page = look("mayor", f"/morning/{world.awaiting()}/", width=width, language="en")
    outside = """(all, width) => all.filter((one) => one.checkVisibility()).filter((one) => {
      const box = one.getBoundingClientRect();
      return box.left < 0 || box.right > width || one.scrollWidth > one.clientWidth + 1;
    }).map((one) => one.innerText)"""
    page.evaluate("document.fonts.ready")
    buttons = page.locator(".bottom .krds-btn")
    assert buttons.evaluate_all(outside, width) == []


def test_no_button_beside_a_return_sends(world, look):
    code = world.awaiting()
    for script in (True, False):
        page = look("mayor", f"/morning/{code}/", width=390, script=script)
        send = page.get_by_role("button", name="승인·발송")
        expect(send).to_be_visible()
        page.locator("#back-box > summary").click()
        expect(send).to_be_hidden()
        buttons = page.locator("main button:visible, main a.krds-btn:visible")
        assert buttons.all_inner_texts() == ["취소", "이 사유로 반려"]
        page.get_by_role("link", name="취소").click()
        expect(send).to_be_visible()
    page.locator("#back-box > summary").click()
    page.get_by_label("반려 사유").fill("날짜를 적어 주세요")
    page.get_by_role("button", name="이 사유로 반려").click()
    page.wait_for_url("**/morning/")
    assert world.case(code).row.state == "returned"
