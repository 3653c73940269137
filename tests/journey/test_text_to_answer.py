"""A text, a department, a draft, a confirmation, an answer on the phone: the whole way."""

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.journey import steps
from tests.journey.words import ENGLISH, KOREAN

pytestmark = [pytest.mark.browser, pytest.mark.peer]


@pytest.mark.parametrize("words", ways([KOREAN, ENGLISH]), ids=lambda words: words.language)
def test_text_route_draft_confirm_arrive(town, open_page, words):
    clerk = steps.step_in(open_page, words.clerk, words)
    clerk.goto("/inbox/")
    expect(clerk.locator("html")).to_have_attribute("lang", words.language)
    expect(clerk.locator("#live .when-live")).to_be_visible()
    before = steps.rows(clerk)

    handset = open_page(f"/handset/phones/{words.phone}/", language=words.language)
    steps.send_text(handset, words)
    sent = handset.locator("#texts li.sent").last
    expect(sent).to_contain_text(words.text)
    expect(sent).to_contain_text(words.taken)
    code = steps.receipt_code(handset, words)

    news = clerk.get_by_role("button", name=words.news)
    expect(news).to_be_visible(timeout=steps.ARRIVES)
    assert steps.rows(clerk) == before
    news.click()
    expect(clerk.locator(f"#row-{code}")).to_be_visible()
    steps.route(clerk, code, words)

    officer = steps.step_in(open_page, words.officer, words)
    officer.goto("/inbox/")
    officer.locator(f"#row-{code}").click()
    box = steps.box_of(officer, words)
    box.fill("OK")
    counter = officer.locator("#counter")
    expect(counter).to_contain_text(words.short)
    expect(counter).to_contain_text("2 / 90")
    box.fill(words.answer)
    size = len(words.answer.encode("cp949"))
    expect(counter).to_contain_text(words.long if size > 90 else words.short)
    expect(counter.locator("[data-bytes]")).to_have_text(str(size))
    officer.get_by_role("button", name=words.submit).click()
    expect(officer.locator(".tl-said.success")).to_be_visible()

    mayor = steps.step_in(open_page, words.mayor, words, phone=True)
    steps.skip_to_answer(mayor, code, words)
    expect(mayor.locator("#words-box")).to_contain_text(words.answer)
    steps.confirm(mayor, words)
    bar = mayor.locator(f".undo[action='/morning/{code}/undo']")
    expect(bar).to_contain_text(words.leaves)

    bubble = handset.locator("#texts li.received .bubble").last
    expect(bubble).to_contain_text(words.answer, timeout=steps.ARRIVES)
    assert steps.received_bodies(town, words)[-1] == words.answer
    assert steps.received_bodies(town, words).count(words.answer) == 1

    clerk.goto(f"/cases/{code}/")
    expect(clerk.locator("#thread .bubble").last.locator(".tl-mark")).to_have_text(words.delivered)
    history = clerk.locator("#history .ui-log").inner_text()
    for actor in (words.resident, words.clerk, words.officer, words.mayor):
        assert actor in history
