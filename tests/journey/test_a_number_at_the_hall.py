"""A number taken on a phone; a desk calls; phone and board show it without anybody reloading."""

import pytest
from playwright.sync_api import expect

from tests.journey import steps
from tests.journey.words import KOREAN as WORDS

pytestmark = [pytest.mark.browser, pytest.mark.peer]
MOST = 40  # who may be waiting there in the demo before us


def test_the_phone_and_the_board_hear_of_the_call(open_page):
    phone = open_page("/n/test/", phone=True)
    phone.get_by_role("button", name="번호표 받기").click()
    mine = phone.locator(".ticket .number").inner_text()
    expect(phone.locator(".ahead")).to_contain_text("내 앞에")
    board = open_page("/board/health/")
    desk = steps.step_in(open_page, WORDS.clerk, WORDS)
    desk.goto("/desk/health-1/")
    at_desk = desk.locator(".q-number")
    for _ in range(MOST):
        was = at_desk.inner_text()
        desk.get_by_role("button", name="다음 분 호출").click()
        expect(at_desk).not_to_have_text(was)
        if at_desk.inner_text() == mine:
            break
    expect(phone.locator(".ticket .desk")).to_have_text(
        "지금 1번 창구로 와 주세요", timeout=steps.ARRIVES
    )
    expect(board.locator(".now .number")).to_have_text(mine, timeout=steps.ARRIVES)
    expect(board.locator(".now .desk")).to_contain_text("1번 창구")
