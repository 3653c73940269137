"""Cases become one: nothing that was said or written is lost, and both names lead to it."""

import datetime as dt

import pytest

from townline.casework.alarms import api as alarms
from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
OTHER = "01000000043"


def merge(world, code, into, username="clerk1"):
    return cases.case_merge(world.by(username), code=code, into=into, confirm=True)


def undo(world, code, username="clerk1"):
    return cases.regroup_undo(world.by(username), code=code)


def received_bodies(world, code):
    return [t.body for t in world.case(code).thread if t.direction == "in"]


def case_of(code):
    return Case.objects.get(code=code)


@pytest.fixture
def two(world):
    """Two cases of two residents about one hole."""
    first = world.text("길이 파였어요")
    world.wait(hours=1)
    return first, world.text("도로에 구멍이 났습니다", sender=OTHER)


def test_texts_notes_and_receipts_go_along(world, two):
    first, second = two
    cases.note_add(world.by("clerk1"), code=second, body="현장 가 봄")
    merge(world, second, first)
    case = world.case(first)
    assert received_bodies(world, first) == ["길이 파였어요", "도로에 구멍이 났습니다"]
    # Both receipts, and what the other resident will hear.
    assert [t.direction for t in case.thread].count("out") == 3
    assert [note.body for note in case.notes] == ["현장 가 봄"]
    assert [s.masked for s in case.senders] == ["010-****-0042", "010-****-0043"]


def test_the_old_code_is_a_name_of_the_other_case(world, two):
    first, second = two
    merge(world, second, first)
    assert world.case(second).row.code == first
    assert case_of(second).state == CaseState.MERGED
    found = cases.cases_list(world.by("clerk1"), filters=cases.CaseFilters(view="all", q=second))
    assert [row.code for row in found.rows] == [first]
    every = cases.cases_list(world.by("clerk1"), filters=cases.CaseFilters(view="all"))
    assert [row.code for row in every.rows] == [first]


def test_a_text_with_the_old_code_joins_the_one_that_goes_on(world, two):
    first, second = two
    merge(world, second, first)
    world.wait(days=8)
    world.deliver(f"{second} 어떻게 됐나요", sender=OTHER)
    world.route()
    assert received_bodies(world, first)[-1] == f"{second} 어떻게 됐나요"


def test_a_later_text_of_the_second_resident_joins_without_a_code(world, two):
    first, second = two
    merge(world, second, first)
    world.wait(hours=1)
    world.deliver("아직도 그대로예요", sender=OTHER)
    world.route()
    assert received_bodies(world, first)[-1] == "아직도 그대로예요"


def test_the_earlier_promise_holds(world, two):
    first, second = two
    due = world.case(first).row.answer_due_at
    merge(world, first, second)
    assert world.case(second).row.answer_due_at == due
    assert due == world.now + dt.timedelta(hours=47)


def test_danger_goes_along(world, two):
    first, second = two
    alarms.case_mark_danger(world.by("clerk1"), code=second, danger=True)
    merge(world, second, first)
    assert world.case(first).row.danger


def test_into_itself_is_refused(world, two):
    first, second = two
    with pytest.raises(cases.IntoItself):
        merge(world, first, first)
    merge(world, second, first)
    with pytest.raises(cases.AlreadyMerged, match=first):
        merge(world, first, second)
    with pytest.raises(cases.AlreadyMerged, match=first):
        merge(world, second, first)


def test_a_chain_leads_to_the_last(world, two):
    first, second = two
    third = world.text("맨홀이 꺼졌어요", sender="01000000044")
    merge(world, first, second)
    merge(world, second, third)
    assert world.case(first).row.code == third
    fourth = world.text("길에 틈이 있어요", sender="01000000045")
    assert merge(world, fourth, first).code == third
    assert len(received_bodies(world, third)) == 4


def test_work_on_a_merged_case_is_refused_with_the_name_of_the_other(world, two):
    first, second = two
    merge(world, second, first)
    with pytest.raises(cases.Merged) as refusal:
        world.assign(second)
    assert refusal.value.extra["merged_into"] == first


def test_an_open_matter_merged_into_an_answered_one_opens_it(world):
    answered = world.awaiting()
    world.confirm(answered)
    world.wait(seconds=21)
    world.send()
    fresh = world.text("도로에 구멍이 났습니다", sender=OTHER)
    due = world.case(fresh).row.answer_due_at
    merge(world, fresh, answered)
    row = world.case(answered).row
    assert (row.state, row.answer_due_at) == (CaseState.REOPENED, due)
    undo(world, answered)
    assert world.case(answered).row.state is CaseState.ANSWERED
    assert world.case(fresh).row.state is CaseState.RECEIVED


