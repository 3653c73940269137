"""Answers to cases like this one are offered: delivered ones, without what was another's."""

import pytest

from tests.world import World
from townline.casework.answers import api as answers
from townline.casework.answers.rules.answer_reuse import adapt_words, code_pattern
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.data_protection import api
from townline.casework.portal.models import Rating
from townline.platform.core.personal_data import persons
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


def answer_case(world: World, text, body, sender, *, service="roads", deliver=True):
    """Bring a case to an answer on the phone, at 14:32 of some day."""
    code = world.text(text, sender)
    clerk = world.person("clerk1")
    cases.case_assign(Act(clerk, world.now), code=code, department="roads", service=service)
    world.draft(code, body)
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    jobs = world.send()
    if deliver:
        for job in jobs:
            world.receipt(job)
    return code


@pytest.fixture
def case(world):
    code = world.text("느티로 앞 도로에 구멍이 깊게 파였어요", "01000000042")
    cases.case_assign(world.by("clerk1"), code=code, department="roads", service="roads")
    return code


def old(world, code, username="roads.officer"):
    return answers.old_answers(code=code, viewer=world.person(username))


def test_the_likest_come_first(world, case):
    far = answer_case(world, "보도블록이 흔들려요", "블록을 고쳤습니다.", "01000000050")
    near = answer_case(world, "도로에 구멍이 깊게 파였어요", "구멍을 메웠습니다.", "01000000051")
    assert [one.code for one in old(world, case)] == [near, far]


def test_of_alike_ones_the_best_rated_and_then_the_newest_come_first(world, case):
    text = "도로에 구멍이 깊게 파였어요"
    good, bad, new = (
        answer_case(world, text, f"{n} 메웠습니다.", f"0100000005{n}") for n in range(3)
    )
    for code, stars in ((good, 5), (bad, 1)):
        row = Case.objects.get(code=code)
        Rating.objects.create(
            case=row, resident_id=row.resident_id, stars=stars, via="text", at=world.now
        )
    assert [one.code for one in old(world, case)] == [good, new, bad]


def test_the_same_place_counts(world, case):
    place = cases.all_places()[0].name_ko
    here = world.text(f"{place} 구멍", "01000000060")
    cases.case_assign(world.by("clerk1"), code=here, department="roads", service="roads")
    answer_case(world, "구멍", "하나 메웠습니다.", "01000000061")
    same = answer_case(world, f"{place} 구멍", "둘 메웠습니다.", "01000000062")
    first = old(world, here)[0]
    assert (first.code, first.same_place) == (same, True)


def test_only_what_was_delivered_is_offered(world, case):
    answer_case(world, "도로에 구멍", "메웠습니다.", "01000000050", deliver=False)
    assert old(world, case) == []


def test_another_service_is_not_offered(world, case):
    answer_case(world, "도로에 구멍", "메웠습니다.", "01000000050", service="lighting")
    assert old(world, case) == []


def test_what_was_erased_is_not_offered(world, case):
    answer_case(world, "도로에 구멍", "메웠습니다.", "01000000050")
    api.person_erase(world.by("admin"), number="01000000050", reason="본인", force=True)
    assert old(world, case) == []
    assert persons.WORDS


def test_nobody_sees_answers_of_a_case_that_is_not_theirs(world, case):
    with pytest.raises(cases.NotFound):
        old(world, case, "parks.officer")


def test_at_most_five(world, case):
    for number in range(7):
        answer_case(world, f"도로에 구멍 {number}", f"{number}번째", f"0100000005{number}")
    assert len(old(world, case)) == 5


def test_a_press_puts_the_words_behind_the_draft(visit, world, case):
    answer_case(world, "도로에 구멍", "11월 25일(수)에 메웠습니다. 010-0000-9999", "01000000050")
    world.draft(case, "쓰던 글")
    (found,) = old(world, case)
    client = visit("roads.officer")
    page = client.get(f"/cases/{case}/old").content.decode()
    assert "010-0000-9999" not in page
    assert client.post(f"/cases/{case}/put", {"old": found.text_id}).status_code == 302
    draft = world.case(case).draft
    assert draft.body == "쓰던 글\n[…언제]에 메웠습니다. […전화번호]"
    assert draft.version == 2


def test_a_press_beside_the_box_keeps_what_was_being_written(visit, world, case):
    answer_case(world, "도로에 구멍", "메웠습니다.", "01000000050")
    (found,) = old(world, case)
    words = {"body": "아직 저장하지 않은 글", "base_version": 0, "kind": "question"}
    client = visit("roads.officer")
    page = client.get(f"/cases/{case}/old", headers={"HX-Request": "true"}).content.decode()
    assert 'form="write"' in page
    client.post(f"/cases/{case}/write", words | {"old": found.text_id})
    assert world.case(case).draft.body == "아직 저장하지 않은 글\n메웠습니다."
    assert world.case(case).row.state == "drafted"


def test_a_text_that_is_no_answer_to_the_like_is_refused(visit, world, case):
    other = answer_case(world, "가로등이 꺼졌어요", "켰습니다.", "01000000050", service="lighting")
    text = world.case(other).thread[-1].id
    assert visit("roads.officer").post(f"/cases/{case}/put", {"old": text}).status_code == 404
    assert world.case(case).draft is None


def test_the_list_costs_a_constant_number_of_questions(world, case, django_assert_max_num_queries):
    for number in range(4):
        answer_case(world, f"도로에 구멍 {number}", "메웠습니다.", f"0100000005{number}")
    viewer = world.person("roads.officer")
    with django_assert_max_num_queries(7):
        answers.old_answers(code=case, viewer=viewer)


def test_the_same_words_are_shown_once(world, case):
    for number in range(2):
        answer_case(world, f"도로에 구멍 {number}", "메웠습니다.", f"0100000005{number}")
    assert [one.words for one in old(world, case)] == ["메웠습니다."]


def test_another_place_is_blank_and_the_case_s_own_stays(world):
    here, there = (place.name_ko for place in cases.all_places()[:2])
    code = world.text(f"{here} 도로에 구멍", "01000000060")
    cases.case_assign(world.by("clerk1"), code=code, department="roads", service="roads")
    answer_case(world, "도로에 구멍", f"{here}, {there} 모두 메웠습니다.", "01000000061")
    assert old(world, code)[0].words == f"{here}, […어디] 모두 메웠습니다."


def test_it_is_told_how_such_cases_went_and_what_came_back(visit, world, case):
    for number in range(3):
        again = answer_case(world, "도로에 구멍", f"{number} 메웠습니다.", f"0100000005{number}")
    world.wait(hours=30)
    cases.case_reopen(world.by("clerk1"), code=again, reason="다시 파임")
    world.draft(again, "다시 메웠습니다.")
    world.submit(again)
    world.confirm(again)
    world.wait(minutes=1)
    for job in world.send():
        world.receipt(job)
    found = answers.old_cases(code=case, viewer=world.person("roads.officer"))
    assert {one.code: one.came_back for one in found.answers}[again]
    assert [one.came_back for one in found.answers].count(True) == 1
    assert found.course is not None
    assert (found.course.cases, found.course.came_back) == (3, 1)
    assert [event.tag for event, took in found.course.steps][-1] == "case:answer:send"
    page = visit("roads.officer").get(f"/cases/{case}/old").content.decode()
    assert "유사 민원 3건" in page
    assert "답변 뒤 재처리" in page


def test_of_too_few_cases_no_course_is_told(world, case):
    answer_case(world, "도로에 구멍", "메웠습니다.", "01000000050")
    found = answers.old_cases(code=case, viewer=world.person("roads.officer"))
    assert (len(found.answers), found.course) == (1, None)


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("접수번호 H6-0042를 고쳤습니다.", "접수번호 H6-0007를 고쳤습니다."),
        ("전화 010-0000-5678로", "전화 [#]로"),
        ("전화 02-0000-1020로", "전화 02-0000-1020로"),
        ("차 12가 3456을 옮겼습니다.", "차 [#]을 옮겼습니다."),
        ("계좌 110-123-456789로", "계좌 [#]로"),
        ("주민번호 900101-1234567", "주민번호 [#]"),
        ("a.b@example.org 로", "[#] 로"),
        ("사진: https://example.org/p/abc 입니다", "사진: [#] 입니다"),
        ("11월 27일(금) 14시 32분까지", "[@]까지"),
        ("11월 27일 오후 2시에", "[@]에"),
        ("김철수님의 신고로", "[누가]의 신고로"),
        ("이영희 주무관이", "[누가]이"),
        ("박 팀장이", "[누가]이"),
        ("고객님과 구청장님, 공사반장이", "고객님과 구청장님, 공사반장이"),
        ("느티로12길 3-4 앞 도로", "[어디] 앞 도로"),
        ("새싹로 12, 101동 1203호에서", "[어디]에서"),
        ("새싹동 123-4번지", "[어디]"),
        ("느티공원 옆", "[어디] 옆"),
        ("느티 공원 옆", "[어디] 옆"),
        ("민원 담당자와 전담 주무관이, 우리 팀장이", "민원 담당자와 전담 주무관이, 우리 팀장이"),
        (
            "새로 2개, 가로 3m, 앞으로 10일, 새싹로 2번 출구",
            "새로 2개, 가로 3m, 앞으로 10일, 새싹로 2번 출구",
        ),
        ("by Fri 27 Nov, 14:32.", "by [@]."),
        ("오전 7시 42분에, 18시까지", "[@]에, [@]까지"),
        ("구멍 3개를 2시간에", "구멍 3개를 2시간에"),
    ],
)
def test_what_was_anothers_becomes_a_blank(words, becomes):
    found = adapt_words(
        words,
        codes=code_pattern("H"),
        code="H6-0007",
        office_numbers={"0200001020"},
        labels={"number": "#", "when": "@", "who": "누가", "where": "어디"},
        places={"느티공원"},
    )
    assert found.replace("[…", "[") == becomes
