"""Positions: asked for within the promise, given under versions, and silence is told upwards."""

import datetime as dt

import pytest

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.coordination import api as coordination
from townline.casework.coordination.models import Participation, PositionVersion
from townline.casework.coordination.rules.joint import Within, append_parts, position_due
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def code(world):
    code = world.text("가로수 뿌리에 길이 솟았어요")
    world.assign(code)
    return code


def give(world, code, body, username="parks.officer", **more):
    return coordination.position_give(world.by(username), code=code, body=body, **more)


def people(kind, code):
    found = Notice.objects.filter(kind=kind, case__code=code)
    return set(found.values_list("staff__username", flat=True))


def events(code):
    subject = f"case:{Case.objects.get(code=code).id}"
    return [line.event for line in audit.history(subject)]


@pytest.mark.parametrize(
    ("left", "due"),
    [(48, 12), (16, 12), (15, 11), (5, 1), (4, 2), (2, 1), (0, 12), (-5, 12)],
)
def test_the_default_moment_lies_within_the_promise(left, due):
    now = dt.datetime(2026, 11, 25, 5, tzinfo=dt.UTC)
    within = Within(position=12 * HOUR, margin=4 * HOUR, second=4 * HOUR)
    assert position_due(now, now + left * HOUR, within) == now + due * HOUR


def test_the_department_is_told_and_has_twelve_hours(world, code):
    row = world.ask(code, "parks")
    assert row.due_at == world.now + 12 * HOUR
    assert people("position_asked", code) >= {"parks.officer", "parks.head"}


def test_a_position_is_given_and_given_anew_with_every_version_kept(world, code):
    world.ask(code, "parks")
    give(world, code, "뿌리를 자르겠습니다")
    give(world, code, "나무를 옮기겠습니다", "parks.head", base_version=1)
    (view,) = coordination.positions_of(Case.objects.get(code=code).id)
    assert (view.position, view.version, view.state) == ("나무를 옮기겠습니다", 2, "given")
    versions = list(PositionVersion.objects.order_by("version").values_list("body", flat=True))
    assert versions == ["뿌리를 자르겠습니다", "나무를 옮기겠습니다"]
    assert people("position_given", code) == {"roads.officer"}


def test_two_of_a_department_do_not_overwrite_each_other(world, code):
    world.ask(code, "parks")
    give(world, code, "하나", base_version=0)
    with pytest.raises(coordination.PositionConflict) as refused:
        give(world, code, "둘", "parks.head", base_version=0)
    assert refused.value.extra == {"version": 1, "theirs": "하나", "mine": "둘"}
    assert Participation.objects.get().position == "하나"


def test_no_position_once_the_answer_is_on_its_way(world, code):
    world.ask(code, "parks")
    give(world, code, "하나")
    world.draft(code)
    world.submit(code)
    world.confirm(code)
    with pytest.raises(coordination.AnswerGone):
        give(world, code, "둘")
    world.wait(seconds=30)
    world.send()
    with pytest.raises(coordination.AnswerGone):
        give(world, code, "둘")


def test_a_position_that_changes_on_the_mayors_desk_must_be_looked_at_again(world, code):
    world.ask(code, "parks")
    give(world, code, "하나")
    world.draft(code)
    world.submit(code)
    seen = world.case(code).draft.hash
    give(world, code, "둘")
    with pytest.raises(api.TextChanged):
        api.case_confirm(world.by("mayor"), code=code, hash_=seen)
    world.confirm(code)


@pytest.mark.server
def test_silence_goes_to_the_head_and_then_to_the_mayors_office(world, code):
    world.ask(code, "parks")
    world.wait(hours=11, minutes=59)
    assert coordination.positions_run(now=world.now) == 0
    world.wait(minutes=1)
    assert (
        coordination.positions_run(now=world.now),
        coordination.positions_run(now=world.now),
    ) == (1, 0)
    assert people("position_silent", code) == {"parks.head", "roads.officer"}
    (view,) = coordination.positions_of(Case.objects.get(code=code).id)
    assert view.silent_since == view.due_at
    world.wait(hours=4)
    assert (
        coordination.positions_run(now=world.now),
        coordination.positions_run(now=world.now),
    ) == (1, 0)
    assert {"mayor", "mayors-office.head"} <= people("position_silent", code)
    assert events(code)[-2:] == ["case:input:lapse", "case:input:escalate"]
    give(world, code, "늦었습니다")
    world.wait(days=1)
    assert coordination.positions_run(now=world.now) == 0