def test_an_answered_case_merged_keeps_its_answer_and_opens_nothing(world, two):
    first, second = two
    world.assign(second)
    world.draft(second)
    world.submit(second)
    world.confirm(second)
    world.wait(seconds=21)
    world.send()
    merge(world, second, first)
    case = world.case(first)
    assert case.row.state is CaseState.RECEIVED
    assert [t.body for t in case.thread if t.kind == "answer"] == [
        "오늘 메웠습니다. - 한들구 도로과"
    ]


@pytest.mark.parametrize("crosswise", [False, True])
def test_while_an_answer_is_on_its_way_nothing_is_merged(world, two, crosswise):
    first, second = two
    world.assign(second)
    world.draft(second)
    world.submit(second)
    world.confirm(second)
    pair = (first, second) if crosswise else (second, first)
    with pytest.raises(cases.AnswerOnItsWay):
        merge(world, *pair)
    world.wait(seconds=21)
    world.send("unknown")
    with pytest.raises(cases.AnswerOnItsWay):
        merge(world, *pair)
    assert world.case(second).row.state is CaseState.CONFIRMED


def test_both_drafts_are_kept(world, two):
    first, second = two
    for code, body in ((first, "첫째 답"), (second, "둘째 답")):
        world.assign(code)
        world.draft(code, body)
    merge(world, second, first)
    case = world.case(first)
    assert case.draft is not None
    assert case.draft.body == "첫째 답"
    assert [(merged_draft.code, merged_draft.body) for merged_draft in case.kept] == [
        (second, "둘째 답")
    ]
    undo(world, first)
    assert world.case(first).kept == []
    draft = world.case(second).draft
    assert draft is not None
    assert draft.body == "둘째 답"


def test_what_waits_for_the_mayor_must_be_looked_at_again(world, two):
    first, second = two
    world.assign(first)
    world.draft(first)
    world.submit(first)
    seen = world.case(first).draft
    assert seen is not None
    merge(world, second, first)
    with pytest.raises(api.TextChanged):
        api.case_confirm(world.by("mayor"), code=first, hash_=seen.hash)
    world.confirm(first)
    assert world.case(first).row.state is CaseState.CONFIRMED


def test_undoing_gives_everything_back(world, two):
    first, second = two
    before = [world.case(code) for code in two]
    merge(world, second, first)
    world.wait(minutes=9)
    undo(world, first)
    for code, was in zip(two, before, strict=True):
        now = world.case(code)
        # What the other resident would have heard was taken back before it left.
        assert [text for text in now.thread if text.state != "cancelled"] == was.thread
        assert now.row == was.row
        assert now.senders == was.senders
    assert [line.event for line in world.case(second).history[-2:]] == [
        "case:status:unmerge",
        "case:regrouping:undo",
    ]


def test_after_ten_minutes_it_stays(world, two):
    first, second = two
    merge(world, second, first)
    assert world.case(first).undoable is not None
    world.wait(minutes=10)
    assert world.case(first).undoable is None
    with pytest.raises(cases.UndoOver):
        undo(world, first)


@pytest.mark.parametrize("action", ["assign", "text", "draft"])
def test_what_somebody_has_built_on_stays(world, two, action):
    first, second = two
    world.assign(first)
    world.draft(first)
    merge(world, second, first)
    if action == "assign":
        other = world.person("clerk2")
        cases.case_assign(Act(other, world.now), code=first, department="cleaning")
    elif action == "text":
        world.text(f"{first} 또 있어요")
    else:
        world.draft(first, "다른 말")
    assert world.case(first).undoable is None
    with pytest.raises(cases.BuiltOn):
        undo(world, first)


def test_a_note_is_not_in_the_way_of_undoing(world, two):
    first, second = two
    merge(world, second, first)
    cases.note_add(world.by("clerk1"), code=first, body="같은 일")
    undo(world, second)
    assert received_bodies(world, second) == ["도로에 구멍이 났습니다"]


def test_it_is_undone_once(world, two):
    first, second = two
    merge(world, second, first)
    undo(world, second)
    with pytest.raises(cases.UndoOver):
        undo(world, second)


def test_an_auditor_merges_nothing(world, two):
    with pytest.raises(cases.NotAllowed):
        merge(world, *two, username="auditor")


def test_another_departments_case_is_not_there(world, two):
    first, second = two
    world.assign(first)
    world.assign(second, "cleaning")
    with pytest.raises(cases.NotFound):
        merge(world, first, second, username="roads.officer")
