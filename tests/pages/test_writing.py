"""Words are never lost: saved by themselves, never overwritten, counted as they are typed."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.chromium import reply
from townline.platform.conversations.api import measure
from townline.platform.core.tests.deciding import decide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    return code


def test_words_save_themselves_and_those_to_avoid_are_hinted_at(world, look, case):
    page = look("roads.officer", f"/cases/{case}/")
    base = page.locator("[name=base_version]")
    reply(page).fill("금일 메웠습니다.")
    expect(page.locator("#hints")).to_contain_text("‘금일’ → 오늘")
    expect(page.locator("[data-saved]")).to_have_text("저장됨 14:32")
    version = int(base.input_value()) + 1
    reply(page).fill("오늘 메웠습니다.")
    expect(page.locator("#hints")).not_to_contain_text("금일")
    expect(base).to_have_value(str(version))
    assert world.case(case).draft.body == "오늘 메웠습니다."
    reply(page).fill("오늘 저녁에 메웠습니다.")
    expect(base).to_have_value(str(version + 1))
    assert world.case(case).draft.body == "오늘 저녁에 메웠습니다."


def test_opening_another_row_saves_what_was_written(world, look, case):
    other = world.text("가로등이 꺼졌어요", "01000000043")
    world.assign(other)
    page = look("roads.officer", f"/cases/{case}/")
    reply(page).fill("쓰다 만 글")
    page.locator(f"#row-{other}").click()
    expect(page.locator("#pane [data-code]")).to_have_attribute("data-code", other)
    page.locator(f"#row-{case}").click()
    expect(page.locator("#draft")).to_have_value("쓰다 만 글")


def test_two_writers_see_each_other_and_both_texts(world, look, case):
    first = look("roads.officer", f"/cases/{case}/")
    second = look("roads.officer2", f"/cases/{case}/")
    reply(first).fill("첫 사람의 글")
    expect(first.locator("[data-saved]")).to_have_text("저장됨 14:32")
    # What is written while the page asks how the case now stands is not taken for saved.
    with hold_requests(second):
        reply(second).fill("둘째 사람의 글")
    expect(second.get_by_text("다른 직원이 먼저 저장했습니다.").first).to_be_visible()
    expect(second.locator("#draft")).to_have_value("둘째 사람의 글")
    second.evaluate("window.ticks = 0; setInterval(() => { window.ticks += 1 }, 5)")
    second.get_by_role("button", name="둘 다 보기").click()
    expect(second.get_by_text("첫 사람의 글")).to_be_visible()
    # That page took the place of the case's: nothing that waited there runs here.
    ticks = second.evaluate("window.ticks")
    second.wait_for_timeout(100)
    assert second.evaluate("window.ticks") == ticks
    expect(second.get_by_label("내가 쓴 초안")).to_have_value("둘째 사람의 글")
    # Who leaves without choosing finds their own words again, and that there are others'.
    second.get_by_label("내가 쓴 초안").fill("둘째 사람의 긴 글")
    second.goto(second.url.split("/write")[0].rstrip("/") + "/")
    expect(second.locator("#draft")).to_have_value("둘째 사람의 긴 글")
    expect(second.get_by_text("다른 직원이 먼저 저장했습니다.").first).to_be_visible()
    assert world.case(case).draft.body == "첫 사람의 글"
    second.get_by_role("button", name="둘 다 보기").click()
    expect(second.get_by_label("내가 쓴 초안")).to_have_value("둘째 사람의 긴 글")
    second.get_by_role("button", name="이 초안으로 저장").click()
    expect(second.locator("#draft")).to_have_value("둘째 사람의 긴 글")
    assert world.case(case).draft.body == "둘째 사람의 긴 글"
    assert "도로과 담당 1" in second.locator("#presence").inner_text()


# The boxes and the composer are asked for anew within that time, and the list it may be.
HOLD = """() => {
  const ask = tl.page;
  window.held = [];
  tl.page = async (url) => {
    const page = await ask(url);
    await new Promise((go) => { window.held.push(go); });
    return page;
  };
  document.dispatchEvent(new CustomEvent("tl:case", { detail: {} }));
  return new Promise((go) => { setTimeout(go, 1300); });
}"""


@contextmanager
def hold_requests(page):
    """Tell a page that its case changed, and let what it asks for come after the block."""
    page.evaluate(HOLD)
    for _ in range(200):
        if page.evaluate("window.held.length") >= 2:
            break
        page.wait_for_timeout(50)
    yield
    page.evaluate("window.held.forEach((go) => go())")


BODIES = ("hello [x]", "a" * 161, "가" * 45, "가" * 46, "가" * 70, "가" * 71, "가😀" * 40,
          "가" * 1001, "")  # fmt: skip


def test_the_counter_agrees_with_the_server(look, case):
    page = look("roads.officer", f"/cases/{case}/")
    words = {"SMS": "짧은 문자(SMS) 1건", "LMS": "긴 문자(LMS) 1건", "too_long": "너무 깁니다"}
    for body in BODIES:
        reply(page).fill(body)
        truth = measure(body)
        expect(page.locator("[data-bytes]"), body).to_have_text(f"{truth.bytes_cp949:,}")
        expect(page.locator("[data-kind]"), body).to_have_text(words[truth.kind])
        expect(page.locator("[data-segments]"), body).to_have_text(str(truth.segments))


def test_the_counter_counts_the_question_about_the_answer_as_the_server_adds_it(
    world, look, case, monkeypatch
):
    decide(monkeypatch, rating={"with_answer": True})
    page = look("roads.officer", f"/cases/{case}/")
    goes, later = page.locator("#tail [data-goes]"), page.locator("#tail [data-later]")
    asks = page.locator("#tail q").text_content()

    def check_counter(body, sent):
        reply(page).fill(body)
        expect(page.locator("[data-bytes]")).to_have_text(f"{measure(sent).bytes_cp949:,}")
        return goes.is_visible(), later.is_visible()

    written = f"오늘 메웠습니다.\n\n{asks}"
    assert check_counter("오늘 메웠습니다.\n", written) == (True, False)
    assert check_counter(written, written) == (False, False)
    assert check_counter("가" * 990, "가" * 990) == (False, True)
    page.get_by_text("중간답변", exact=True).first.click()
    assert check_counter("오늘 메웁니다.", "오늘 메웁니다.") == (False, False)
    page.locator("#write").get_by_text("답변", exact=True).first.click()
    check_counter("오늘 메웠습니다.", written)
    page.locator("[data-key=submit]").click()
    expect(page.get_by_text("승인을 요청했습니다.").first).to_be_visible()
    assert world.case(case).draft.body == written


def test_only_the_fields_of_the_chosen_kind_are_seen(look, case):
    page = look("roads.head", f"/cases/{case}/")
    reply(page)
    for kind, label in (("중간답변", "다음 안내 예정일"), ("불수용", "불수용 사유")):
        expect(page.get_by_label(label)).to_be_hidden()
        page.get_by_text(kind, exact=True).first.click()
        expect(page.get_by_label(label)).to_be_visible()
    page.get_by_text("질문", exact=True).click()
    expect(page.get_by_role("button", name="보완 요청")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("승인 요청"))).to_be_hidden()


def test_a_set_phrase_goes_where_the_cursor_is(world, look, case):
    page = look("roads.officer", f"/cases/{case}/")
    reply(page).fill("오늘 메웠습니다. ")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("#opening")).to_be_focused()
    page.locator("#opening").select_option(
        page.locator("#opening option[value^='궁금한 점은']").get_attribute("value")
    )
    expect(page.locator("#draft")).to_have_value(re.compile("^오늘 메웠습니다. .*- 한들구 도로과$"))
    expect(page.locator("#draft")).to_be_focused()


def test_one_who_only_reads_is_seen_too(world, look, case):
    world.draft(case)
    world.submit(case)
    reader = look("auditor", "/inbox/")
    with reader.expect_response("**/presence"):
        reader.goto(f"/cases/{case}/")
    page = look("clerk1", f"/cases/{case}/")
    expect(page.locator("#presence")).to_contain_text("함께 보는 중")


def test_on_a_low_screen_what_is_saved_is_said_in_sight(look, case):
    page = look("roads.officer", f"/cases/{case}/")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.keyboard.press("r")
    expect(page.locator("#draft")).to_be_focused()
    counter_box, button_box = (page.locator(box).bounding_box() for box in ("#counter", ".deeds"))
    assert counter_box["y"] + counter_box["height"] <= button_box["y"]
