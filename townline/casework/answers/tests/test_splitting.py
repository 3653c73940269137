"""Texts go to a case of their own or to another case, and come back within ten minutes."""

import datetime as dt

import pytest

from townline.casework.alarms import api as alarms
from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState

pytestmark = pytest.mark.django_db


def texts(world, code):
    return [t for t in world.case(code).thread if t.direction == "in"]


def bodies(world, code):
    return [t.body for t in texts(world, code)]


def split(world, code, *ids, username="clerk1"):
    new = cases.case_split(world.by(username), code=code, texts=list(ids))
    return new.code


def move(world, code, to, *ids):
    cases.case_move(world.by("clerk1"), code=code, texts=list(ids), to=to)


def undo(world, code, username="clerk1"):
    cases.regroup_undo(world.by(username), code=code)


@pytest.fixture
def code(world):
    """A case of three texts, an hour apart."""
    code = world.text("길이 파였어요")
    for body in ("가로등도 꺼졌어요", "쓰레기도 있어요"):
        world.wait(hours=1)
        world.text(body)
    return code


def test_picked_texts_become_a_case_with_their_own_promise(world, code):
    first, second, _ = texts(world, code)
    before = world.case(code).row
    new = split(world, code, second.id)
    assert bodies(world, code) == ["길이 파였어요", "쓰레기도 있어요"]
    row = world.case(new).row
    assert (row.title, row.state, row.department) == ("가로등도 꺼졌어요", CaseState.RECEIVED, None)
    # What was told in the receipt still holds: it is not a minute later.
    assert row.answer_due_at == before.answer_due_at
    assert row.first_text_at == first.at + dt.timedelta(hours=1)
    assert [line.event for line in world.case(new).history] == ["case:status:open"]
    assert world.case(code).history[-1].event == "case:text:split"


def test_it_is_since_the_texts_that_stayed(world, code):
    split(world, code, texts(world, code)[2].id)
    row = world.case(code).row
    assert row.preview == "길이 파였어요"
    assert row.last_text_at == world.now - dt.timedelta(hours=1)


def test_all_texts_are_no_split(world, code):
    with pytest.raises(cases.LastText):
        split(world, code, *(t.id for t in texts(world, code)))
    assert Case.objects.count() == 1


def test_no_text_is_no_split(world, code):
    with pytest.raises(cases.InvalidInput):
        split(world, code)


def test_a_text_that_is_elsewhere_by_now_is_refused(world, code):
    second = texts(world, code)[1].id
    split(world, code, second)
    with pytest.raises(cases.TextElsewhere):
        split(world, code, second)
    assert Case.objects.count() == 2


def test_only_texts_of_residents_in_this_case_are_picked(world, code):
    other = world.text("다른 집 앞 가로등입니다", sender="01000000043")
    for wrong in (texts(world, other)[0].id, 10**9):
        with pytest.raises(cases.TextElsewhere):
            split(world, code, texts(world, code)[1].id, wrong)
    assert len(bodies(world, code)) == 3


def test_undoing_a_split_leaves_the_new_code_as_a_name(world, code):
    before = world.case(code)
    new = split(world, code, texts(world, code)[1].id)
    undo(world, new)
    now = world.case(code)
    assert (now.thread, now.row) == (before.thread, before.row)
    assert world.case(new).row.code == code


def test_a_case_that_has_gone_on_is_not_put_back(world, code):
    new = split(world, code, texts(world, code)[1].id)
    world.assign(new)
    with pytest.raises(cases.BuiltOn):
        undo(world, code)


def test_moved_texts_are_heard_in_the_other_case(world, code):
    other = world.text("다른 집 앞 가로등입니다", sender="01000000043")
    due = world.case(other).row.answer_due_at
    move(world, code, other, texts(world, code)[1].id)
    case = world.case(other)
    assert bodies(world, other) == ["가로등도 꺼졌어요", "다른 집 앞 가로등입니다"]
    assert len(case.senders) == 2
    assert case.row.answer_due_at < due
    undo(world, other)
    case = world.case(other)
    assert (bodies(world, other), len(case.senders)) == (["다른 집 앞 가로등입니다"], 1)
    assert case.row.answer_due_at == due
    assert len(bodies(world, code)) == 3


def test_the_last_text_of_a_case_is_not_moved_but_merged(world, code):
    other = world.text("다른 집 앞 가로등입니다", sender="01000000043")
    with pytest.raises(cases.LastText):
        move(world, other, code, texts(world, other)[0].id)


def test_moving_within_a_case_is_refused(world, code):
    with pytest.raises(cases.IntoItself):
        move(world, code, code, texts(world, code)[1].id)


def test_a_text_for_an_unknown_case_stays(world, code):
    with pytest.raises(cases.NotFound):
        move(world, code, "H6-99999", texts(world, code)[1].id)
    assert len(bodies(world, code)) == 3


def answer_case(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    world.wait(hours=1)
    return code


def test_an_answered_case_closes_again_without_the_text_that_opened_it(world):
    code = answer_case(world)
    world.text("가로등도 꺼졌어요")
    assert world.case(code).row.state is CaseState.REOPENED
    new = split(world, code, texts(world, code)[1].id)
    assert world.case(code).row.state is CaseState.ANSWERED
    row = world.case(new).row
    assert row.answer_due_at == world.now + dt.timedelta(hours=48)
    undo(world, new)
    assert world.case(code).row.state is CaseState.REOPENED
    assert len(bodies(world, code)) == 2


def test_a_text_moved_into_an_answered_case_opens_it_with_its_promise(world):
    code = answer_case(world)
    fresh = world.text("다른 곳도 파였어요", sender="01000000043")
    world.wait(hours=1)
    world.text("여기도요", sender="01000000043")
    due = world.case(fresh).row.answer_due_at
    move(world, fresh, code, texts(world, fresh)[1].id)
    row = world.case(code).row
    assert (row.state, row.answer_due_at) == (CaseState.REOPENED, due)
    undo(world, code)
    assert world.case(code).row.state is CaseState.ANSWERED


def test_while_an_answer_is_on_its_way_nothing_is_split(world):
    code = world.text("길이 파였어요")
    world.text("가로등도 꺼졌어요")
    world.assign(code)
    world.draft(code)
    world.submit(code)
    world.confirm(code)
    with pytest.raises(cases.AnswerOnItsWay):
        split(world, code, texts(world, code)[1].id)


def test_the_mayor_is_asked_again_when_a_text_has_gone(world, code):
    world.assign(code)
    world.draft(code)
    world.submit(code)
    seen = world.case(code).draft
    assert seen is not None
    split(world, code, texts(world, code)[1].id)
    with pytest.raises(api.TextChanged):
        api.case_confirm(world.by("mayor"), code=code, hash_=seen.hash)


def test_an_officer_splits_and_undoes_though_the_new_case_is_not_theirs_to_see(world, code):
    world.assign(code)
    new = split(world, code, texts(world, code)[1].id, username="roads.officer")
    with pytest.raises(cases.NotFound):
        world.case(new, "roads.officer")
    undo(world, code, "roads.officer")
    assert len(bodies(world, code)) == 3


def test_danger_goes_along_with_a_split(world, code):
    alarms.case_mark_danger(world.by("clerk1"), code=code, danger=True)
    assert world.case(split(world, code, texts(world, code)[1].id)).row.danger
