"""From the ledger to a public story, in both languages, on a desk and on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from townline.prevention.policy import api
from townline.prevention.policy.tests.way import WORDS, act, bring_matter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_result_is_adopted_and_told_to_everybody(world, look):
    matter = bring_matter(world, world.text("비 오면 방에 물이 차요"), steps=4)
    page = look("clerk1", "/policy/")
    assert violations(page) == []
    page.get_by_role("link", name="반지하 침수").click()
    expect(page.get_by_text("95% 신뢰구간")).to_be_visible()
    assert violations(page) == []
    page.locator("#a-reason").fill("효과가 있었습니다")
    page.locator(f'form[action="/policy/{matter.pk}/adopt"] button').click()
    expect(page.get_by_text("정책 채택").first).to_be_visible()
    page.get_by_text("이야기 쓰기").click()
    for name, words in WORDS.items():
        page.locator(f'[name="{name}"]').fill(words)
    page.get_by_role("button", name="이야기 저장").click()
    page.get_by_role("button", name="이야기 공개").click()
    expect(page.get_by_text("공개 중")).to_be_visible()
    page.goto("/open/stories?lang=ko")
    assert violations(page) == []
    page.get_by_role("link", name="역류방지밸브").click()
    expect(page.get_by_text("밸브를 달았습니다.")).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Backflow valves")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert api.public_story(matter.pk) is not None
    api.story_publish(**act(world), number=matter.pk, on=False)
