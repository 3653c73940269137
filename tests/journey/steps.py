"""What people do on the pages, with a mouse or a thumb."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.chromium import reply
from tests.journey.conftest import Open
from tests.journey.words import PageWords
from townline.config.tests.running.installation import House

# The line takes, sorts and answers through four processes, on a machine that may be busy.
ARRIVES = 20_000
CODE = re.compile(r"H\d+-\d+")


def demo_choice(page: Page, person: str) -> Locator:
    """Give the button of one of the people at hand: below the name it says what they do."""
    return page.locator(".tl-demo-choice", has=page.get_by_text(person, exact=True))


def step_in(open_page: Open, person: str, words: PageWords, **how: bool) -> Page:
    """Sign in on the demo's page with one press, or from the list of all departments."""
    page = open_page("/sign-in/", language=words.language, **how)
    at_hand = demo_choice(page, person)
    if at_hand.count():
        at_hand.click()
    else:
        page.get_by_label(words.other_person).select_option(label=person)
        page.get_by_role("button", name=words.be_other).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return page


def send_text(handset: Page, words: PageWords) -> None:
    handset.get_by_label(words.compose).fill(words.text)
    handset.get_by_role("button", name=words.send, exact=True).click()


def receipt_code(handset: Page, words: PageWords) -> str:
    """Wait for the receipt on the handset; give the code of the case it names."""
    receipt = handset.locator("#texts li.received .bubble").last
    expect(receipt).to_contain_text(words.receipt, timeout=ARRIVES)
    found = CODE.search(receipt.inner_text())
    assert found is not None
    return found[0]


def received_bodies(town: House, words: PageWords) -> list[str]:
    """Give the bodies that came to a handset, exactly, oldest first."""
    with town.client() as client:
        answer = client.get(f"/handset/api/phones/{words.number}/texts")
    texts = answer.raise_for_status().json()["items"]
    return [text["body"] for text in texts if text["direction"] == "received"]


def rows(page: Page) -> list[str]:
    ids = page.locator("#rows [data-row]").evaluate_all("rows => rows.map((row) => row.id)")
    return [str(one) for one in ids]


def route(clerk: Page, code: str, words: PageWords) -> None:
    """Open a row of the list and send the case to a department."""
    clerk.locator(f"#row-{code}").click()
    expect(clerk.locator("#title")).to_be_visible()
    clerk.get_by_label(words.office, exact=True).select_option(label=words.department)
    clerk.get_by_role("button", name=words.assign).click()
    # The row below is open by then, or the end of the list is told.
    notice = clerk.locator(".tl-said.success")
    expect(notice).to_contain_text(code)
    expect(notice).to_contain_text(words.department)


def box_of(officer: Page, words: PageWords) -> Locator:
    """Open the box of the case's answer; give it by its name."""
    expect(officer.locator("#title")).to_be_visible()
    reply(officer)
    return officer.get_by_label(words.body, exact=True)


def write(officer: Page, code: str, answer: str, words: PageWords) -> None:
    """Open the case from the inbox, write the answer and ask for its confirmation."""
    officer.locator(f"#row-{code}").click()
    box_of(officer, words).fill(answer)
    officer.get_by_role("button", name=words.submit).click()
    expect(officer.locator(".tl-said.success")).to_be_visible()


def skip_to_answer(mayor: Page, code: str, words: PageWords) -> None:
    """Go through the waiting answers, skipping, until this one is on the screen."""
    mayor.goto("/morning/")
    mayor.get_by_role("link", name=words.in_turn).click()
    while mayor.locator("main").get_attribute("data-code") != code:
        mayor.get_by_role("link", name=words.skip, exact=True).click()


def confirm(mayor: Page, words: PageWords) -> None:
    """Press the one button, once; a long answer is scrolled to its end first."""
    mayor.locator("#end").scroll_into_view_if_needed()
    mayor.get_by_role("button", name=words.confirm).click()
