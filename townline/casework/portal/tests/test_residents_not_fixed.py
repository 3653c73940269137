"""``안 고쳐졌어요``: an answered case is opened again, and the head hears of it."""

import datetime as dt

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.cases.rules import NOT_FIXED, CaseState
from townline.casework.deadlines import api as deadlines
from townline.casework.portal import api
from townline.casework.portal.services.links import case_link
from townline.platform.conversations import api as conversations

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    return code


def heads(code):
    found = Notice.objects.filter(case__code=code, kind="not_fixed")
    return list(found.values_list("staff__username", flat=True))


@pytest.mark.parametrize("days", [1, 40, 89])
def test_it_opens_the_case_again_with_a_new_promise(world, answered, days):
    world.wait(days=days)
    deadlines.answered_close(now=world.now)
    assert world.text("안 고쳐졌어요") == answered
    case = world.case(answered)
    assert case.row.state is CaseState.REOPENED
    assert case.row.answer_due_at == world.now + dt.timedelta(hours=48)
    assert (case.history[-1].event, case.history[-1].reason) == ("case:status:reopen", NOT_FIXED)
    assert heads(answered) == ["roads.head"]
    assert "다시 열고 부서장에게" in case.thread[-1].body
    assert Case.objects.count() == 1


def test_after_the_window_it_is_a_text_like_any_other(world, answered):
    world.wait(days=91)
    deadlines.answered_close(now=world.now)
    assert world.text("안 고쳐졌어요") != answered
    assert heads(answered) == []


def test_the_code_says_which(world, answered):
    world.wait(days=30)
    deadlines.answered_close(now=world.now)
    other = world.text("가로등이 꺼졌어요")
    assert other != answered
    world.wait(hours=1)
    world.text(f"그대로예요 {answered}")
    assert world.case(answered).row.state is CaseState.REOPENED
    assert world.case(other).row.state is CaseState.RECEIVED


def test_what_was_written_of_since_goes_first(world, answered):
    world.wait(days=30)
    deadlines.answered_close(now=world.now)
    other = world.text("가로등이 꺼졌어요")
    world.wait(hours=1)
    world.text("아직 그대로예요")
    assert world.case(answered).row.state is CaseState.CLOSED
    assert [t.body for t in world.case(other).thread if t.direction == "in"][
        -1
    ] == "아직 그대로예요"


def test_more_words_make_it_an_ordinary_text(world, answered):
    world.wait(days=1)
    world.text("안 고쳐졌어요. 어제 비에 또 파였습니다")
    assert world.case(answered).row.state is CaseState.REOPENED
    assert heads(answered) == []


def test_somebody_elses_case_is_not_opened(world, answered):
    world.wait(days=1)
    world.text(f"안 고쳐졌어요 {answered}", sender="01000000077")
    assert world.case(answered).row.state is CaseState.ANSWERED


def test_first_of_all_texts_it_opens_a_case(world):
    assert world.text("그대로예요")
    assert Case.objects.get().state == CaseState.RECEIVED


def test_what_was_dismissed_is_not_opened_by_it(world):
    code = world.text("대출 상담")
    cases.case_dismiss(world.by("clerk1"), code=code, reason="광고")
    world.wait(days=1)
    world.text("그대로예요")
    assert world.case(code).row.state is CaseState.CLOSED


def test_while_the_answer_is_being_confirmed_it_joins(world):
    code = world.awaiting()
    world.text("안 고쳐졌어요")
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION
    assert heads(code) == []


@pytest.mark.parametrize("stopped", [False, True])
def test_the_page_promises_a_text_and_it_goes_whatever_the_hour_has_had(world, answered, stopped):
    world.wait(days=2)
    mine = conversations.resident_find("01000000042")
    for _ in range(5):
        conversations.automatic_queue(
            resident_id=mine, body="안내", reference=f"case:{answered}", now=world.now
        )
    if stopped:
        world.text("그만")
    path = case_link(case_id=Case.objects.get(code=answered).id, resident_id=mine, now=world.now)
    api.page_not_fixed(token=path.removeprefix("/c/"), key="k" * 20, now=world.now)
    world.route()
    assert "다시 열고 부서장에게" in world.case(answered).thread[-1].body


def test_the_page_shows_the_new_state_at_once(world, answered, visit):
    mine = conversations.resident_find("01000000042")
    path = case_link(case_id=Case.objects.get(code=answered).id, resident_id=mine, now=world.now)
    client = visit()
    page = client.get(path).text
    key = page.partition('name="key" value="')[2].partition('"')[0]
    assert client.post(path, {"key": key, "do": "not_fixed"}).status_code == 302
    # The press is a text that the router has not read yet.
    assert world.case(answered).row.state is CaseState.ANSWERED
    page = client.get(path).text
    heading = page.partition("<h1>")[2].partition("</h1>")[0]
    assert "다시 살펴보고 있습니다" in heading
    assert "안 고쳐졌어요</button>" not in page
    assert "다시 확인하고 있습니다" in page
