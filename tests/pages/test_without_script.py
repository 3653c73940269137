"""Every link and form works as plain HTML."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_whole_work_is_done_without_a_script(world, look):
    code = world.text("길이 파였어요")
    clerk = look("clerk1", "/inbox/", script=False)
    clerk.get_by_role("link", name="길이 파였어요").click()
    clerk.locator("#assign-department").select_option("roads")
    clerk.get_by_role("button", name="부서로 보내기").click()
    officer = look("roads.officer", f"/cases/{code}/", script=False)
    officer.get_by_label("보낼 글").fill("오늘 메웠습니다. - 한들구 도로과")
    officer.get_by_role("button", name="확인 올리기").click()
    mayor = look("mayor", "/morning/", script=False, width=390)
    mayor.get_by_role("link", name="차례로 확인하기").click()
    mayor.get_by_role("button", name="이대로 보내기").click()
    expect(mayor.get_by_text("에 나갑니다")).to_be_visible()
    assert world.case(code).row.state == "confirmed"
    mayor.get_by_role("button", name="되돌리기").click()
    assert world.case(code).row.state == "awaiting_confirmation"
