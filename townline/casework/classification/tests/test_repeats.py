"""The same complaint again: how it is counted, who may close it, and what the resident hears."""

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState
from townline.casework.classification import api
from townline.casework.deadlines import api as deadlines
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
MATTER = "느티시장 입구 앞 보도블록이 들려서 걸려 넘어집니다"
AGAIN = "느티시장 입구 보도블록이 또 들려서 사람이 넘어집니다"


def count(world, code, username="roads.head"):
    viewer = world.person(username)
    found = api.again(detail=world.case(code, username), viewer=viewer)
    assert found is not None
    return found.repeats


def answer(
    world, code, body="확인했습니다. 다음 주에 고칩니다. - 한들구 도로과", outcome="delivered"
):
    world.assign(code)
    world.draft(code, body=body)
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    for job in world.send():
        world.receipt(job, outcome)


def again(world, body=AGAIN, days=40):
    world.wait(days=days)
    return world.text(body)


@pytest.fixture
def third(world):
    """The third time, forty days apart, after two answers."""
    answer(world, world.text(MATTER))
    answer(world, again(world))
    code = again(world)
    world.assign(code)
    return code


def close(world, code, reason="두 번 답했고 달라진 것이 없음", username="roads.head"):
    return api.case_close_repeat(world.by(username), code=code, reason=reason)


def test_the_same_from_the_same_resident_is_counted_with_its_answers(world, third):
    found = count(world, third)
    assert (found.complaints, found.answers, found.may_close) == (3, 2, True)
    assert found.occasions[0].code == third
    assert len({o.code for o in found.occasions}) == 3


def test_a_person_closes_it_with_a_reason_and_the_resident_hears_what_can_be_done(world, third):
    close(world, third)
    case = world.case(third)
    assert case.row.state is CaseState.CLOSED
    line = case.history[-1]
    assert (line.event, line.reason) == ("case:repeat:close", "두 번 답했고 달라진 것이 없음")
    assert line.data == {"complaints": 3, "answers": 2}
    assert "이미 두 번 넘게 답을 드려" in case.thread[-1].body
    assert "02-0000-0100" in case.thread[-1].body
    assert Case.objects.get(code=third).next_reminder_at is None


def test_it_is_never_closed_by_itself(world, third):
    for _ in range(3):
        world.wait(days=1)
        deadlines.reminders_run(now=world.now)
        deadlines.answered_close(now=world.now)
    assert world.case(third).row.state is CaseState.WITH_DEPARTMENT


def test_twice_is_not_enough_and_the_refusal_says_what_is(world):
    answer(world, world.text(MATTER))
    code = again(world)
    world.assign(code)
    with pytest.raises(cases.NotRepeated) as refused:
        close(world, code)
    assert (refused.value.extra["complaints"], refused.value.extra["answers"]) == (3, 2)
    assert world.case(code).row.state is CaseState.WITH_DEPARTMENT


def test_an_answer_that_never_arrived_was_not_notified(world):
    answer(world, world.text(MATTER))
    answer(world, again(world), outcome="undeliverable")
    code = again(world)
    world.assign(code)
    assert (count(world, code).complaints, count(world, code).answers) == (3, 1)
    with pytest.raises(cases.NotRepeated):
        close(world, code)


def test_opening_one_case_again_counts_too_but_thanks_do_not(world):
    code = world.text(MATTER)
    answer(world, code)
    world.wait(days=1)
    world.text("감사합니다")
    world.wait(days=1)
    assert world.text("아직 그대로예요") == code
    answer(world, code)
    world.wait(days=2)
    assert world.text("지금도 들려 있어요") == code
    found = count(world, code)
    assert (found.complaints, found.answers) == (3, 2)


@pytest.mark.parametrize(
    "other",
    [
        "한들역 1번 출구 앞 보도블록이 들려서 걸려 넘어집니다",  # another place
        "느티시장 입구 가로등이 꺼져서 밤에 캄캄해요",  # another matter
        "사진만 보냅니다",
    ],
)
def test_another_place_or_matter_is_not_the_same(world, other):
    answer(world, world.text(other))
    code = again(world, MATTER)
    world.assign(code)
    assert count(world, code).complaints == 1


def test_another_resident_and_another_year_do_not_count(world):
    answer(world, world.text(MATTER, sender="01000000077"))
    answer(world, world.text(MATTER))
    code = again(world, days=400)
    assert count(world, code, "clerk1").complaints == 1


def test_new_facts_begin_the_count_anew(world, third):
    officer = world.person("roads.officer")
    with pytest.raises(cases.InvalidInput):
        api.case_new_facts(Act(officer, world.now), code=third, reason=" ")
    api.case_new_facts(Act(officer, world.now), code=third, reason="이번에는 사람이 다쳤음")
    found = count(world, third)
    assert (found.complaints, found.new_facts) == (1, "이번에는 사람이 다쳤음")
    with pytest.raises(cases.NotRepeated):
        close(world, third)
    answer(world, third)
    later = again(world)
    assert count(world, later, "clerk1").complaints == 2


@pytest.mark.parametrize("username", ["roads.officer", "mayor", "auditor"])
def test_only_who_may_decline_closes(world, third, username):
    with pytest.raises(cases.NotAllowed):
        close(world, third, username=username)


def test_a_reason_is_needed_and_what_awaits_the_mayor_stays(world, third):
    with pytest.raises(cases.InvalidInput):
        close(world, third, reason=" ")
    world.draft(third)
    world.submit(third)
    with pytest.raises(cases.WrongState):
        close(world, third)


def test_the_count_costs_the_same_for_two_cases_and_for_ten(
    world, third, django_assert_max_num_queries
):
    for _ in range(8):
        answer(world, again(world, days=20))
    code = again(world)
    world.assign(code)
    detail, viewer = world.case(code), world.person("clerk1")
    with django_assert_max_num_queries(8):
        found = api.again(detail=detail, viewer=viewer)
    assert found is not None
    assert found.repeats.complaints == 12
