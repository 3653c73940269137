"""One filter box chooses a service, a department, a page, a case or an action, by keys."""

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from tests.reader import reading
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification
from townline.platform.departments import api as departments

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UNSURE = reading(("parks", 0.5, ("셔틀콕",)), ("roads", 0.3, ()), ("waste", 0.1, ()))


def selected_name(page):
    return page.locator("#palette [aria-selected=true] .name")


def open_palette(page, key):
    page.keyboard.press(key)
    expect(page.locator("#palette-box")).to_be_focused()


@pytest.fixture
def unsure(world, reader):
    reader.readings = {"셔틀콕": UNSURE}
    codes = [world.text("셔틀콕이 자꾸 날아와요", f"0100000010{n}") for n in range(3)]
    while classification.readings_run(now=world.now).taken:
        pass
    return codes


def test_two_letters_find_every_service_and_office(world, look):
    """Two syllables, their first consonants, or English; whatever the page speaks."""
    code = world.text("길이 파였어요")
    page = look("clerk1", f"/cases/{code}/")
    for key, things in (("l", departments.services()), ("d", departments.departments())):
        open_palette(page, key)
        for thing in things:
            if getattr(thing, "kind", "department") != "department":
                continue
            for typed in (thing.name_ko[:2], thing.name_en[:4]):
                page.locator("#palette-box").fill(typed)
                # Two offices may begin alike; the second is one arrow further.
                found = page.locator("#palette-list .name").all_inner_texts()
                assert thing.name_ko in found[:2], (typed, found)
        page.locator("#palette-box").fill("ㄷㄹ")
        expect(selected_name(page)).to_contain_text("도로")
        page.keyboard.press("Escape")
    another_service_leaves_the_office_that_gave_it_back(world, page, code)


def test_a_service_is_chosen_by_three_keys_from_l(unsure, world, look):
    page = look("clerk1", f"/cases/{unsure[0]}/?view=received")
    open_palette(page, "l")
    page.keyboard.insert_text("ㄷㄹ")
    expect(selected_name(page)).to_contain_text("도로·보도")
    assert violations(page) == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    row = world.case(unsure[0]).row
    assert (row.service, row.department) == ("roads", "roads")
    expect(page.locator("#pane [data-code]")).to_have_attribute("data-code", unsure[1])


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_an_unsure_suggestion_is_taken_by_its_digit(unsure, world, look):
    page = look("clerk1", f"/cases/{unsure[0]}/?view=received")
    open_palette(page, "a")
    numbered = page.locator("#palette-list li:has(kbd) .name")
    assert numbered.all_inner_texts()[:3] == [
        "공원·녹지·하천 → 공원녹지과", "도로·보도 → 도로과", "쓰레기·청소·재활용 → 청소행정과",
    ]  # fmt: skip
    page.keyboard.press("2")
    expect(selected_name(page)).to_contain_text("도로·보도")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert world.case(unsure[0]).row.service == "roads"
    # The likeliest is one key further.
    open_palette(page, "a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert world.case(unsure[1]).row.service == "parks"


def another_service_leaves_the_office_that_gave_it_back(world, page, code):
    world.assign(code, "parks")
    page.goto(f"/cases/{code}/")
    open_palette(page, "l")
    page.keyboard.type("ro")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert world.case(code).row.department == "roads"


def test_pages_cases_and_actions_are_a_few_letters_away(world, look):
    code = world.text("놀이터 그네 줄이 끊어졌어요")
    Case.objects.filter(code=code).update(title="그네 줄 끊어짐")
    page = look("clerk1", "/mine/")
    open_palette(page, "Control+k")
    expect(page.get_by_role("dialog", name="빠른 실행")).to_be_visible()
    page.keyboard.insert_text("ㅎㅈㅂㅁ")
    expect(selected_name(page)).to_have_text("현장 방문")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/visits/")
    open_palette(page, "Control+k")
    page.keyboard.insert_text("그네")
    found = page.locator("#palette-list li").filter(has_text=code)
    expect(found.locator(".name")).to_have_text("그네 줄 끊어짐")
    page.keyboard.press("ArrowUp")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert f"/cases/{code}/" in page.url
    open_palette(page, "Control+k")
    page.keyboard.insert_text("내부 메모")
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_be_focused()
    # A code, however it is written, leads to its case.
    page.goto("/mine/")
    open_palette(page, "Control+k")
    page.keyboard.insert_text(code.replace("-", "").lower())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"/cases/{code}/")


def test_only_what_one_may_open_is_offered(look):
    page = look("roads.officer", "/mine/")
    open_palette(page, "Control+k")
    places = page.locator("#palette-list .name").all_inner_texts()
    assert "내 업무" in places
    assert "배정 규칙" not in places
    assert "통신 연결" not in places


def test_a_number_that_is_typed_goes_into_no_address(world, look):
    world.text("길이 파였어요", "01000000042")
    page = look("clerk1", "/mine/")
    urls = []
    page.on("request", lambda request: urls.append(request.url))
    open_palette(page, "Control+k")
    page.keyboard.type("010-0000-0042")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".row")).to_have_count(1)
    assert [url for url in urls if "0000" in url] == []


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_it_works_on_a_phone_in_english_with_keys_off(world, look):
    code = world.text("길이 파였어요")
    page = look("clerk1", "/my/keys/", language="en", width=390, dark=True)
    page.get_by_label("Off.").check()
    page.get_by_role("button", name="Save").click()
    page.goto(f"/cases/{code}/")
    page.keyboard.press("l")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Actions").click()
    page.locator("#palette-box").fill("other c")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(page) == []
    offered = page.locator("#palette").get_by_role("option")
    offered.first.click()
    page.locator("#palette-box").fill("ro")
    with page.expect_navigation():
        offered.first.click()
    assert world.case(code).row.service == "roads"
