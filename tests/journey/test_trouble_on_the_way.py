"""The network fails at the worst moment: what was confirmed arrives, once, and shows."""

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.journey import steps
from tests.journey.words import KOREAN as WORDS

pytestmark = [pytest.mark.browser, pytest.mark.peer]
ANSWER = "오늘 빠진 나사를 모두 갈았습니다. - 한들구 도로과"


@pytest.fixture
def waiting(desk):
    """Give a case at the mayor's desk, all its earlier texts delivered."""
    code = desk.new("roads")
    desk.wait_for_text(code, "[한들구]", "delivered")
    desk.submit(code, ANSWER)
    return code


@pytest.mark.parametrize("kind", ways(["drop", "lose_response"]))
def test_a_confirmed_answer_arrives_once(desk, open_page, waiting, kind):
    mayor = steps.step_in(open_page, WORDS.mayor, WORDS, phone=True)
    mayor.goto(f"/morning/{waiting}/")
    desk.make_trouble(kind)
    steps.confirm(mayor, WORDS)
    desk.wait_for_text(waiting, ANSWER, "delivered")
    assert desk.sent_over_the_network(waiting).count(ANSWER) == 1
    clerk = steps.step_in(open_page, WORDS.clerk, WORDS)
    clerk.goto(f"/cases/{waiting}/")
    last = clerk.locator("#thread .bubble").last
    expect(last).to_contain_text(ANSWER)
    expect(last.locator(".tl-mark")).to_have_text(WORDS.delivered)


def test_a_lost_link_comes_back_by_itself_and_the_page_says_since_when(desk, open_page):
    clerk = steps.step_in(open_page, WORDS.clerk, WORDS)
    clerk.goto("/links/")
    row = clerk.locator("#link-table tbody tr")
    expect(row).to_contain_text("연결됨")
    since = row.locator("time").get_attribute("datetime")
    desk.make_trouble("drop")
    renewed = clerk.locator(f"#link-table time:not([datetime='{since}'])")
    for _ in range(100):
        clerk.reload()
        if renewed.count() and "연결됨" in row.inner_text():
            break
    expect(row).to_contain_text("연결됨")
    expect(renewed).to_have_count(1)
