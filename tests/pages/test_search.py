"""From the slash key to a kept search, by keyboard; nothing for axe to find on the way."""

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from townline.casework.search.models import SavedSearch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_words_are_sought_found_and_kept_by_keyboard(world, look):
    code = world.text("느티로 가로등이 고장났습니다")
    page = look("clerk1", "/inbox/")
    page.keyboard.press("/")
    page.keyboard.type("가로등 그네")
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("검색어가 모두 포함된 문자, 답변, 메모, 제목이 없습니다.")
    ).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="하나라도 포함된 결과 보기").press("Enter")
    expect(page.locator(f"#row-{code}")).to_be_visible()
    expect(page.locator(".hits mark").first).to_have_text("가로등")
    page.get_by_text("이 검색 저장").press("Enter")
    page.get_by_label("이름").fill("등과 그네")
    assert violations(page) == []
    page.get_by_role("button", name="저장", exact=True).press("Enter")
    expect(page.get_by_role("link", name="등과 그네")).to_be_visible()
    page.get_by_role("link", name="저장한 검색 관리").press("Enter")
    page.get_by_text("변경").first.press("Enter")
    page.get_by_label("이름").fill("가로등")
    assert violations(page) == []
    page.get_by_role("button", name="변경").press("Enter")
    expect(page.get_by_text("변경했습니다.").first).to_be_visible()
    assert SavedSearch.objects.get().name == "가로등"


def test_the_filters_of_the_inbox_are_kept_where_they_are_set(world, look):
    world.text("느티로 가로등이 고장났습니다")
    page = look("clerk1", "/inbox/")
    box = page.locator(".refine")
    box.locator("summary").first.click()
    dong = box.get_by_label("동", exact=True)
    dong.select_option(index=1)
    wanted = dong.input_value()
    box.get_by_role("button", name="필터", exact=True).click()
    page.wait_for_url("**/inbox/?*dong=*")
    box.locator("summary").first.click()
    box.get_by_text("이 검색 저장").click()
    assert violations(page) == []
    box.get_by_label("이름").fill("우리 동")
    box.get_by_role("button", name="저장", exact=True).click()
    expect(page.get_by_text("검색을 저장했습니다.").first).to_be_visible()
    assert SavedSearch.objects.get().wish == {"view": "todo", "dong": wanted}
    box.locator("summary").first.click()
    expect(box.get_by_role("link", name="우리 동")).to_be_visible()
    # Also the bare view that one stands in.
    page.goto("/inbox/?view=overdue")
    box.locator("summary").first.click()
    box.get_by_text("이 검색 저장").click()
    box.get_by_label("이름").fill("늦은 것")
    box.get_by_role("button", name="저장", exact=True).click()
    expect(page.get_by_text("검색을 저장했습니다.").first).to_be_visible()
    assert SavedSearch.objects.get(name="늦은 것").wish == {"view": "overdue"}


def test_what_was_found_fits_a_narrow_phone_in_english_and_the_dark(world, look):
    code = world.text("가로등이" + "고장" * 60)
    path = "/search/?q=가로등&state=open&sort=date&since=2026-11-01"
    page = look("clerk1", path, language="en", dark=True, width=320)
    expect(page.locator(f"#row-{code}")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == []
    page.goto("/search/?q=ㄱ")
    expect(page.get_by_text("whole syllable")).to_be_visible()
    assert violations(page) == []


def test_what_is_filtered_is_read_without_the_filters_lying_over_it(world, look):
    code = world.text("느티로 가로등이 고장났습니다")
    page = look("clerk1", "/inbox/?view=todo&q=가로등")
    page.locator(f"#row-{code}").click()
    # Covered by another box it could not be pressed.
    page.locator("#title").click(timeout=10_000)
    expect(page.locator(".refine-box")).to_be_hidden()
    # The list of a page that is opened by its address comes later.
    page.reload()
    expect(page.locator(f"#row-{code}")).to_be_visible()
    page.locator("#title").click(timeout=10_000)
    # Asked for, the filters are there.
    page.locator(".refine summary").first.click()
    expect(page.get_by_label("포함된 말")).to_have_value("가로등")
