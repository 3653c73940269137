"""``상태``: how one's cases stand, by text; it changes nothing."""

import datetime as dt
import re

import pytest

from townline.casework.alarms.models import Alarm
from townline.casework.alarms.tests.alarming import raise_alarm
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState
from townline.casework.portal import api
from townline.casework.portal.models import CaseLink
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
MINE, OTHER = "01000000042", "01000000077"


@pytest.fixture(autouse=True)
def reachable(settings):
    settings.TOWNLINE_PUBLIC_URL = "https://line.example"


def automatic_bodies(world, sender=MINE):
    """Give what went to a number by itself, newest last."""
    texts = conversations.person_texts(resident_id=conversations.resident_find(sender))
    return [text["body"] for text in texts["texts_out"] if text["kind"] == "automatic"]


def test_an_open_case_tells_its_state_its_promise_and_its_page(world):
    code = world.awaiting()
    world.wait(hours=1)
    world.text("상태")
    words = automatic_bodies(world)[-1]
    assert f"{code}: 구청장 확인을 기다립니다. 답변은 11월 27일(금) 오후 2시까지" in words
    [link] = re.findall(r"https://line.example/c/([0-9a-f]{32})$", words)
    assert api.case_page(token=link, now=world.now).code == code


def test_asking_changes_nothing_and_stays_readable(world):
    code = world.awaiting()
    before = Case.objects.values().get(code=code)
    hash_ = world.case(code).draft.hash
    world.wait(hours=1)
    world.text("진행상황")
    assert Case.objects.values().get(code=code) == before
    assert world.case(code).draft.hash == hash_
    assert "진행상황" in [text.body for text in world.case(code).thread]
    assert world.case(code).history[-1].event == "case:progress:ask"


def test_an_answered_case_is_not_opened_again(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    world.wait(days=1)
    world.text("status")
    assert world.case(code).row.state is CaseState.ANSWERED
    assert "We answered " in automatic_bodies(world)[-1]


def test_without_a_case_it_says_so_and_opens_none(world):
    assert world.text("상태") == ""
    assert "보내신 문자가 없습니다" in automatic_bodies(world)[-1]
    assert CaseLink.objects.count() == 0


def several(world, count):
    first = Case.objects.get(code=world.text("길이 파였어요"))
    codes = [first.code]
    for number in range(1, count):
        Case.objects.update(last_text_at=world.now - dt.timedelta(days=30))
        world.wait(hours=2)
        codes.append(world.text(f"가로등이 꺼졌어요 {number}"))
    return codes


def test_several_open_cases_are_told_newest_first_three_at_most(world):
    codes = several(world, 4)
    world.wait(hours=2)
    world.text("상태")
    lines = automatic_bodies(world)[-1].splitlines()
    assert "4건" in lines[0]
    assert [line[:7] for line in lines[1:4]] == list(reversed(codes))[:3]
    assert len(lines) == 5
    assert lines[4].startswith(f"{codes[-1]} 자세히 보기 https://")


def test_a_code_names_one_of_ones_own(world):
    first, second = several(world, 2)
    world.wait(hours=2)
    world.text(f"상태 {first.lower()}")
    assert f"{first}:" in automatic_bodies(world)[-1]
    assert second not in automatic_bodies(world)[-1]


def test_the_code_of_somebody_elses_case_tells_nothing_of_it(world):
    theirs = world.text("길이 파였어요", sender=OTHER)
    world.text(f"상태 {theirs}")
    assert f"접수번호 {theirs} 건이 없습니다" in automatic_bodies(world)[-1]
    assert world.case(theirs).history[-1].event == "case:status:open"


def test_a_late_answer_is_told_as_late(world):
    world.text("길이 파였어요")
    world.wait(hours=50)
    world.text("상태")
    assert "늦어지고 있습니다" in automatic_bodies(world)[-1]


def test_a_case_that_was_closed_without_an_answer_is_told_as_closed(world):
    code = world.text("대출 상담")
    clerk = world.person("clerk1")
    cases.case_dismiss(Act(clerk, world.now), code=code, reason="광고")
    world.text("상태")
    assert f"{code}: 처리를 마쳤습니다" in automatic_bodies(world)[-1]


def test_it_is_answered_after_a_stop_but_not_for_ever(world):
    code = world.text("길이 파였어요")
    world.text("그만")
    for _ in range(14):
        world.text("상태")
    status_texts = [words for words in automatic_bodies(world) if f"{code}: " in words]
    assert len(status_texts) == 10


def test_questions_use_up_no_receipt_and_receipts_no_answer(world):
    first = world.text("길이 파였어요")
    for _ in range(5):
        world.text("상태")
    for number in range(2):
        world.text(f"{first} 더 말씀드립니다 {number}")
    assert [words for words in automatic_bodies(world) if "더했습니다" in words][1:]
    for number in range(3):
        world.text(f"{first} 또 말씀드립니다 {number}")
    world.text("상태")
    assert f"{first}: " in automatic_bodies(world)[-1]


def test_no_link_without_a_public_address(world, settings):
    settings.TOWNLINE_PUBLIC_URL = ""
    world.text("길이 파였어요")
    world.text("상태")
    assert "http" not in automatic_bodies(world)[-1]
    assert CaseLink.objects.count() == 0


@pytest.mark.parametrize("word", ["도움", "?", "help"])
def test_help_says_how_the_line_works_and_opens_no_case(world, word):
    assert world.text(word) == ""
    assert "02-0000-0100" in automatic_bodies(world)[-1]
    assert Case.objects.count() == 0


@pytest.mark.parametrize("word", ["상태", "status", "도움말", "help", "취소", "ㅠㅠ"])
def test_during_a_live_danger_a_word_is_answered_by_advice_and_names_no_deadline(world, word):
    world.awaiting()
    world.wait(minutes=30)
    alarm = raise_alarm(world, sender=MINE)
    advice = automatic_bodies(world)[-1]
    assert "창문" in advice
    world.wait(minutes=1)
    before = len(automatic_bodies(world))
    world.text(word)
    assert automatic_bodies(world)[before:] == [advice]
    assert word in [text.body for text in world.case(alarm.case.code).thread]


def test_during_a_live_danger_a_further_text_gets_no_receipt_with_a_deadline(world):
    raise_alarm(world, sender=MINE)
    before = automatic_bodies(world)
    world.wait(minutes=1)
    world.text("영업시간")  # nobody reads it here: the advice would follow its reading
    assert automatic_bodies(world) == before


def test_after_the_danger_a_status_is_answered_as_usual(world):
    alarm = raise_alarm(world, sender=MINE)
    Alarm.objects.filter(id=alarm.id).update(state="settled")
    world.wait(minutes=1)
    world.text("상태")
    assert f"{alarm.case.code}: " in automatic_bodies(world)[-1]


@pytest.mark.parametrize(
    "word", ["상태", "도움말", "취소", "수신거부", "번호표 취소", "몇 번이에요"]
)
def test_somebody_who_may_hide_hears_nothing_more_whatever_is_asked(world, word):
    raise_alarm(world, "violence", "남편이 때려요", sender=MINE)
    before = automatic_bodies(world)
    world.wait(minutes=1)
    world.text(word)
    assert automatic_bodies(world) == before
