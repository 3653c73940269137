"""Rows open in place: the list stays, the address and the way back are as without a script."""

import pytest
from playwright.sync_api import expect

from tests.busy import busy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def shown_codes(page):
    return page.locator("#pane [data-code]")


def test_rows_open_in_place_in_a_tab_and_by_the_way_back(world, look):
    busy(world, 16)
    inbox = look("clerk1", "/inbox/?view=open")
    a_row_can_be_opened_in_a_tab_of_its_own(inbox)
    the_way_back_and_forth_shows_each_case_again(inbox)
    the_list_keeps_its_place(inbox)
    for language in ("ko", "en"):
        filters_take_one_line(look("clerk1", "/inbox/", language=language, width=1366))


def the_way_back_and_forth_shows_each_case_again(inbox):
    codes = [
        row.get_attribute("id").removeprefix("row-")
        for row in inbox.locator("[data-row]").all()[:2]
    ]
    for code in codes:
        inbox.locator(f"#row-{code}").click()
        expect(shown_codes(inbox)).to_have_attribute("data-code", code)
        assert inbox.url.endswith(f"/cases/{code}/?view=open")
    inbox.go_back()
    expect(shown_codes(inbox)).to_have_attribute("data-code", codes[0])
    expect(inbox.locator("[data-row][aria-current]")).to_have_id(f"row-{codes[0]}")
    inbox.go_forward()
    expect(shown_codes(inbox)).to_have_attribute("data-code", codes[1])
    inbox.go_back()
    inbox.go_back()
    expect(shown_codes(inbox)).to_have_count(0)
    expect(inbox.get_by_text("문자를 선택해 주세요")).to_be_visible()


def the_list_keeps_its_place(inbox):
    last = inbox.locator("[data-row]").last
    last.scroll_into_view_if_needed()
    before = last.bounding_box()
    last.click()
    expect(shown_codes(inbox)).to_be_visible()
    assert last.bounding_box() == before


def a_row_can_be_opened_in_a_tab_of_its_own(inbox):
    with inbox.context.expect_page() as opened:
        inbox.locator("[data-row]").first.click(modifiers=["Control"])
    expect(opened.value.locator("#title")).to_be_visible()
    expect(shown_codes(inbox)).to_have_count(0)


def filters_take_one_line(page):
    tops = page.evaluate("""() =>
      [...document.querySelectorAll('#chips > .chip, #chips > details > summary')]
        .map((chip) => chip.getBoundingClientRect().top)""")
    assert len(tops) >= 5
    assert len(set(tops)) == 1


def test_the_clocks_of_a_case_take_one_line(world, look):
    """At their longest: the answer is due tomorrow in less than twelve hours."""
    world.wait(hours=11, minutes=28)
    code = world.text("길에 구멍이 났어요")
    world.assign(code)
    world.wait(hours=36, minutes=20)
    for language in ("ko", "en"):
        page = look("roads.officer", f"/cases/{code}/", language=language, width=1366)
        assert page.locator("#clocks time").count() == 2
        tops = page.locator("#clocks .clock > p, #clocks summary").evaluate_all(
            "parts => parts.map(part => part.getBoundingClientRect().top)"
        )
        assert len(tops) == 5, language
        assert max(tops) - min(tops) < 10, language
        the_words_of_the_resident_keep_half_of_the_pane(page)


def the_words_of_the_resident_keep_half_of_the_pane(page):
    page.set_viewport_size({"width": 1366, "height": 768})
    page.keyboard.press("r")
    expect(page.locator("#draft")).to_be_focused()
    words, pane = (page.locator(one).bounding_box() for one in ("#thread", "section.tl-case"))
    assert words["height"] >= pane["height"] / 2
    expect(page.locator("[data-key=submit]")).to_be_in_viewport()
