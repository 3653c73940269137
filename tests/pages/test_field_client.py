"""The surveyor's page in a real browser: without a line, closed and opened again, refused, shut."""

import json
import re
from pathlib import Path

import httpx
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.chromium import violations
from tests.pages.field_work import OFFLINE_READY, phones, picture, work
from tests.pages.test_hazards import until
from townline.platform.core.history import audit
from townline.prevention.surveys.models import (
    FormVersion,
    Home,
    Household,
    Submission,
    SubmissionFile,
    SurveyorDevice,
)
from townline.prevention.surveys.services.forms import form_close
from townline.prevention.surveys.services.surveyors import token_renew, token_revoke

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTH = "document.documentElement.scrollWidth"
# Answers the first of each question that still waits for one.
FIRST = """() => document.querySelectorAll('.question-container').forEach((box) => {
  const choices = [...box.querySelectorAll('input[type=radio]')];
  if (choices.length && !choices.some((one) => one.checked)) choices[0].click();
})"""
# Chromium tells a page that was opened without a line nothing of the end of its emulation.
ONLINE = "() => dispatchEvent(new Event('online'))"
NUMBER = "010-0000-0077"
SAVED = {"ko": "이 휴대전화에 저장했습니다.", "en": "Saved on this phone."}


@pytest.fixture
def phone(chromium, pages, tmp_path, district):
    yield from phones(chromium, pages, tmp_path)


def unsent(page):
    return page.locator("[data-unsent]")


def online(page):
    page.context.set_offline(False)
    page.evaluate(ONLINE)


def begin(page, home, act):
    page.goto(f"{page.url.split('#')[0].removesuffix('fill')}#home/{home.uuid}")
    page.get_by_role("button", name=act, exact=True).click()
    expect(page.locator(".odk-form")).to_be_visible()


def answer(page, sill="30"):
    """Answer all of the form's questions, and wait until the draft is on the phone."""
    for field in page.get_by_role("spinbutton").all():
        field.press_sequentially(sill)
        field.press("Tab")
    page.evaluate(FIRST)
    # The first answer agrees to texts, so that the number is asked for.
    page.locator(".question-container", has_text="휴대전화 번호").locator("input").fill(NUMBER)


def photograph(page, number):
    page.locator("input[type=file]").first.set_input_files(picture(number))
    expect(page.locator(".question-container img")).to_be_visible()


def finish(page, button="작성 마침"):
    page.get_by_role("button", name=button).click()
    page.wait_for_selector("body[data-shown=ready]")


def ready(page):
    page.wait_for_selector(OFFLINE_READY)
    page.wait_for_selector(".fc-home")


def test_no_number_stands_at_a_filter_before_the_list_is_there(look):
    page, held = look(None, "/sign-in/", width=390), []

    def hold(route):
        held.append(route)

    page.route("**/media/homes.csv", hold)
    page.goto(work().address)
    until(lambda: held, page)
    counts = page.locator("[data-filter] b")
    expect(counts).to_have_text(["…"] * 4)
    held.pop().continue_()
    expect(counts).to_have_text(["3", "3", "0", "3"])


def test_three_homes_filled_without_a_line_arrive_once_and_are_graded(phone):
    field = work()
    page = phone(field.address)
    ready(page)
    expect(page.locator(".fc-number")).to_have_text(["1", "2", "3"])
    expect(page.locator(".fc-door")).to_contain_text("한들로 2 · 한 건물 2곳")
    page.locator(".fc-map summary").click()
    # Without WebGL the map says that the list holds the same.
    expect(page.locator(".tl-map-none")).to_be_visible()
    assert violations(page) == []
    page.context.set_offline(True)
    page.reload()
    begin(page, field.homes[0], "조사 시작")
    answer(page)
    photograph(page, 1)
    assert violations(page) == []
    assert page.evaluate(WIDTH) <= 390
    finish(page)
    expect(unsent(page)).to_contain_text("1건")
    begin(page, field.homes[1], "철거됨")
    page.get_by_role("button", name="작성 마침").click()
    expect(page.locator("[data-said]")).to_contain_text("사진이나 위치")
    photograph(page, 2)
    finish(page)
    begin(page, field.homes[2], "조사 시작")
    photograph(page, 3)
    expect(page.locator("[data-said]")).to_have_text(SAVED["ko"])
    page.context.close()  # in the midst of the third

    page = phone(field.address, offline=True)
    expect(unsent(page)).to_contain_text("2건")
    page.goto(f"{field.address}#home/{field.homes[2].uuid}")
    assert violations(page) == []
    page.get_by_role("link", name=re.compile("이어서 작성")).click()
    expect(page.locator(".question-container img")).to_be_visible()
    answer(page, "5")
    finish(page)
    expect(unsent(page)).to_contain_text("3건")
    assert Submission.objects.count() == 0
    online(page)
    expect(unsent(page)).to_contain_text("모두 보냄")

    assert list(Submission.objects.values_list("problem", flat=True)) == ["", "", ""]
    assert sorted(Home.objects.values_list("state", flat=True)) == ["excluded", "graded", "graded"]
    assert [each.source for each in Household.objects.all()] == ["form", "form"]
    stored = list(SubmissionFile.objects.all())
    assert len(stored) == 3
    assert all(file.size < 1_500_000 and file.name.endswith(".jpg") for file in stored)
    assert SurveyorDevice.objects.get().unsent == 0
    # Nothing is left to send again, and a page that is opened anew sends nothing.
    page.reload()
    page.wait_for_selector(OFFLINE_READY)
    page.get_by_role("button", name="조사함").click()
    expect(page.locator(".fc-home")).to_have_count(2)
    assert Submission.objects.count() == 3


