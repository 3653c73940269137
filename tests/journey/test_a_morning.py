"""The mayor's morning on a phone: many answers with few presses, and never words not looked at."""

import pytest
from playwright.sync_api import expect

from tests.journey import steps
from tests.journey.words import KOREAN as WORDS

pytestmark = [pytest.mark.browser, pytest.mark.peer]
TEN = 10
NEW_WORDS = "내일 오전에 다시 나가 살펴보고 저녁까지 알려 드리겠습니다. - 한들구 도로과"


@pytest.fixture
def mayor(open_page):
    return steps.step_in(open_page, WORDS.mayor, WORDS, phone=True)


@pytest.fixture
def ten_waiting(desk):
    for number in range(TEN - len(desk.codes("awaiting_confirmation"))):
        desk.submit(
            desk.new("roads"), f"오늘 나가서 살펴보고 {number}번을 고쳤습니다. - 한들구 도로과"
        )


def press_until_it_moves_on(mayor):
    """Give the code and the words on the screen, and how many presses it took to send them."""
    shown = mayor.locator("main")
    code, words = shown.get_attribute("data-code"), mayor.locator("#words-box p").first.inner_text()
    presses = 0
    while shown.get_attribute("data-code") == code:
        # A press before the end of the words was in view scrolls there.
        mayor.get_by_role("button", name=WORDS.confirm).click(force=True)
        presses += 1
        mayor.wait_for_load_state()
    return code, words, presses


def test_ten_answers_in_a_row_take_two_presses_each_at_most(mayor, desk, ten_waiting):
    mayor.get_by_role("link", name=WORDS.in_turn).click()
    mayor.wait_for_url("**/morning/H*/")
    sent = [press_until_it_moves_on(mayor) for _ in range(TEN)]
    assert len({code for code, _, _ in sent}) == TEN
    assert max(presses for _, _, presses in sent) <= 2
    for code, words, _ in sent:
        assert desk.wait_for(code, "answered")["texts"][-1]["body"] == words


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_words_changed_after_a_look_are_looked_at_again(mayor, desk, open_page):
    code = desk.new("roads")
    desk.submit(code, "오늘 나가서 살펴보겠습니다. - 한들구 도로과")
    mayor.goto(f"/morning/{code}/")
    send = mayor.get_by_role("button", name=WORDS.confirm)
    expect(send).to_be_visible()

    officer = steps.step_in(open_page, "도로과 담당 1", WORDS)
    officer.goto(f"/cases/{code}/")
    officer.get_by_role("button", name="요청 회수 후 수정").click()
    steps.box_of(officer, WORDS).fill(NEW_WORDS)
    officer.get_by_role("button", name=WORDS.submit).click()
    # They name a day ahead: it is asked whether that is a promise.
    expect(officer.get_by_role("heading", name="답변의 이행 약속", exact=True)).to_be_visible()
    officer.get_by_role("button", name="승인 요청").click()

    again = mayor.get_by_role("button", name="변경된 부분 보기")
    expect(again).to_be_visible(timeout=steps.ARRIVES)
    expect(send).to_be_hidden()
    again.click()
    expect(mayor.locator("section.changed ins").first).to_be_visible()
    expect(mayor.locator("section.changed del").first).to_be_visible()
    steps.confirm(mayor, WORDS)
    assert desk.wait_for(code, "answered")["texts"][-1]["body"] == NEW_WORDS


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_an_answer_taken_back_does_not_leave(mayor, desk):
    code = desk.new("roads")
    desk.submit(code, "오늘 메웠습니다. - 한들구 도로과")
    mayor.goto(f"/morning/{code}/")
    steps.confirm(mayor, WORDS)
    mayor.locator(f".undo[action='/morning/{code}/undo'] button").click()
    expect(mayor.locator(".tl-said")).to_contain_text("실행을 취소했습니다")
    case = desk.get(f"cases/{code}")
    assert case["state"] == "awaiting_confirmation"
    assert [t["state"] for t in case["texts"] if t["kind"] == "answer"] == ["cancelled"]
