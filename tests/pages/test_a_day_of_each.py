"""A day of each role, from the first page to the last: real pages, a clock that is moved.

After each act the page says what the person must see. TOWNLINE_TEST_PICTURES keeps a picture of
each moment in that folder.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.chromium import reply
from tests.journey import steps
from tests.journey.words import KOREAN as WORDS
from tests.pages.field_work import OFFLINE_READY, phones, work
from tests.pages.test_field_client import answer, begin, finish, photograph
from tests.pages.test_hazards import until
from tests.pages.test_works_progress import photo
from tests.texts import texts_to_number
from townline.casework.alarms import api as alarms
from townline.lines.queues.tests.halls import Office
from townline.platform.core import clock
from townline.prevention.incidents.surge.tests.making import begin_surge, come, helper, service
from townline.prevention.surveys.models import Submission
from townline.prevention.works import api as works
from townline.prevention.works.api import PartyPerson, Role
from townline.prevention.works.models import Consent, Measure
from townline.prevention.works.progress.tests.working import HERE, order_works, path_of, ready
from townline.prevention.works.tests.things import decide_measures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOLE = "느티시장 뒷길 맨홀 뚜껑이 흔들려요"
ANSWER = "오늘 15시에 맨홀 뚜껑을 바꾸었습니다. - 한들구 도로과"
PHONE = 390


def see(page, name, *words):
    """See that the page shows these words, and keep its picture where somebody looks at it."""
    if folder := os.environ.get("TOWNLINE_TEST_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
    for each in words:
        expect(page.get_by_text(each).filter(visible=True).first).to_be_visible()
    page.wait_for_load_state()
    wide = "document.documentElement.scrollWidth - innerWidth"
    until(lambda: page.evaluate(wide) <= 0, page)


def test_a_day_of_a_clerk(world, look):
    code = world.text(HOLE)
    gas = world.text("지하에서 가스 냄새가 심하게 나요", "01000000051")
    alarms.case_mark_danger(world.by("mayor"), code=gas, danger=True)
    page = look("clerk1", "/", width=1366)
    see(page, "clerk-1-today", "위험:")
    page.locator(".tl-banner button").first.click()
    see(page, "clerk-2-acknowledged", "경보를 확인했습니다.")
    page.goto("/inbox/")
    steps.route(page, code, WORDS)
    see(page, "clerk-3-assigned", HOLE)
    assert world.case(code).row.department == "roads"
    world.wait(hours=2)
    world.text("아직도 흔들려요")
    page.goto(f"/cases/{code}/")
    see(page, "clerk-4-again", "아직도 흔들려요")
    page.goto("/alarms/")
    see(page, "clerk-5-alarms", "가스")
    page.goto("/figures/")
    see(page, "clerk-6-figures", "통계")


@pytest.mark.long  # each of the ten is walked before a release
def test_a_day_of_an_officer(world, look):
    code = world.text(HOLE)
    world.assign(code)
    page = look("roads.officer", "/", width=1366)
    see(page, "officer-1-today")
    page.goto("/inbox/")
    see(page, "officer-2-inbox", "맨홀")
    steps.write(page, code, ANSWER, WORDS)
    see(page, "officer-3-submitted", "승인")
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    page.goto(f"/cases/{code}/")
    see(page, "officer-4-sent", ANSWER)
    world.wait(hours=3)
    world.text("고쳐지지 않았어요. 여전히 흔들려요")
    page.goto(f"/cases/{code}/")
    see(page, "officer-5-not-fixed", "고쳐지지 않았어요")
    page.goto("/mine/")
    see(page, "officer-6-mine", "내 업무")


@pytest.mark.long  # each of the ten is walked before a release
def test_a_day_of_a_head(world, look):
    code = world.awaiting(HOLE)
    page = look("roads.head", "/", width=1366)
    see(page, "head-1-today", "오늘")
    page.goto(f"/cases/{code}/")
    see(page, "head-2-waiting", "승인 대기")
    page.get_by_role("button", name="요청 회수 후 수정").click()
    reply(page)
    page.get_by_label(WORDS.body, exact=True).fill(ANSWER)
    page.get_by_role("button", name=WORDS.submit).click()
    page.wait_for_url("**/inbox/?view=todo")
    see(page, "head-3-again", "승인")
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    page.goto("/figures/")
    see(page, "head-4-figures", "도로과")
    page.goto("/promises/")
    see(page, "head-5-promises", "이행 약속")
    assert texts_to_number("01000000042")[-1] == ANSWER


def test_a_day_of_a_mayor(world, look):
    first, second = world.awaiting(HOLE), world.text("새벗로 가로등이 꺼졌어요", "01000000043")
    world.assign(second)
    world.draft(second)
    world.submit(second)
    page = look("mayor", "/morning/", width=PHONE)
    see(page, "mayor-1-morning", "승인 대기 중인 답변 2건")
    expect(page.locator("#live.lost .when-lost")).to_be_visible()  # nothing streams here
    expect(page.locator("#live .when-live")).to_be_hidden()
    page.get_by_role("link", name=WORDS.in_turn).click()
    see(page, "mayor-2-first", "승인·발송")
    steps.confirm(page, WORDS)
    expect(page.get_by_role("button", name="실행 취소").first).to_be_visible()
    see(page, "mayor-3-second")
    left = page.locator("main").get_attribute("data-code")
    assert left in {first, second}
    steps.confirm(page, WORDS)
    expect(page.get_by_text("승인 대기 중인 답변이 없습니다")).to_be_visible()
    see(page, "mayor-4-none")
    world.wait(minutes=1)
    world.send()
    assert {world.case(code).row.state for code in (first, second)} == {"answered"}
    page.goto("/figures/")
    see(page, "mayor-5-figures", "통계")


@pytest.mark.long  # each of the ten is walked before a release
def test_a_day_of_a_surveyor(chromium, pages, tmp_path, district):
    field, opened = work(), phones(chromium, pages, tmp_path)
    page = next(opened)(field.address)
    page.wait_for_selector(OFFLINE_READY)
    page.wait_for_selector(".fc-home")
    see(page, "surveyor-1-list", "방문할 주택", "한들로 2")
    page.context.set_offline(offline=True)
    page.reload()
    begin(page, field.homes[0], "조사 시작")
    see(page, "surveyor-2-form")
    answer(page)
    photograph(page, 1)
    finish(page)
    see(page, "surveyor-3-saved")
    expect(page.locator("[data-unsent]")).to_contain_text("1건")
    page.context.set_offline(offline=False)
    page.evaluate("() => dispatchEvent(new Event('online'))")
    until(lambda: Submission.objects.count() == 1, page)
    page.goto(field.address)
    expect(page.locator("[data-filter=done] b")).to_have_text("1")
    see(page, "surveyor-4-sent", "방문할 주택")
    next(opened, None)  # closes the phone; a mistake in a script fails here


@pytest.mark.long  # each of the ten is walked before a release
def test_a_day_of_a_firm(world, look):
    number, other = ready(world, "1", "2")
    path = path_of(order_works(world, [number, other]))
    page = look(None, path, width=PHONE)
    see(page, "firm-1-order", "개선 공사: 2곳")
    page.locator("button[value=accept]").click()
    see(page, "firm-2-accepted", "새벗로 1")
    page.goto(f"{path}/{number}")
    page.wait_for_selector(OFFLINE_READY)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": HERE[0], "longitude": HERE[1], "accuracy": 9})
    page.locator("input[type=file]").set_input_files([photo("after.jpg")])
    page.get_by_role("radio", name="시공 후").check()
    page.get_by_role("checkbox", name="작업을 마쳤습니다").check()
    see(page, "firm-3-place", "새벗로 1")
    page.locator("[data-field] button:not([type])").click()
    until(lambda: Measure.objects.get(id=number).state == "done", page)
    page = look(None, path, width=PHONE)  # the other goes on to its list by itself
    see(page, "firm-4-one-done", "새벗로 2")
    officer = look("clerk1", "/works/orders/", width=1366)
    see(officer, "firm-5-office", "다온건설")
    assert Measure.objects.get(id=other).state == "ordered"


@pytest.mark.long  # each of the ten is walked before a release
def test_a_day_of_a_landlord(world, look, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    (row,) = decide_measures()
    by = {"actor": world.person("housing.officer").actor, "now": world.now}
    person = PartyPerson(name="홍길동", phone="+821000000441")
    party = works.party_set(object_id=row.object_id, role=Role.LANDLORD, person=person, **by)
    works.parties_text([party.pk], **by)
    text = texts_to_number("+821000000441")[-1]
    page = look(None, re.search(r"/k/\w+", text).group(), width=PHONE)
    see(page, "landlord-1-link", "인증번호")
    page.get_by_role("button", name="인증번호 받기").click()
    page.fill("#code", re.search(r"\d{6}", texts_to_number("+821000000441")[-1]).group())
    page.get_by_role("button", name="확인하기", exact=True).click()
    see(page, "landlord-2-works", "새벗로 1", "차수판")
    page.get_by_role("button", name="모두 동의하기").click()
    page.wait_for_selector("#said")
    see(page, "landlord-3-given", "동의")
    assert Consent.objects.get(measure=row, role="landlord").state == "given"
    office = look("housing.officer", "/works/consents/", width=1366)
    see(office, "landlord-4-office")


def test_a_day_of_desk_staff(world, look, monkeypatch):
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    world.now = office.now
    office.take("papers", count=2)
    page = look("clerk1", "/desk/", width=1366)
    see(page, "desk-1-desks")
    office.open("hall-4")
    page.goto("/desk/hall-4/")
    see(page, "desk-2-open", "다음 분 호출")
    page.get_by_role("button", name="다음 분 호출").click()
    expect(page.locator(".q-number")).to_have_text("A1")
    see(page, "desk-3-first")
    office.wait(minutes=6)
    page.get_by_role("button", name="다음 분 호출").click()
    expect(page.locator(".q-number")).to_have_text("A2")
    see(page, "desk-4-second")
    board = look(None, "/board/hall/", width=1366)
    expect(board.locator(".now .number").first).to_have_text("A2")
    see(board, "desk-5-board")


@pytest.mark.long  # each of the ten is walked before a release
def test_a_day_of_a_helper(world, look):
    begin_surge(world)
    world.wait(minutes=1)
    codes = come(world, 3, service())
    _, path = helper(world)
    page = look(None, path, width=1366)
    see(page, "helper-1-link", "임시 지원 로그인")
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/")
    see(page, "helper-2-today")
    page.goto("/surge/texts/")
    see(page, "helper-3-texts", "눈이 쌓여")
    with page.expect_navigation():
        page.keyboard.press("a")
    assert {world.case(code).row.state for code in codes} == {"with_department"}
    see(page, "helper-4-assigned")
    world.wait(hours=4)
    page.goto("/surge/texts/")
    expect(page).to_have_url(re.compile("/sign-in/"))
    see(page, "helper-5-over", "로그인")


@pytest.mark.long  # each of the ten is walked before a release
def test_a_day_of_an_administrator(world, look):
    page = look("admin", "/", width=1366)
    see(page, "admin-1-today")
    page.goto("/settings/")
    see(page, "admin-2-settings", "설정")
    page.goto("/settings/checks/")
    see(page, "admin-3-checks", "점검 결과")
    page.goto("/settings/people/")
    see(page, "admin-4-people", "도로과 담당 1")
    page.get_by_role("link", name="도로과 담당 1").first.click()
    see(page, "admin-5-person", "도로과 담당 1")
    page.goto("/settings/texts/receipt/")
    page.get_by_label("한국어", exact=True).fill("[한들구] 새 안내 {code}, {due}까지 답합니다.")
    see(page, "admin-6-text")
    page.get_by_role("button", name="저장").click()
    expect(page.locator(".tl-said.success")).to_be_visible()
    see(page, "admin-7-saved", "새 안내")
    world.wait(minutes=1)
    world.text(HOLE)
    assert "새 안내" in texts_to_number("01000000042")[-1]
    page.goto("/privacy/")
    see(page, "admin-8-privacy", "이 화면은 권한이 있는 사람만")  # the auditor's