def test_what_is_refused_stays_and_says_what_to_do(phone, pages):
    field = work()
    page = phone(field.address, language="en")
    ready(page)
    assert violations(page) == []
    page.context.set_offline(True)
    begin(page, field.homes[0], "Nobody home")
    finish(page, "Finished")
    # The same name came before with other answers, from wherever.
    own = page.evaluate("import('field/store').then((store) => store.all('outbox'))")[0]
    other = own["xml"].replace("nobody_home", "refused")
    sent = httpx.post(
        f"{pages}/openrosa/{field.token}/submission",
        files={"xml_submission_file": ("data.xml", other.encode(), "text/xml")},
        headers={"X-OpenRosa-Version": "1.0"}, trust_env=False,
    )  # fmt: skip
    assert sent.status_code == 201
    begin(page, field.homes[1], "Nobody home")
    form_close(form=FormVersion.objects.get(), actor=audit.SERVER, now=timezone.now())
    finish(page, "Finished")
    online(page)
    page.goto(f"{field.address}#outbox")
    problems = page.locator(".fc-problem")
    expect(problems).to_have_count(2)
    assert violations(page) == []
    expect(page.locator("[data-outbox]")).to_contain_text("Send as a correction")
    expect(page.locator("[data-outbox]")).to_contain_text("This form is closed")
    page.get_by_role("button", name="Send as a correction").click()
    expect(problems).to_have_count(1)
    expect(unsent(page)).to_contain_text("1")
    first = Submission.objects.get(deprecated_id="")
    assert first.replaced_by.answers["visit_result"] == "nobody_home"
    # Open again: nothing is thrown away, and it goes as it was.
    FormVersion.objects.update(closed_at=None)
    page.get_by_role("button", name="Send again").click()
    expect(unsent(page)).to_contain_text("All sent")
    assert Submission.objects.count() == 3


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_lost_phone_says_so_keeps_what_was_not_sent_and_hands_it_over(phone):
    field = work()
    page = phone(field.address)
    ready(page)
    page.context.set_offline(True)
    for home in field.homes[:2]:
        begin(page, home, "부재중")
        finish(page)
    token_revoke(
        surveyor_id=field.surveyor.id, reason="분실", actor=audit.SERVER, now=timezone.now()
    )
    online(page)
    expect(page.locator("[data-shut]")).to_contain_text("해제됐습니다")
    expect(page.locator("[data-shut]")).to_contain_text("조사 2건")
    assert page.locator(".fc-home").count() == 0
    assert violations(page) == []
    with page.expect_download() as saved:
        page.locator("[data-shut]").get_by_role("button").click()
    exported = json.loads(saved.value.path().read_text())
    assert [one["home"] for one in exported["outbox"]] == [str(h.uuid) for h in field.homes[:2]]

    _, token = token_renew(surveyor_id=field.surveyor.id, actor=audit.SERVER, now=timezone.now())
    other = phone(f"/field/{token}/#outbox", name="another")
    other.wait_for_selector(OFFLINE_READY)
    other.locator("[data-import]").set_input_files(saved.value.path())
    expect(other.locator("[data-said]")).to_contain_text("2건")
    expect(unsent(other)).to_contain_text("모두 보냄")
    assert Submission.objects.count() == 2
    # The old phone under its new address finds its own, and sends what arrived already once more.
    page.goto(f"/field/{token}/")
    expect(unsent(page)).to_contain_text("모두 보냄")
    assert Submission.objects.count() == 2
    assert Home.objects.filter(attempts_made=1).count() == 2


RULES = (Path(__file__).parent / "field_rules.js").read_text()


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_wrong_address_is_told_and_rules_of_the_page_hold(phone):
    page = phone("/field/nobody/")
    expect(page.locator("[data-shut]")).to_contain_text("더 이상 쓸 수 없습니다")
    results = page.evaluate(RULES)
    assert results["rows"] == [{"a": 'x, "y"', "b": "two\nlines"}]
    assert results["doors"] == ["ac", "b", "d"]
    # Graded, but to be looked at once more; sent since the list came; sent before it.
    assert results["shown"] == ["a", "abc", "d", "a"]
    assert results["local"] == [None, None, None, "2"]
    named = ("__version", "__trunkVersion", "__branchId")
    assert [results["entity"][name] for name in named] == ["4", "3", "chain"]
    assert results["parts"] == [1, 2, 1]
    assert results["none"] == 1
    # Four tiles of zoom 14 (each 0.022 degrees wide) at most meet 300 m around a point.
    assert 1 <= len(results["tiles"]) <= 4
    assert all(tile[0] == 14 for tile in results["tiles"])
    assert results["result"] == "refused"
    assert "<photo>1.jpg</photo>" in results["plain"]
    assert "deprecatedID" not in results["plain"]
    assert "<deprecatedID>uuid:n</deprecatedID>" in results["edit"]
    assert "<instanceID>uuid:m</instanceID>" in results["edit"]


def test_staff_try_a_form_as_phones_draw_it_and_nothing_is_sent(look):
    work(1)
    number = FormVersion.objects.get().id
    page = look("housing.officer", f"/field/try/{number}", width=390)
    page.wait_for_selector("body[data-shown=ready]")
    expect(page.locator(".question-container").first).to_be_visible()
    assert page.evaluate(WIDTH) <= 390
    assert violations(page) == []
    methods = []
    page.on("request", lambda request: methods.append(request.method))
    page.get_by_text("부재중", exact=True).click()
    page.get_by_role("button", name="작성 마침").click()
    expect(
        page.locator(".question-container .validation-message, [data-said]").first
    ).to_be_attached()
    assert "POST" not in methods
    assert Submission.objects.count() == 0
