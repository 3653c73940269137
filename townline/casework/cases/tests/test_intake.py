import datetime as dt

import pytest

from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState

pytestmark = pytest.mark.django_db


def outgoing(world, code, kind="automatic"):
    return [t for t in world.case(code).thread if t.direction == "out" and t.kind == kind]


def test_a_text_opens_a_case_with_a_promise_and_gets_a_receipt(world):
    code = world.text("느티시장 입구 길이 파였어요\n밤에 위험합니다")
    case = world.case(code)
    assert case.row.state is CaseState.RECEIVED
    assert case.row.title == "느티시장 입구 길이 파였어요"
    assert case.row.sender_masked == "010-****-0042"
    assert case.row.answer_due_at == world.now + dt.timedelta(hours=48)
    [receipt] = outgoing(world, code)
    assert code in receipt.body
    assert "11월 27일(금) 오후 2시" in receipt.body


def test_an_english_text_is_received_in_english(world):
    code = world.text("There is a hole in the road at Neuti Market")
    [receipt] = outgoing(world, code)
    assert f"Case {code}" in receipt.body
    assert "Fri 27 Nov, 2pm" in receipt.body


@pytest.mark.parametrize(
    ("body", "question"),
    [(" \n", "빈 문자가 왔습니다"), ("\ufffd\ufffd가\ufffd", "읽을 수 없었습니다")],
)
def test_who_sent_nothing_to_read_is_asked_to_write_again_and_has_a_case(world, body, question):
    code = world.text(body)
    [receipt] = outgoing(world, code)
    assert question in receipt.body
    assert world.case(code).row.state is CaseState.RECEIVED


def test_a_second_text_joins_the_open_case(world):
    code = world.text("길이 파였어요")
    world.wait(hours=2)
    assert world.text("사진도 보낼까요?") == code
    assert Case.objects.count() == 1
    assert world.case(code).row.answer_due_at == world.now + dt.timedelta(hours=46)


def test_the_most_recent_open_case_is_joined(world):
    first = world.text("길이 파였어요")
    Case.objects.filter(code=first).update(last_text_at=world.now - dt.timedelta(days=30))
    second = world.text("가로등이 꺼졌어요")
    assert second != first
    world.wait(hours=1)
    assert world.text("아직도 어두워요") == second


def test_a_code_in_the_text_goes_before_recency(world):
    first = world.text("길이 파였어요")
    Case.objects.filter(code=first).update(last_text_at=world.now - dt.timedelta(days=30))
    world.text("가로등이 꺼졌어요")
    world.wait(hours=1)
    assert world.text(f"{first.lower()} 옆 길도 파였어요") == first


def test_a_code_of_somebody_elses_case_opens_no_door(world):
    theirs = world.text("길이 파였어요", sender="01000000001")
    mine = world.text(f"{theirs} 알려 주세요", sender="01000000002")
    assert mine != theirs
    assert len(world.case(theirs).thread) == 2


def test_thanks_never_open_a_case(world):
    assert world.text("감사합니다!! ^^") == ""
    assert Case.objects.count() == 0


def test_thanks_after_the_answer_do_not_reopen(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    assert world.case(code).row.state is CaseState.ANSWERED
    world.wait(hours=1)
    assert world.text("빠른 답변 정말 감사합니다 🙏") == code
    case = world.case(code)
    assert case.row.state is CaseState.ANSWERED
    assert case.thread[-1].direction == "in"


def test_other_words_after_the_answer_reopen_with_a_new_promise(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    world.wait(hours=5)
    assert world.text("아직 그대로예요") == code
    case = world.case(code)
    assert case.row.state is CaseState.REOPENED
    assert case.row.answer_due_at == world.now + dt.timedelta(hours=48)


def test_long_after_the_answer_a_text_is_a_new_matter(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    world.wait(days=20)
    assert world.text("가로등이 꺼졌어요") != code


@pytest.mark.parametrize("sender", ["0200000007", "1588", "HANDEUL"])
def test_no_automatic_text_goes_to_what_is_not_a_mobile_phone(world, sender):
    code = world.text("길이 파였어요", sender=sender)
    assert code
    assert outgoing(world, code) == []


def test_at_most_three_automatic_texts_an_hour_to_one_number(world):
    code = world.text("길이 파였어요")
    for minute in range(5):
        world.wait(minutes=1)
        world.text(f"{minute + 1}번째로 더 씁니다")
    assert len(outgoing(world, code)) == 3
    world.wait(hours=1)
    world.text("한 시간 뒤입니다")
    assert len(outgoing(world, code)) == 4


@pytest.mark.parametrize("body", ["", "가" * 10_000])
def test_a_text_of_nothing_and_of_ten_thousand_characters_are_cases(world, body):
    code = world.text(body)
    [text] = [t for t in world.case(code).thread if t.direction == "in"]
    assert text.body == body