def test_nothing_is_told_of_a_position_once_the_case_is_answered(world, code):
    world.ask(code, "parks")
    world.draft(code)
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=30)
    world.send()
    world.wait(hours=20)
    coordination.positions_run(now=world.now)
    assert people("position_silent", code) == set()
    assert Participation.objects.get().next_at is None


def test_bad_asking_is_refused_in_words(world, code):
    def ask(**more):
        words = {"department": "parks", "question": "물음"} | more
        return lambda: coordination.position_ask(world.by("roads.officer"), code=code, **words)

    for wrong, error in (
        (ask(department="moon"), coordination.UnknownDepartment),
        (ask(department="administration-bureau"), coordination.UnknownDepartment),
        (ask(department="roads"), coordination.LeadsAlready),
        (ask(question=" "), cases.InvalidInput),
        (ask(due_at=world.now), coordination.InThePast),
        (ask(due_at=world.now + dt.timedelta(days=3)), coordination.AfterPromise),
    ):
        with pytest.raises(error):
            wrong()
    assert Participation.objects.count() == 0
    row = ask(due_at=world.now + dt.timedelta(days=3), reason="흙을 파 봐야 압니다")()
    assert row.due_at == world.now + dt.timedelta(days=3)
    with pytest.raises(cases.WrongState):
        ask()()


def test_an_unsorted_case_has_nobody_to_take_part_beside(world):
    code = world.text("길이 파였어요")
    with pytest.raises(cases.WrongState):
        world.ask(code, "parks", "clerk1")


def test_one_press_puts_positions_and_who_stands_behind_into_the_draft(world, visit, code):
    world.ask(code, "parks")
    give(world, code, "뿌리를 자르겠습니다.")
    client = visit("roads.officer")
    form = {"body": "길을 고쳤습니다.", "kind": "answer", "base_version": "0", "do": "joint"}
    client.post(f"/cases/{code}/write", form)
    draft = world.case(code).draft
    assert draft.body.splitlines()[:2] == ["길을 고쳤습니다.", "공원녹지과: 뿌리를 자르겠습니다."]
    assert "도로과, 공원녹지과에서 함께" in draft.body
    form |= {"body": draft.body, "base_version": str(draft.version)}
    client.post(f"/cases/{code}/write", form)
    assert world.case(code).draft.body == draft.body  # none of it twice


def test_the_mayor_sees_who_stands_behind_and_who_was_silent(world, visit, code):
    world.ask(code, "parks")
    world.ask(code, "water")
    give(world, code, "뿌리를 자르겠습니다")
    world.draft(code)
    world.submit(code)
    world.wait(hours=13)
    coordination.positions_run(now=world.now)
    page = visit("mayor").get(f"/morning/{code}/").content.decode()
    assert "공원녹지과" in page
    assert "치수과" in page
    assert "미회신" in page


def test_a_colleague_who_was_quicker_is_shown(world, visit, code):
    world.ask(code, "parks")
    give(world, code, "먼저 쓴 말")
    form = {"department": "parks", "base_version": "0", "body": "나중 쓴 말"}
    page = visit("parks.head").post(f"/cases/{code}/joint/give", form)
    assert page.status_code == 409
    assert {"먼저 쓴 말", "나중 쓴 말"} <= {
        word for word in ("먼저 쓴 말", "나중 쓴 말") if word in page.content.decode()
    }


def test_parts_are_joined_once():
    assert append_parts("", ["하나", "둘"]) == "하나\n둘"
    assert append_parts("하나\n둘", ["둘", "셋", " "]) == "하나\n둘\n셋"
