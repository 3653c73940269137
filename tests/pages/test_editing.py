"""An administrator edits a text, sees it as a resident will, and takes it back in one press."""

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from townline.platform.conversations.models import OutgoingText

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "[한들구] 잘 받았습니다. 접수번호 {code}, {due}까지 답을 드립니다."


def receipt(world, body, sender):
    code = world.text(body, sender)
    return OutgoingText.objects.order_by("id").last().body.replace(code, "CODE")


def test_a_text_is_edited_previewed_sent_and_undone(world, look):
    before = receipt(world, "가로등이 꺼졌어요", "01000000051")
    page = look("admin", "/settings/texts/")
    page.get_by_label("이름이나 내용").fill("새 민원이 접수됨")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="문자로 새 민원이 접수됨").click()
    words = page.get_by_label("한국어", exact=True)
    words.fill(NEW + "{queue}")
    expect(page.locator("#samples")).to_contain_text("입력 내용을 고치면")
    words.fill(NEW)
    sample = page.locator("#samples figure").first
    expect(sample).to_contain_text("잘 받았습니다. 접수번호 H7-2481,")
    expect(sample).to_contain_text("바이트")
    page.get_by_label("사유 (선택)").fill("더 따뜻하게")
    page.get_by_role("button", name="저장").click()
    expect(page.locator(".tl-said")).to_contain_text("저장했습니다")
    expect(page.locator("ins").first).to_contain_text("잘")
    expect(page.get_by_text("더 따뜻하게")).to_be_visible()
    assert violations(page) == []
    sent = receipt(world, "길이 파였어요", "01000000052")
    assert sent.startswith("[한들구] 잘 받았습니다. 접수번호 CODE,")
    page.locator(".ui-toasts").get_by_role("button", name="실행 취소").click()
    expect(page.locator(".tl-said")).to_contain_text("복원했습니다")
    after = receipt(world, "물이 새요", "01000000053")
    assert after.partition(",")[0] == before.partition(",")[0]
    assert not after.startswith("[한들구] 잘 받았습니다")


def test_a_phone_has_all_of_it_by_keyboard(world, look):
    page = look("admin", "/settings/alarms/gas/", width=390, dark=True, language="en")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("#f-name-en").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Gas leak")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gas leak")
    assert violations(page) == []
