"""Words survive a sign-in that ended, a line that broke and a fault of the server's."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.chromium import reply
from tests.staff_forms import staff_forms

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENDED = "저장되지 않았습니다. 다시 로그인하세요."
NOTE = "현장에서 들은 말입니다."
STORED = "() => Object.entries(localStorage).flat().join()"
# A form's own markup, in a page of the console; filled in, and sent by its last button.
SEND = """([markup, words]) => {
  const box = document.getElementById("main").appendChild(document.createElement("div"));
  box.id = "tried";
  box.innerHTML = markup;
  const form = box.querySelector("form"), types = "[type=hidden], [type=checkbox], [type=radio]";
  form.noValidate = true;
  const texts = [...form.querySelectorAll("textarea, input")].filter((one) => !one.matches(types));
  const box_ = texts.find((one) => !one.type || ["text", "textarea", "search"].includes(one.type));
  if (box_) box_.value = words;
  document.getElementById("unsaved").replaceChildren();
  form.requestSubmit();
}"""
FORMS = staff_forms()


@pytest.fixture
def case(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    return code


@pytest.fixture(autouse=True)
def one_press_to_sign_in(settings):
    settings.TOWNLINE_DEMO = True


def end_session():
    Session.objects.all().delete()


def until(page, what):
    """Wait for something to be so; the page's own policy forbids the debugger's way."""
    for _ in range(100):
        if page.evaluate(what):
            return
        page.wait_for_timeout(50)
    raise AssertionError(what)


def bar(page):
    return page.locator("#unsaved")


def sign_in(page, username="roads.officer"):
    """Follow the bar to the sign-in page, and step in at the demo's door."""
    bar(page).get_by_role("link", name="로그인").click()
    page.wait_for_url("**/sign-in/**")
    page.locator("#demo-person").select_option(username)
    page.get_by_role("button", name="이 사용자로 로그인").click()


def notes(world, code):
    return [note.body for note in world.case(code).notes]


def write_note(page):
    page.locator("#note").fill(NOTE)
    page.locator("form:has(#note) button").last.click()


def test_there_are_forms_of_every_kind():
    rooms = {form.template.partition("/")[0] for form in FORMS}
    assert len(FORMS) > 80
    assert rooms >= {"cases", "answers", "config", "departments", "queues", "number_desk"}
    assert {"answers/composer.html", "cases/side_notes.html", "visits/visit_stop.html"} <= {
        form.template for form in FORMS
    }


def test_every_form_of_the_console_keeps_its_words_when_the_session_has_ended(look, case):
    page = look("roads.officer", "/mine/")
    here = page.url
    end_session()
    wrong = []
    for form in (one for one in FORMS if not one.plain):
        page.evaluate("localStorage.clear()")
        page.evaluate(SEND, [form.markup, NOTE])
        try:
            expect(bar(page)).to_contain_text(ENDED, timeout=5000)
            until(page, "Object.keys(localStorage).length > 0")
        except Exception as error:  # noqa: BLE001 -- each form is named, whatever went wrong
            wrong.append(f"{form}: {str(error)[:80]}")
        if page.url != here:
            wrong.append(f"{form}: left the page")
            page.goto(here)
        page.evaluate("document.getElementById('tried')?.remove()")
    assert wrong == []


def test_the_composer_does_not_say_saved_and_saves_after_the_sign_in(world, look, case):
    page = look("roads.officer", f"/cases/{case}/")
    reply(page).fill("오늘 메웠습니다.")
    expect(page.locator("[data-saved]")).to_have_text("저장됨 14:32")
    end_session()
    reply(page).fill("오늘 저녁에 메웠습니다. 금일")
    expect(bar(page)).to_contain_text(ENDED)
    expect(page.locator("[data-saved]")).not_to_contain_text("저장됨")
    expect(page.locator("#draft")).to_have_value("오늘 저녁에 메웠습니다. 금일")
    expect(page.locator("#composer")).not_to_contain_text("맡은 분만")
    assert "메웠습니다" not in page.evaluate(STORED)
    sign_in(page)
    page.wait_for_url(f"**/cases/{case}/")
    expect(page.locator("#draft")).to_have_value("오늘 저녁에 메웠습니다. 금일")
    expect(page.locator("[name=base_version]")).to_have_value("2")
    assert world.case(case).draft.body == "오늘 저녁에 메웠습니다. 금일"
    assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_note_is_saved_once_after_the_sign_in(world, look, case):
    page = look("roads.officer", f"/cases/{case}/")
    end_session()
    write_note(page)
    expect(bar(page)).to_contain_text(ENDED)
    assert notes(world, case) == []
    sign_in(page)
    expect(page.locator("#notes")).to_contain_text(NOTE)
    page.reload()
    assert notes(world, case) == [NOTE]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_no_error_page_is_swapped_into_a_part_of_the_page(world, look, case):
    other = world.text("가로등이 꺼졌어요", "01000000043")
    world.assign(other)
    page = look("roads.officer", f"/cases/{case}/")
    expect(page.locator(f"#row-{other}")).to_be_visible()
    end_session()
    page.locator(f"#row-{other}").click()
    expect(bar(page)).to_contain_text("다시 로그인하세요")
    expect(page.locator("#pane [data-code]")).to_have_attribute("data-code", case)
    assert page.url.endswith(f"/cases/{case}/")


