"""Beside the draft, by keyboard: templates (T), old answers (O, 1 to 3), hints; no mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.chromium import reply, violations
from townline.casework.cases import api as cases
from townline.platform.departments.api import Act

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sorted_case(world, body, sender):
    code = world.text(body, sender)
    clerk = world.person("clerk1")
    cases.case_assign(Act(clerk, world.now), code=code, department="roads", service="roads")
    return code


def answer_case(world, body, words, sender):
    code = sorted_case(world, body, sender)
    world.draft(code, words)
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    for job in world.send():
        world.receipt(job)


def test_an_answer_is_put_together_by_keys_alone(world, look):
    answer_case(world, "느티로 앞 도로에 구멍이 있어요", "오늘 메웠습니다.", "01000000050")
    case = sorted_case(world, "도로에 구멍이 깊게 파였어요", "01000000042")
    page = look("roads.officer", f"/cases/{case}/")
    page.keyboard.press("t")
    expect(page.locator("#opening")).to_be_focused()
    page.locator("#opening").select_option(label="파인 곳 보수 완료")
    draft = reply(page)
    expect(draft).to_be_focused()
    expect(draft).to_have_value(re.compile(r"보수반이 나가 \[…어떻게\] 메웠습니다"))
    expect(page.locator("[data-saved]")).to_have_text(re.compile("저장됨"))
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    press = page.locator("#old").get_by_role("button", name=re.compile("초안에 넣기"))
    expect(press).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("1")
    expect(page.locator("#draft")).to_have_value(
        re.compile("메웠습니다.*\n오늘 메웠습니다.$", re.DOTALL)
    )
    reply(page).fill("금일 조치 예정입니다.")
    expect(page.locator("#hints")).to_contain_text("‘금일’ → 오늘")
    expect(page.locator("#draft")).to_be_focused()
    assert world.case(case).draft.template == "roads-hole-filled"


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_english_goes_out_with_the_korean_beside_it(world, look):
    case = sorted_case(world, "There is a deep hole in the road", "01000000077")
    page = look("roads.officer", f"/cases/{case}/", width=390)
    reply(page)
    page.locator("#opening").select_option(label="파인 곳 보수 완료")
    expect(page.locator("#draft")).to_have_value(re.compile("^Our repair crew"))
    expect(page.locator("#korean")).to_have_value(re.compile("보수반이"))
    assert violations(page) == []
    words = page.locator("#draft").input_value() + page.locator("#korean").input_value()
    reply(page).fill("We filled it today.")
    expect(page.locator("#hints")).to_contain_text("승인된 서식에 없는 표현입니다")
    assert "[…" in words
    page.locator("#korean").fill("오늘 메웠습니다.")
    page.get_by_role("button", name=re.compile("승인 요청")).click()
    page.wait_for_url("**/inbox/**")
    mayor = look("mayor", f"/morning/{case}/", width=390)
    expect(mayor.get_by_text("오늘 메웠습니다.")).to_be_visible()
    assert violations(mayor) == []
