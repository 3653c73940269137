"""An administrator goes from a number to its erasure by the page; axe on each step."""

import pytest
from playwright.sync_api import expect

from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_kept_is_seen_and_erased_after_a_question(world, look):
    world.text("길이 파였어요", sender="01000000077")
    page, found = look("admin", "/privacy/person/", width=390), []
    page.get_by_label("전체 번호").fill("010-0000-0077")
    page.get_by_role("button", name="보관 중인 자료 확인").click()
    expect(page.get_by_role("heading", name="보관 중인 자료")).to_be_visible()
    assert "0077" not in page.url
    found += violations(page)
    page.locator("#erase-reason").fill("본인 방문 신청")
    page.get_by_label("건을 답변 없이 종결하고 파기").check()
    page.get_by_role("button", name="파기 전 확인").click()
    expect(page.get_by_role("heading", name="자료를 파기할까요?")).to_be_visible()
    found += violations(page)
    page.get_by_label("번호의 끝 네 자리").fill("0077")
    page.get_by_role("button", name="모두 파기").click()
    # The words stand a second time for screen readers, soon after the page is there.
    expect(page.get_by_role("region", name="처리 결과")).to_contain_text(
        "민원 1건의 내용을 파기했습니다"
    )
    assert found == []
