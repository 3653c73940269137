"""On the mayor's phone: many answers with one tap each, a swipe that only moves, and no network."""

import time

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.amount import ALL
from townline.platform.departments import api as departments

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFLINE_READY = "body[data-offline=ready]"
TAPS = 10 if ALL else 4
SWIPE = """(by) => {
  const main = document.getElementById("main");
  const at = (x) => [new Touch({ identifier: 1, target: main, clientX: x, clientY: 300 })];
  const told = (kind, touches, x) => main.dispatchEvent(
    new TouchEvent(kind, { bubbles: true, touches, changedTouches: at(x) }));
  told("touchstart", at(200), 200);
  told("touchend", [], 200 + by);
}"""


def waiting(world, number, body="오늘 메웠습니다. - 한들구 도로과"):
    """Bring a text as far as the mayor's desk; the later, the later its promise."""
    world.wait(minutes=1)
    code = world.text(f"길이 {number}군데 파였어요", f"010000002{number:02d}")
    world.assign(code)
    world.draft(code, body)
    world.submit(code)
    return code


def state(world, code):
    return str(world.case(code).row.state)


def press(page):
    page.get_by_role("button", name="승인·발송").click()


def test_answers_take_a_tap_each_and_a_swipe_only_moves(world, look):
    codes = [waiting(world, number) for number in range(TAPS)]
    page = look("mayor", f"/morning/{codes[0]}/", width=390)
    for by, there in ((-150, codes[1]), (20, codes[1]), (150, codes[0])):
        page.evaluate(SWIPE, by)
        expect(page.locator("main")).to_have_attribute("data-code", there)
    page.keyboard.press("ArrowRight")
    expect(page.locator("main")).to_have_attribute("data-code", codes[1])
    assert {state(world, code) for code in codes} == {"awaiting_confirmation"}
    begun, taps = time.monotonic(), 0
    while page.locator("main").get_attribute("data-code"):
        code = page.locator("main").get_attribute("data-code")
        press(page)
        taps += 1
        world.wait(seconds=1)
        expect(page.locator(f"main[data-code='{code}']")).to_have_count(0)
        expect(page.locator(f".undo[action='/morning/{code}/undo']")).to_be_visible()
    # With -s it says how long the browser took; nothing is asserted of a clock.
    print(f"{taps} taps, {time.monotonic() - begun:.1f} s")  # noqa: T201 -- as above
    assert taps == len(codes)
    assert {state(world, code) for code in codes} == {"confirmed"}


def test_presses_without_a_network_wait_and_only_unchanged_words_go(world, look):
    one, other = waiting(world, 1), waiting(world, 2)
    page = look("mayor", "/morning/", width=390)
    page.wait_for_selector(OFFLINE_READY)
    page.context.set_offline(True)
    page.goto("/morning/")
    expect(page.locator("#live")).to_contain_text("연결 끊김")
    expect(page.locator("#live")).to_contain_text("기준")
    page.get_by_role("link", name="차례로 검토").click()
    press(page)
    expect(page.locator("main")).to_have_attribute("data-code", other)
    press(page)
    expect(page.locator("#queue")).to_contain_text("연결되면 보낼 항목 2건")
    assert {state(world, code) for code in (one, other)} == {"awaiting_confirmation"}

    world.draft(other, "둘레까지 메웠습니다. - 한들구 도로과")
    world.submit(other)
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#queue")).to_contain_text(f"{other}: 내용이 바뀌어 발송하지 않았습니다")
    assert state(world, one) == "confirmed"
    assert state(world, other) == "awaiting_confirmation"
    page.locator("#queue a").click()
    expect(page.locator("section.changed ins").first).to_be_visible()
    press(page)
    expect(page.locator(f".undo[action='/morning/{other}/undo']")).to_be_visible()
    assert [line.event for line in world.case(one).history].count("case:answer:approve") == 1


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_press_after_the_sign_in_ended_waits_for_the_same_person(world, look, settings):
    settings.TOWNLINE_DEMO = True
    code = waiting(world, 4)
    page = look("mayor", "/morning/", width=390)
    page.wait_for_selector(OFFLINE_READY)
    page.goto(f"/morning/{code}/")
    Session.objects.all().delete()
    press(page)
    expect(page.get_by_role("alert").first).to_contain_text("다시 로그인하세요")
    assert state(world, code) == "awaiting_confirmation"
    page.locator("button[value=mayor]").click()
    page.wait_for_url("**/morning/**")
    for _ in range(100):
        if state(world, code) == "confirmed":
            break
        page.wait_for_timeout(100)
    assert state(world, code) == "confirmed"
    assert [line.event for line in world.case(code).history].count("case:answer:approve") == 1


def test_another_persons_presses_stay_and_signing_out_leaves_nothing(world, look):
    code = waiting(world, 3)
    mayor, deputy = (departments.staff_by_username(who).id for who in ("mayor", "deputy"))
    page = look("mayor", "/morning/", width=390)
    page.wait_for_selector(OFFLINE_READY)
    draft = world.case(code).draft
    left = {
        "press": "1f0c7b2e-0000-4000-8000-000000000000", "person": str(deputy), "at": 1,
        "code": code, "hash": draft.hash, "seen": str(draft.version), "state": "waiting",
    }  # fmt: skip
    page.evaluate(
        """(one) => new Promise((done) => {
          const opening = indexedDB.open("townline-morning", 1);
          opening.onupgradeneeded = () =>
            opening.result.createObjectStore("presses", { keyPath: "press" });
          opening.onsuccess = () => {
            const deal = opening.result.transaction("presses", "readwrite");
            deal.objectStore("presses").put({ ...one, at: Date.now() });
            deal.oncomplete = () => { opening.result.close(); done(); };
          };
        })""",
        left,
    )
    page.reload()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_load_state("networkidle")
    assert state(world, code) == "awaiting_confirmation"
    assert page.locator("#queue").is_hidden()
    assert page.locator("body").get_attribute("data-person") == str(mayor)

    page.locator(".tl-menu:not(.tl-more) summary").click()
    page.get_by_role("button", name="로그아웃").click()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("indexedDB.databases()") == []
    workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert page.evaluate(workers) == 0
