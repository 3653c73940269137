"""Everything goes by keys; by their place, so also with the Korean input mode on."""

import re

import pytest
from playwright.sync_api import expect

from tests.busy import busy
from tests.chromium import reply

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRESS = """(code, key) => document.activeElement.dispatchEvent(new KeyboardEvent(
  'keydown', { code, key, bubbles: true, cancelable: true }))"""


def focused_id(page):
    return page.evaluate("document.activeElement.id")


def test_an_inbox_is_led_by_keys(world, look):
    busy(world, 12)
    inbox = look("clerk1", "/inbox/?view=open")
    keys_are_known_by_their_place(inbox)
    keys_are_silent_in_fields_and_while_a_syllable_is_made(inbox)
    the_list_of_keys_opens_and_closes(inbox)
    focus_is_never_under_the_bar(inbox)
    inbox.goto("/inbox/?view=open")
    rows_are_walked_opened_and_returned_to(inbox)


def rows_are_walked_opened_and_returned_to(inbox):
    rows = [row.get_attribute("id") for row in inbox.locator("[data-row]").all()]
    inbox.keyboard.press("j")
    inbox.keyboard.press("j")
    inbox.keyboard.press("k")
    inbox.keyboard.press("j")
    assert focused_id(inbox) == rows[1]
    inbox.keyboard.press("Enter")
    expect(inbox.locator("#title")).to_be_focused()
    assert rows[1].removeprefix("row-") in inbox.url
    inbox.keyboard.press("Escape")
    assert focused_id(inbox) == rows[1]


def keys_are_known_by_their_place(inbox):
    first = inbox.locator("[data-row]").first.get_attribute("id")
    inbox.evaluate("([code, key]) => (" + PRESS + ")(code, key)", ["KeyJ", "ㅓ"])
    assert focused_id(inbox) == first


def keys_are_silent_in_fields_and_while_a_syllable_is_made(inbox):
    inbox.keyboard.press("/")
    assert focused_id(inbox) == "find"
    inbox.keyboard.type("jkr")
    expect(inbox.locator("#find")).to_have_value("jkr")
    inbox.keyboard.press("Escape")
    inbox.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " { code: 'KeyJ', bubbles: true, isComposing: true }))"
    )
    assert not focused_id(inbox).startswith("row-H")


def the_list_of_keys_opens_and_closes(inbox):
    inbox.keyboard.press("?")
    expect(inbox.get_by_role("dialog", name="단축키")).to_be_visible()
    inbox.keyboard.press("Escape")
    expect(inbox.get_by_role("dialog")).to_be_hidden()


def test_single_keys_can_be_off_while_others_go_on(world, look):
    code = world.text("길이 파였어요")
    world.assign(code)
    page = look("clerk1", "/my/keys/")
    page.get_by_label("끄기. Ctrl+Enter와 Esc는 계속 쓸 수 있습니다").check()
    page.get_by_role("button", name="저장").click()
    page.goto(f"/cases/{code}/")
    page.keyboard.press("j")
    page.keyboard.press("r")
    assert focused_id(page) not in {f"row-{code}", "draft"}
    reply(page).fill("오늘 메웠습니다.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="승인을 요청했습니다")).to_be_visible()


def test_a_key_goes_to_its_field_and_brackets_walk_the_panes(world, look):
    code = world.text("길이 파였어요")
    world.assign(code)
    page = look("clerk1", f"/cases/{code}/")
    for key, place in (("r", "draft"), ("m", "note"), ("d", "palette-box"), ("l", "palette-box")):
        page.keyboard.press(key)
        expect(page.locator(f"#{place}"), key).to_be_focused()
        page.keyboard.press("Escape")
    seen = []
    for _ in range(3):
        page.keyboard.press("]")
        seen.append(page.evaluate("document.activeElement.dataset.pane"))
    assert sorted(seen) == ["case", "list", "side"]


def focus_is_never_under_the_bar(inbox):
    bar = inbox.locator(".ui-top").bounding_box()
    for _ in range(12):
        inbox.keyboard.press("j")
    for _ in range(12):
        inbox.keyboard.press("k")
    chips = inbox.locator("#chips").bounding_box()
    box = inbox.locator("[data-row]:focus").bounding_box()
    assert box["y"] >= max(bar["y"] + bar["height"], chips["y"] + chips["height"]) - 1
    assert re.match("row-", focused_id(inbox))
