"""The same way without a mouse, and with the Korean input mode on."""

import dataclasses

import pytest
from playwright.sync_api import expect

from tests.journey import steps
from tests.journey.typist import Typist
from tests.journey.words import KOREAN

pytestmark = [pytest.mark.browser, pytest.mark.peer]
WORDS = dataclasses.replace(
    KOREAN,
    phone="parent",
    number="010-0000-0003",
    text="솔내중 앞 빗물받이가 낙엽으로 막혀서 학교 앞이 물바다예요",
    answer="오늘 아침 7시에 솔내중 앞 빗물받이 네 곳의 낙엽을 치웠습니다. - 한들구 치수과",
    department="치수과",
    officer="치수과 담당 1",
)


def typist(open_page, path, **how):
    return Typist(open_page(path, **how))


def step_in(open_page, person, **how):
    at = typist(open_page, "/sign-in/", **how)
    at_hand = steps.demo_choice(at.page, person)
    if at_hand.count():
        at.walk(at_hand)
    else:
        box = at.page.get_by_label(WORDS.other_person)
        at.walk(box)
        at.choose(box, person)
        at.walk(at.page.get_by_role("button", name=WORDS.be_other))
    at.press("Enter")
    at.page.wait_for_url(lambda url: "/sign-in/" not in url)
    return at


def text_by_keys(open_page):
    at = typist(open_page, f"/handset/phones/{WORDS.phone}/")
    at.press("Tab", "Enter")
    at.walk(at.page.get_by_label(WORDS.compose))
    at.write(WORDS.text)
    at.press("Control+Enter")
    return at


def route_by_keys(at, code):
    page = at.page
    news = page.get_by_role("button", name=WORDS.news)
    expect(news).to_be_visible(timeout=steps.ARRIVES)
    at.press(".")
    expect(news).to_be_hidden()
    row = page.locator(f"#row-{code}")
    at.walk_rows(row)
    at.hangul("K")
    assert not at.has_focus(row)
    at.hangul("J")
    at.press("Enter")
    expect(page.locator("#title")).to_be_focused()
    box, chosen = page.locator("#palette-box"), page.locator("#palette [aria-selected=true] .name")
    at.hangul("L")
    expect(box).to_be_focused()
    at.write("ㅎㅅ")
    expect(chosen).to_contain_text("하수·침수·빗물받이")
    at.press("Escape")
    expect(page.locator("#title")).to_be_focused()
    at.hangul("D")
    expect(box).to_be_focused()
    at.write("치수")
    expect(chosen).to_have_text(WORDS.department)
    at.press("Enter")
    expect(page.locator(".tl-said.success")).to_contain_text(f"{code}: {WORDS.department}")
    # Written into its region after it was loaded: a screen reader hears what the key did.
    expect(page.locator("#said")).to_contain_text(f"{code}: {WORDS.department}")


def write_by_keys(at, code):
    page = at.page
    at.press("?")
    keys = page.get_by_role("dialog")
    expect(keys).to_be_visible()
    at.press("Escape")
    expect(keys).to_be_hidden()
    row = page.locator(f"#row-{code}")
    at.walk_rows(row)
    at.press("Enter")
    expect(page.locator("#title")).to_be_focused()
    at.hangul("R")
    draft = page.get_by_label(WORDS.body)
    expect(draft).to_be_focused()
    at.write(WORDS.answer)
    # Letters go into the field and nowhere else.
    at.press("Escape")
    expect(row).to_be_focused()
    at.hangul("R")
    expect(draft).to_have_value(WORDS.answer)
    at.press("Control+Enter")
    expect(page.locator(".tl-said.success")).to_be_visible()


def confirm_by_keys(at, code):
    page = at.page
    at.walk(page.get_by_role("link", name=WORDS.in_turn))
    at.press("Enter")
    page.wait_for_url("**/morning/H*/")
    while page.locator("main").get_attribute("data-code") != code:
        here = page.url
        at.walk(page.get_by_role("link", name=WORDS.skip, exact=True))
        at.press("Enter")
        page.wait_for_url(lambda url, here=here: url != here)
    at.walk(page.get_by_role("button", name=WORDS.confirm))
    at.press("Enter")
    expect(page.locator(f".undo[action='/morning/{code}/undo']")).to_be_visible()


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_the_whole_way_by_keyboard_alone(town, open_page):
    clerk = step_in(open_page, WORDS.clerk)
    expect(clerk.page.locator("#live .when-live")).to_be_visible()
    handset = text_by_keys(open_page)
    code = steps.receipt_code(handset.page, WORDS)
    route_by_keys(clerk, code)
    write_by_keys(step_in(open_page, WORDS.officer), code)
    confirm_by_keys(step_in(open_page, WORDS.mayor, phone=True), code)
    bubble = handset.page.locator("#texts li.received .bubble").last
    expect(bubble).to_contain_text(WORDS.answer, timeout=steps.ARRIVES)
    assert steps.received_bodies(town, WORDS)[-1] == WORDS.answer
