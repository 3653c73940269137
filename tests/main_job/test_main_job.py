"""Text, route, draft, confirm, arrive: over a real link, with every process at work."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.chromium import violations

pytestmark = pytest.mark.browser

WORDS = {
    "ko": {
        "phone": 0,
        "text": "한빛다리 난간이 덜렁거려요 고쳐 주세요",
        "answer": "오늘 난간에 나사 여덟 개를 새로 조였습니다. - 한들구 도로과",
        "delivered": "전달됨",
    },
    "en": {
        "phone": 2,
        "text": "The railing on Hanbit Bridge is loose, somebody could fall",
        "answer": "Eight new bolts hold the railing of Hanbit Bridge. - Roads Division",
        "delivered": "delivered",
    },
}


def text_from_phone(page: Page, phone: int, body: str) -> None:
    page.locator("nav.phones a").nth(phone).click()
    page.locator("#body").fill(body)
    page.locator("#compose button[name=send][value=typed]").click()
    expect(page.locator("#texts li").filter(has_text=body)).to_be_visible()


def arrived(page: Page, body: str) -> Locator:
    return page.locator("#texts li").filter(has_text=body)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_text_route_draft_confirm_arrive(enter, language):
    words = WORDS[language]
    clerk = enter("clerk1", language)
    phone = enter(None, language, 390)
    text_from_phone(phone, words["phone"], words["text"])

    # The news waits behind the bar; nothing moves until it is asked for.
    clerk.locator("[data-key=new]").click()
    row = clerk.locator("[data-row]").filter(has_text=words["text"][:20])
    row.click()
    expect(clerk.locator("#thread")).to_contain_text(words["text"])
    code = clerk.locator("[data-code]").get_attribute("data-code")
    expect(phone.locator("#texts li").filter(has_text=code)).to_be_visible()
    clerk.locator("#assign-department").select_option("roads")
    clerk.locator("#assigning form button").last.click()
    expect(clerk.locator("#assign-department")).to_have_value("roads")

    officer = enter("roads.officer", language)
    officer.locator(f"#row-{code}").click()
    expect(clerk.locator("#presence .present")).to_be_visible()
    officer.locator("#draft").fill(words["answer"])
    officer.locator("[data-key=submit]").click()
    expect(officer.locator(f"#row-{code}")).to_be_hidden()

    mayor = enter("mayor", language, 390)
    mayor.locator(".card.main a").click()
    while f"/morning/{code}/" not in mayor.url:
        mayor.locator("#skip").click()
    expect(mayor.locator("#words-box")).to_contain_text(words["answer"])
    mayor.locator("#confirm button").click()
    expect(mayor.locator(".undo button")).to_be_visible()

    expect(arrived(phone, words["answer"])).to_be_visible(timeout=30_000)
    expect(arrived(phone, words["answer"])).to_have_count(1)
    delivered = clerk.locator(".bubble.out").filter(has_text=words["answer"])
    expect(delivered).to_contain_text(words["delivered"], timeout=30_000)
    for page in (clerk, officer, mayor):
        assert violations(page) == []


def tab_to(page: Page, selector: str) -> None:
    """Walk with Tab alone until the place is reached."""
    for _ in range(150):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def find_by_keys(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/**")


def test_the_same_by_keyboard_alone(enter):
    body = "Broken bench near the water tower"
    answer = "The bench near the water tower was repaired today. - Roads Division"
    phone = enter(None, "en", 390)
    tab_to(phone, "nav.phones li:nth-child(4) a")
    fourth = phone.locator("nav.phones li:nth-child(4) a").get_attribute("href")
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**{fourth}")
    tab_to(phone, "#body")
    phone.keyboard.type(body)
    tab_to(phone, "#compose button[name=send][value=typed]")
    phone.keyboard.press("Enter")
    expect(phone.locator("#texts li").filter(has_text="Handeul-gu")).to_be_visible()

    clerk = enter("clerk1", "en")
    find_by_keys(clerk, "water tower")
    clerk.keyboard.press("d")
    clerk.keyboard.type("Roads")
    tab_to(clerk, "#assigning form:last-of-type button")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("#assign-department")).to_have_value("roads")

    officer = enter("roads.officer", "en")
    find_by_keys(officer, "water tower")
    officer.keyboard.press("r")
    officer.keyboard.type(answer)
    officer.keyboard.press("Control+Enter")
    expect(officer.locator(".tl-said")).to_contain_text("Submitted")

    mayor = enter("mayor", "en", 390)
    tab_to(mayor, ".card.main a")
    mayor.keyboard.press("Enter")
    mayor.wait_for_url("**/morning/*/")
    while answer not in mayor.locator("#words-box").inner_text():
        here = mayor.url
        tab_to(mayor, "#skip")
        mayor.keyboard.press("Enter")
        mayor.wait_for_url(lambda url, here=here: url != here)
    tab_to(mayor, "#confirm button")
    mayor.keyboard.press("Enter")
    expect(mayor.locator(".undo button")).to_be_visible()
    expect(arrived(phone, answer)).to_be_visible(timeout=30_000)


def test_an_answer_taken_back_never_arrives(enter):
    body, answer = "Flower bed is dry", "Watered this morning. - Roads Division"
    phone = enter(None, "en", 390)
    text_from_phone(phone, 1, body)
    clerk = enter("clerk1", "en")
    find_by_keys(clerk, "Flower bed is dry")
    clerk.locator("#assign-department").select_option("roads")
    clerk.locator("#assigning form button").last.click()
    officer = enter("roads.officer", "en")
    find_by_keys(officer, "Flower bed is dry")
    officer.locator("#draft").fill(answer)
    officer.locator("[data-key=submit]").click()
    expect(officer.locator(".tl-said")).to_contain_text("Submitted")
    mayor = enter("mayor", "en", 390)
    mayor.locator(".card.main a").click()
    while answer not in mayor.locator("#words-box").inner_text():
        mayor.locator("#skip").click()
    place = mayor.url
    mayor.locator("#confirm button").click()
    mayor.locator(".undo button").click()
    expect(mayor).to_have_url(place)
    # Longer than the hold: what was taken back does not leave after it.
    mayor.wait_for_timeout(5_000)
    assert arrived(phone, answer).count() == 0