@pytest.mark.parametrize("trouble", ["lost", "broken"])
def test_a_lost_line_and_a_fault_keep_the_words_and_a_person_sends_them_again(
    world, look, case, trouble
):
    page = look("roads.officer", f"/cases/{case}/")
    if trouble == "lost":
        page.context.set_offline(True)
    else:
        page.route("**/note?*", lambda route: route.fulfill(status=503, body="away"))
    write_note(page)
    expect(bar(page)).to_contain_text("저장되지 않았습니다.")
    expect(page.locator("#note")).to_have_value(NOTE)
    page.context.set_offline(False)
    page.unroute_all()
    page.reload()
    expect(page.locator("#note")).to_have_value(NOTE)
    assert notes(world, case) == []
    page.locator("form:has(#note) button").last.click()
    expect(page.locator("#notes")).to_contain_text(NOTE)
    assert notes(world, case) == [NOTE]


def test_words_are_for_their_person_and_go_at_sign_out(world, look, case):
    page = look("roads.officer", f"/cases/{case}/")
    end_session()
    write_note(page)
    expect(bar(page)).to_contain_text(ENDED)
    sign_in(page, "roads.officer2")
    page.wait_for_url(f"**/cases/{case}/")
    until(page, "!!window.tl?.taken && document.readyState === 'complete'")
    expect(page.locator("#note")).to_have_value("")
    assert NOTE not in page.evaluate(STORED)
    assert len(page.evaluate("Object.keys(localStorage)")) == 1
    assert notes(world, case) == []
    page.locator(".tl-menu:not(.tl-more) summary").click()
    page.get_by_role("button", name="로그아웃").click()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_sign_in_in_another_tab_lets_the_form_through(world, look, case):
    page = look("roads.officer", f"/cases/{case}/")
    page.context.clear_cookies(name="csrftoken")
    other_tab = page.context.new_page()
    other_tab.goto("/my/keys/")
    write_note(page)
    expect(page.locator("#notes")).to_contain_text(NOTE)
    assert notes(world, case) == [NOTE]


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_another_person_in_another_tab_is_not_made_the_writer(world, look, case):
    page = look("roads.officer", f"/cases/{case}/")
    other_tab = page.context.new_page()
    other_tab.goto("/my/keys/")
    other_tab.context.clear_cookies(name="townline")
    other_tab.goto("/sign-in/")
    other_tab.locator("#demo-person").select_option("roads.officer2")
    other_tab.get_by_role("button", name="이 사용자로 로그인").click()
    other_tab.wait_for_url(lambda url: "sign-in" not in url)
    write_note(page)
    expect(bar(page)).to_contain_text("다른 사람이 로그인했습니다")
    assert notes(world, case) == []


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_an_instruction_of_the_mayor_is_kept_too(world, look):
    code = world.text("길이 파였어요")
    page = look("mayor", f"/morning/text/{code}/", width=390)
    until(page, "!!window.tl?.taken")
    end_session()
    page.locator("#pass-on summary").click()
    page.locator("#order").fill("오늘 안에 보고해 주세요.")
    page.locator("#pass-on form button").click()
    expect(bar(page)).to_contain_text(ENDED)
    expect(page.locator("#order")).to_have_value("오늘 안에 보고해 주세요.")


def test_without_a_script_the_sign_in_gives_the_words_back(world, look, case):
    page = look("roads.officer", f"/cases/{case}/", script=False)
    end_session()
    write_note(page)
    expect(page.get_by_role("alert").first).to_contain_text(ENDED)
    page.locator("#demo-person").select_option("roads.officer")
    page.get_by_role("button", name="이 사용자로 로그인").click()
    expect(page.get_by_label("쓰신 내용")).to_have_value(NOTE)
    page.get_by_role("button", name="다시 저장").click()
    expect(page.locator("#notes")).to_contain_text(NOTE)
    assert notes(world, case) == [NOTE]
