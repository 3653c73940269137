"""Splitting, moving and merging by keys alone; undone by one; axe on what is new."""

import re

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import violations
from townline.casework.cases.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def code(world):
    code = world.text("큰길 도로에 구멍이 났어요")
    world.wait(minutes=5)
    world.text("그리고 소음이 너무 심해요")
    return code


def received_bodies(world, code):
    return [t.body for t in world.case(code).thread if t.direction == "in"]


def test_a_text_is_picked_split_off_and_put_back_by_keys(world, look, code):
    page = look("clerk1", f"/cases/{code}/")
    box = page.get_by_label("이 문자 선택: 그리고 소음이 너무 심해요")
    page.keyboard.press("x")
    expect(box).to_be_focused()
    page.keyboard.press("x")
    expect(box).not_to_be_checked()
    page.keyboard.press("x")
    expect(box).to_be_checked()
    page.keyboard.press("n")
    expect(page.get_by_role("status").filter(has_text="분리했습니다")).to_be_visible()
    new = Case.objects.exclude(code=code).get().code
    expect(page).to_have_url(re.compile(f"/cases/{new}/"))
    assert received_bodies(world, code) == ["큰길 도로에 구멍이 났어요"]
    page.keyboard.press("z")
    expect(page.get_by_role("status").filter(has_text="실행을 취소했습니다")).to_be_visible()
    assert len(received_bodies(world, code)) == 2


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_text_is_moved_by_keys(world, look, code):
    other = world.text("다른 집입니다", sender="01000000043")
    page = look("clerk1", f"/cases/{code}/")
    page.keyboard.press("x")
    page.keyboard.press("v")
    page.keyboard.type(other.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="이동했습니다")).to_be_visible()
    assert "그리고 소음이 너무 심해요" in received_bodies(world, other)


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_cases_are_merged_by_keys_and_put_back(world, look, code):
    other = world.text("같은 구멍입니다", sender="01000000043")
    page = look("clerk1", f"/cases/{other}/")
    page.keyboard.press("g")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/compare"))  # two strangers: both are read first
    page.get_by_role("button", name="같은 일로 병합").click()
    expect(page.get_by_role("status").filter(has_text="에 병합했습니다")).to_be_visible()
    assert len(received_bodies(world, code)) == 3
    page.keyboard.press("z")
    expect(page.get_by_role("status").filter(has_text="실행을 취소했습니다")).to_be_visible()
    assert received_bodies(world, other) == ["같은 구멍입니다"]


@pytest.mark.parametrize("how", ways([{}, {"width": 390}, {"width": 390, "dark": True}]))
def test_axe_finds_nothing_on_what_is_new(world, look, code, how):
    other = world.text("같은 구멍입니다", sender="01000000043")
    page = look("clerk1", f"/cases/{other}/")
    page.keyboard.press("g")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/compare"))  # two strangers: both are read first
    page.get_by_role("button", name="같은 일로 병합").click()
    expect(page.get_by_role("status").filter(has_text="에 병합했습니다")).to_be_visible()
    page = look("clerk1", f"/cases/{code}/", **how)
    page.locator("#regrouping > summary").click()
    assert violations(page) == []
    page.locator(".pop.more > summary").click()
    page.get_by_label("차단 사유").fill("광고")
    page.get_by_label("차단 종료일").fill("2027-01-01")
    page.get_by_role("button", name="번호 차단").click()
    expect(page.get_by_role("status").filter(has_text="번호를 차단했습니다")).to_be_visible()
    assert violations(page) == []
    page.goto("/blocked/")
    expect(page.get_by_text("광고")).to_be_visible()
    assert violations(page) == []
