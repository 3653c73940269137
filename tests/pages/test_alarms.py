"""An alarm on the pages: it comes by itself, sounds, counts down, and one key acknowledges it."""

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import reply, violations
from townline.casework.alarms.models import Alarm
from townline.casework.alarms.tests.alarming import again, raise_alarm
from townline.platform.core.history import marks
from townline.prevention.hazards import api as hazards

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ALARM_EVENT = "document.dispatchEvent(new CustomEvent('tl:alarm', {detail: {}}))"


def test_it_comes_sounds_counts_down_and_one_key_acknowledges(world, look):
    code = world.text("1층 복도에서 가스 냄새가 심해요 어지러워요")
    page = look("clerk1", f"/cases/{code}/")
    page.get_by_role("heading", level=1).click()
    alarm = again(world, code)
    page.evaluate(ALARM_EVENT)
    expect(page.locator("#banners")).to_contain_text(f"위험: 가스 냄새 {code}")
    sound = page.locator("#banners audio")
    expect(sound).to_have_js_property("error", None)
    expect(sound).to_have_js_property("ended", value=True, timeout=5000)
    page.evaluate(
        "document.querySelector('[data-ack]').dataset.ack = new Date(Date.now() + 192900)"
    )
    expect(page.locator("[data-ack]").first).to_contain_text("3:1")
    page.evaluate(
        "document.querySelector('[data-ack]').dataset.ack = new Date(Date.now() - 192900)"
    )
    expect(page.locator("[data-ack]").first).to_contain_text(" 경과")
    page.reload()
    assert violations(page) == []
    page.keyboard.press("c")
    expect(page.get_by_text("경보를 확인했습니다.").first).to_be_visible()
    assert Alarm.objects.get(id=alarm.id).acknowledged_by.username == "clerk1"
    assert violations(page) == []
    page.get_by_text("오경보").first.click()
    page.get_by_label("오경보인 이유").fill("보일러 점검")
    page.get_by_role("button", name="오경보로 처리").click()
    expect(page.get_by_role("button", name="실행 취소").first).to_be_visible()


def test_two_alerts_are_one_strip_with_the_danger_first(world, look):
    raise_alarm(world)
    late = [["2026-01-01T00:00:00+00:00", ""]]
    marks.mark_put(hazards.DUE_MARK, at=world.now, due=late)
    page = look("clerk1", "/duty/")
    expect(page.locator(".tl-banner")).to_have_count(2)
    expect(page.locator(".tl-banner:visible")).to_have_count(1)
    expect(page.locator(".tl-banner:visible")).to_contain_text("가스 냄새")
    expect(page.locator(".tl-rest > summary")).to_have_text("외 1건")


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_key_acknowledges_without_leaving_what_is_being_written(world, look):
    code = world.text("길이 파였어요", "01000000043")
    world.assign(code)
    alarm = raise_alarm(world)
    page = look("clerk1", f"/cases/{code}/")
    reply(page).press_sequentially("오늘 안에")
    page.keyboard.press("Escape")
    page.evaluate("window.stays = true")
    page.keyboard.press("c")
    expect(page.get_by_text("경보를 확인했습니다.").first).to_be_visible()
    expect(page.locator("#banners [data-key=ack]")).to_have_count(0)
    assert page.evaluate("window.stays")
    expect(page.locator("#draft")).to_have_value("오늘 안에")
    assert Alarm.objects.get(id=alarm.id).acknowledged_by.username == "clerk1"
    # Nobody has read the case by that.
    assert Alarm.objects.get(id=alarm.id).case.unread


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_the_second_one_hears_in_place_that_somebody_was_faster(world, look, visit):
    alarm = raise_alarm(world)
    page = look("clerk1", "/settings/rules/")
    visit("clerk2").post(f"/alarms/{alarm.id}/acknowledge")
    page.keyboard.press("c")
    expect(
        page.get_by_text("다른 직원이 먼저 경보를 확인했거나 종료했습니다").first
    ).to_be_visible()
    assert page.url.endswith("/settings/rules/")


def test_list_and_case_fit_narrow_phones_in_both_languages_and_the_dark(world, look):
    raise_alarm(world, "self_harm", "이제 다 끝내고 싶어요", "01000000043")
    alarm = raise_alarm(world)
    for width, language, dark in ways([(390, "ko", False), (1440, "en", False), (320, "en", True)]):
        page = look("clerk1", "/alarms/", width=width, language=language, dark=dark)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert violations(page) == []
        page.goto(f"/cases/{alarm.case.code}/")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert violations(page) == []
    page.goto("/inbox/")


def test_a_bar_does_not_lie_over_the_menu(world, look):
    raise_alarm(world)
    page = look("clerk1", "/inbox/")
    page.locator(".ui-me > summary").click()
    entries = page.locator(".tl-menu[open] a")
    entries.first.click(trial=True)
    # The inbox does not scroll as a whole.
    page.set_viewport_size({"width": 1366, "height": 500})
    entries.last.click(trial=True)
    names = entries.all_inner_texts()
    assert len(names) == len(set(names))
