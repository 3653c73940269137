"""From the writing box to the list of promises, by keyboard; nothing for axe to find on the way."""

import pytest
from playwright.sync_api import expect

from tests.chromium import reply, violations
from townline.casework.deadlines.models import PromisedDate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_date_is_ticked_confirmed_and_kept(world, look):
    code = world.text("길이 파였어요")
    world.assign(code)
    page = look("roads.officer", f"/cases/{code}/")
    reply(page).fill("12월 3일(목)까지 고치겠습니다. - 한들구 도로과")
    page.keyboard.press("Control+Enter")
    tick = page.get_by_role("checkbox", name="“12월 3일(목)”")
    expect(tick).to_be_checked()
    assert violations(page) == []
    page.get_by_role("button", name="승인 요청").click()
    expect(page.get_by_text("승인을 요청했습니다.").first).to_be_visible()
    phone = look("mayor", f"/morning/{code}/", width=390)
    expect(phone.get_by_text("답변의 이행 약속")).to_be_visible()
    assert violations(phone) == []
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    page.goto("/promises/")
    page.get_by_text("이행 완료").press("Enter")
    page.get_by_label("이행 내용. 발송되지 않습니다").fill("보수반이 메움")
    assert violations(page) == []
    page.get_by_role("button", name="이행으로 저장").press("Enter")
    expect(page.get_by_text("이행으로 저장했습니다").first).to_be_visible()
    assert PromisedDate.objects.get().state == "kept"


def test_the_list_fits_a_narrow_phone_in_english_and_the_dark(world, look):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, "내일까지 고치겠습니다. - 한들구 도로과")
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    page = look("roads.head", "/promises/", language="en", dark=True, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == []
