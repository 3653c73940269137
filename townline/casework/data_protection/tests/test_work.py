import datetime as dt

import pytest

from townline.casework.alarms import api as alarms
from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.rules import CaseState
from townline.casework.data_protection import api
from townline.platform.core.history import audit
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


def test_assigning_by_service_finds_the_department(world):
    code = world.text("길이 파였어요")
    cases.case_assign(world.by("clerk1"), code=code, service="lighting")
    row = world.case(code).row
    assert (row.department, row.service, row.state) == (
        "roads",
        "lighting",
        CaseState.WITH_DEPARTMENT,
    )


@pytest.mark.parametrize("wrong", [{"department": "moon"}, {"service": "moon"}, {}])
def test_an_unknown_department_is_named_with_what_is_accepted(world, wrong):
    code = world.text("길이 파였어요")
    with pytest.raises(cases.InvalidInput, match="accepted"):
        cases.case_assign(world.by("clerk1"), code=code, **wrong)
    assert world.case(code).row.state is CaseState.RECEIVED


def test_a_bureau_gets_no_cases(world):
    code = world.text("길이 파였어요")
    with pytest.raises(cases.InvalidInput):
        world.assign(code, "safety-transport-bureau")


def test_another_departments_case_does_not_exist_for_an_officer(world):
    code = world.text("길이 파였어요")
    world.assign(code, "cleaning")
    viewer = world.person("roads.officer")
    with pytest.raises(cases.NotFound):
        cases.case_get(Act(viewer, world.now), code=code)
    with pytest.raises(cases.NotFound):
        answers.draft_save(Act(viewer, world.now), code=code, body="글")
    filters = cases.CaseFilters(view="all")
    assert cases.cases_list(Act(viewer, world.now), filters=filters).rows == []


def test_an_auditor_reads_and_changes_nothing(world):
    code = world.text("길이 파였어요")
    viewer = world.person("auditor")
    assert cases.case_get(Act(viewer, world.now), code=code).row.code == code
    with pytest.raises(cases.NotAllowed):
        cases.note_add(Act(viewer, world.now), code=code, body="글")
    with pytest.raises(cases.NotAllowed):
        api.number_reveal(Act(viewer, world.now), code=code, reason="보고 싶어서")


def test_a_misrouted_case_goes_back_with_reason_and_suggestion(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    cases.case_misroute(
        world.by("roads.officer"), code=code, reason="사유지입니다", suggestion="buildings"
    )
    case = world.case(code)
    assert case.row.state is CaseState.MISROUTED
    assert case.history[-1].reason == "사유지입니다 → buildings"


def test_closing_without_an_answer_needs_a_reason(world):
    code = world.text("대출 상담")
    clerk = world.person("clerk1")
    with pytest.raises(cases.InvalidInput):
        cases.case_dismiss(Act(clerk, world.now), code=code, reason="")
    cases.case_dismiss(Act(clerk, world.now), code=code, reason="광고")
    assert world.case(code).row.state is CaseState.CLOSED


def test_reopening_begins_a_new_promise(world):
    code = world.text("대출 상담")
    clerk = world.person("clerk1")
    cases.case_dismiss(Act(clerk, world.now), code=code, reason="광고")
    world.wait(days=3)
    cases.case_reopen(Act(clerk, world.now), code=code, reason="광고가 아니었음")
    row = world.case(code).row
    assert row.state is CaseState.REOPENED
    assert row.answer_due_at == world.now + dt.timedelta(hours=48)


def test_a_look_at_a_number_needs_a_reason_and_is_written(world):
    code = world.text("길이 파였어요")
    officer = world.person("clerk1")
    with pytest.raises(cases.InvalidInput):
        api.number_reveal(Act(officer, world.now), code=code, reason=" ")
    number = api.number_reveal(Act(officer, world.now), code=code, reason="현장에서 전화하기로 함")
    assert number == "+821000000042"
    assert world.case(code).history[-1].event == "case:number:reveal"
    resident = world.case(code).resident_id
    line = audit.history(f"resident:{resident}").last()
    assert line is not None
    assert line.reason == "현장에서 전화하기로 함"
    assert line.actor_label == officer.actor.label


def test_whose_number_is_seen_is_chosen_and_written(world):
    code = world.text("길이 파였어요")
    other = world.text("같은 구멍입니다", sender="01000000043")
    clerk = world.person("clerk1")
    cases.case_merge(Act(clerk, world.now), code=other, into=code, confirm=True)
    texts = [t for t in world.case(code).thread if t.direction == "in"]
    second = next(t for t in texts if t.resident_id != world.case(code).resident_id)
    arguments = {"code": code, "act": Act(clerk, world.now), "reason": "현장 확인"}
    assert api.number_reveal(**arguments, text=second.id) == "+821000000043"
    assert api.number_reveal(**arguments, text=texts[0].id) == "+821000000042"
    for text in texts:
        line = audit.history(f"resident:{text.resident_id}").last()
        assert (line.event, line.reason) == ("resident:number:reveal", "현장 확인")
    seen = [line.data for line in world.case(code).history if line.event == "case:number:reveal"]
    assert seen == [{"text": second.id}, {"text": texts[0].id}]
    with pytest.raises(cases.NotFound):
        api.number_reveal(**arguments, text=0)


def test_danger_comes_first(world):
    first = world.text("길이 파였어요", sender="01000000001")
    world.wait(minutes=5)
    gas = world.text("가스 냄새가 나요", sender="01000000002")
    clerk = world.person("clerk1")
    alarms.case_mark_danger(Act(clerk, world.now), code=gas, danger=True)
    page = cases.cases_list(Act(clerk, world.now), filters=cases.CaseFilters())
    assert [row.code for row in page.rows] == [gas, first]


def test_pages_follow_one_another_without_gap_or_overlap(world):
    codes = []
    for number in range(7):
        world.wait(minutes=1)
        codes.append(world.text(f"{number}번 가로등", sender=f"0100000001{number}"))
    clerk = world.person("clerk1")
    alarms.case_mark_danger(Act(clerk, world.now), code=codes[5], danger=True)
    seen, cursor = [], ""
    while True:
        page = cases.cases_list(
            Act(clerk, world.now), filters=cases.CaseFilters(), cursor=cursor, limit=3
        )
        seen += [row.code for row in page.rows]
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert seen == [codes[5], *codes[:5], codes[6]]


@pytest.mark.parametrize("cursor", ["nonsense", "e30", "W10", "가"])
def test_a_broken_cursor_begins_at_the_beginning(world, cursor):
    code = world.text("길이 파였어요")
    page = cases.cases_list(world.by("clerk1"), filters=cases.CaseFilters(), cursor=cursor)
    assert [row.code for row in page.rows] == [code]


def test_a_list_takes_the_same_queries_for_one_and_for_fifty(world, django_assert_num_queries):
    clerk = world.person("clerk1")

    def read(limit):
        return cases.cases_list(Act(clerk, world.now), filters=cases.CaseFilters(), limit=limit)

    for number in range(50):
        world.deliver(f"{number}번 가로등", sender=f"010000001{number:02d}")
    world.route()
    for limit in (1, 50):
        with django_assert_num_queries(1):
            assert len(read(limit).rows) == limit


def test_search_finds_words_and_codes(world):
    code = world.text("느티시장 입구가 파였어요", sender="01000000001")
    world.text("가로등이 꺼졌어요", sender="01000000002")
    clerk = world.person("clerk1")
    for q in ("느티시장", code.lower()):
        found = cases.cases_list(Act(clerk, world.now), filters=cases.CaseFilters(q=q))
        assert [row.code for row in found.rows] == [code], q
