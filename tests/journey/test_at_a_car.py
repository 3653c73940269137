"""The owner's answer reaches who stands at the car as it is given, and by events alone."""

import pytest
from playwright.sync_api import expect

from tests.journey import steps

pytestmark = [pytest.mark.browser, pytest.mark.peer]
ANSWER = "차 주인이 지금 갑니다"
# The page's own clock, by which it would read itself anew after a while, never strikes.
NO_CLOCK = "window.setInterval = () => 0;"


def waiting(open_page, address, *, cut=False):
    page = open_page("/demo/car/", phone=True)
    page.add_init_script(NO_CLOCK)
    if cut:
        page.route("**/q/r/*/events", lambda route: route.abort())
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("차 주인에게 알렸습니다")
    return page


def test_the_owners_answer_arrives_by_events(open_page):
    asker = open_page("/demo/car/", phone=True)
    asker.get_by_role("link", name="QR 화면 열기").click()
    asker.get_by_label("전조등이 켜져 있어요").check()
    asker.get_by_label("차 번호 끝 네 자리").fill("2704")
    asker.get_by_role("button", name="차 주인에게 알리기").click()
    expect(asker.get_by_role("heading", level=1)).to_have_text("차 주인에게 알렸습니다")
    connected, cut = (waiting(open_page, asker.url, cut=cut) for cut in (False, True))
    owner = open_page("/demo/car/", phone=True)
    owner.get_by_role("button", name="차 주인 화면 열기").click()
    owner.get_by_role("button", name="지금 갑니다").first.click()
    expect(owner.get_by_role("status")).to_have_text("답을 전했습니다.")
    expect(connected.get_by_role("heading", level=1)).to_have_text(ANSWER, timeout=steps.ARRIVES)
    # Without events the same page still shows what it did, though the answer is there.
    expect(cut.get_by_role("heading", level=1)).to_have_text("차 주인에게 알렸습니다")
    cut.reload()
    expect(cut.get_by_role("heading", level=1)).to_have_text(ANSWER)
