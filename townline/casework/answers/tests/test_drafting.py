import datetime as dt

import pytest

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.rules import CaseState, Kind
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    return code


def save(world, code, body, **more):
    return api.draft_save(world.by("roads.officer"), code=code, body=body, **more)


def test_a_draft_needs_a_department_first(world):
    code = world.text("길이 파였어요")
    with pytest.raises(cases.WrongState):
        api.draft_save(world.by("clerk1"), code=code, body="네")


def test_the_second_writer_sees_both_versions(world, code):
    save(world, code, "첫 글", base_version=0)
    with pytest.raises(api.DraftConflict) as caught:
        save(world, code, "다른 글", base_version=0)
    assert caught.value.extra == {"version": 1, "theirs": "첫 글", "mine": "다른 글"}
    assert world.case(code).draft.body == "첫 글"


def test_saving_the_same_twice_is_one_version(world, code):
    assert save(world, code, "글", base_version=0).version == 1
    assert save(world, code, "글", base_version=1).version == 1
    assert save(world, code, "글.", base_version=1).version == 2


def test_a_draft_survives_a_change_of_department(world, code):
    save(world, code, "오래 쓴 글")
    world.assign(code, "parking-enforcement")
    assert world.case(code).draft.body == "오래 쓴 글"


@pytest.mark.parametrize("body", ["", "   \n"])
def test_nothing_is_not_submitted(world, code, body):
    save(world, code, body)
    with pytest.raises(cases.InvalidInput, match="empty"):
        world.submit(code)


def test_too_long_an_answer_is_refused_with_figures(world, code):
    save(world, code, "가" * 1001)
    with pytest.raises(cases.InvalidInput, match=r"2002 bytes.*2000"):
        world.submit(code)
    assert world.case(code).row.state is CaseState.DRAFTED


def test_ten_thousand_characters_are_refused_and_nothing_is_lost(world, code):
    save(world, code, "글")
    with pytest.raises(cases.InvalidInput, match="10000 characters"):
        save(world, code, "가" * 10_000)
    assert world.case(code).draft.body == "글"


def test_declining_needs_reason_and_remedy(world, code):
    save(world, code, "할 수 없습니다", kind=Kind.DECLINE, reason="사유")
    with pytest.raises(cases.InvalidInput, match="instead"):
        world.submit(code)
    save(world, code, "할 수 없습니다", kind=Kind.DECLINE, reason="사유", remedy="다른 길")
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    assert world.case(code).row.state is CaseState.DECLINED


def test_an_interim_answer_keeps_the_case_open_with_a_date_of_its_own(world, code):
    due = world.now + dt.timedelta(days=5)
    save(world, code, "살펴보고 있습니다", kind=Kind.INTERIM)
    with pytest.raises(cases.InvalidInput, match="day of the next update"):
        world.submit(code)
    save(world, code, "살펴보고 있습니다", kind=Kind.INTERIM, next_due_at=due)
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    case = world.case(code)
    assert case.row.state is CaseState.WITH_DEPARTMENT
    assert case.row.answer_due_at == due
    assert case.first_answer_at == world.now


def test_a_question_waits_for_the_resident_and_the_promise_goes_on(world, code):
    due = world.case(code).row.answer_due_at
    api.question_send(world.by("roads.officer"), code=code, body="어느 쪽 인도인가요?")
    case = world.case(code)
    assert case.row.state is CaseState.AWAITING_RESIDENT
    assert case.row.answer_due_at == due
    assert any(job.content == "어느 쪽 인도인가요?" for job in world.send())
    world.wait(hours=1)
    assert world.text("시장 쪽입니다") == code
    assert world.case(code).row.state is CaseState.WITH_DEPARTMENT


def test_sending_back_needs_a_reason_and_shows_it(world):
    code = world.awaiting()
    mayor = world.person("mayor")
    with pytest.raises(cases.InvalidInput):
        api.draft_send_back(Act(mayor, world.now), code=code, reason=" ")
    api.draft_send_back(Act(mayor, world.now), code=code, reason="기한을 적어 주세요")
    case = world.case(code)
    assert case.row.state is CaseState.RETURNED
    assert case.history[-1].reason == "기한을 적어 주세요"


def test_an_officer_takes_the_draft_back(world):
    code = world.awaiting()
    api.draft_withdraw(world.by("roads.officer"), code=code)
    assert world.case(code).row.state is CaseState.DRAFTED


def test_after_the_words_have_left_the_sheet_is_empty_and_old_pages_cannot_save(world):
    code = world.awaiting()
    version = world.case(code).draft.version
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    world.wait(hours=1)
    world.text("아직 그대로예요")
    draft = world.case(code).draft
    assert (draft.body, draft.submitted_at) == ("", None)
    with pytest.raises(api.DraftConflict):
        save(world, code, "옛 화면에서", base_version=version)
    assert save(world, code, "새로 씁니다", base_version=draft.version).version == version + 2


def test_a_case_opened_again_without_a_department_needs_one_first(world):
    code = world.text("대출 상담")
    clerk = world.person("clerk1")
    cases.case_dismiss(Act(clerk, world.now), code=code, reason="광고")
    cases.case_reopen(Act(clerk, world.now), code=code, reason="광고가 아니었음")
    with pytest.raises(cases.WrongState, match="department"):
        api.draft_save(Act(clerk, world.now), code=code, body="글")
