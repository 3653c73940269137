"""A month after the answer: is it still well?"""

import datetime as dt

import pytest

from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.cases.rules import CaseState
from townline.casework.data_protection import api
from townline.casework.deadlines import api as deadlines
from townline.casework.portal import api as portal
from townline.casework.portal.models import FollowUp
from townline.platform.core.tests.deciding import decide

pytestmark = pytest.mark.django_db
# A month after Wednesday 25 November is Christmas, then a weekend.
MONDAY = dt.datetime(2026, 12, 28, 0, 0, tzinfo=dt.UTC)


def answer(world, body="길이 파였어요"):
    code = world.awaiting(body)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    return code


@pytest.fixture
def answered(world):
    return answer(world)


def run(world, at):
    world.now = at
    portal.follow_ups_run(now=at)
    deadlines.answered_close(now=at)
    return FollowUp.objects.get(kind="check_in")


def test_it_waits_for_the_next_working_day(world, answered):
    row = run(world, dt.datetime(2026, 12, 25, 6, 0, tzinfo=dt.UTC))
    assert (row.state, row.due_at) == ("planned", MONDAY)
    assert run(world, MONDAY).state == "asked"
    body = world.case(answered).thread[-1].body
    assert "11월 25일" in body
    assert "'길이 파였어요', 지금은 어떤가요" in body


@pytest.mark.server
def test_fixed_is_noted_and_nothing_is_opened(world, answered):
    run(world, MONDAY)
    world.text("1")
    case = world.case(answered)
    assert case.row.state is CaseState.CLOSED
    assert FollowUp.objects.get(kind="check_in").state == "answered"
    assert case.history[-1].data["said"] == "fixed"


@pytest.mark.parametrize("body", ["2", "아직 그대로예요"])
def test_not_fixed_opens_it_again_and_the_head_hears(world, answered, body):
    run(world, MONDAY)
    world.text(body)
    assert world.case(answered).row.state is CaseState.REOPENED
    assert Notice.objects.filter(kind="not_fixed", staff__username="roads.head").exists()
    assert Case.objects.count() == 1


def test_words_join_the_case_so_that_somebody_reads_them(world, answered):
    run(world, MONDAY)
    assert world.text("고치긴 했는데 옆이 또 꺼지고 있어요") == answered
    assert world.case(answered).row.state is CaseState.REOPENED
    assert FollowUp.objects.get(kind="check_in").state == "answered"


def test_thanks_are_thanks(world, answered):
    run(world, MONDAY)
    world.text("감사합니다")
    assert world.case(answered).row.state is CaseState.CLOSED
    assert FollowUp.objects.get(kind="check_in").state == "asked"


def test_a_reply_to_another_question_of_ours_is_not_taken(world, answered):
    run(world, MONDAY)
    other = Case.objects.get(code=answered)
    other.pk, other.code = None, "H6-9001"
    other.state, other.last_text_at = CaseState.AWAITING_RESIDENT, MONDAY
    other.department_id = "roads"
    other.save()
    world.wait(hours=1)
    world.text("느티로 12 앞입니다")
    assert world.case(answered).row.state is CaseState.CLOSED


def test_one_question_at_a_time(world, answered):
    world.wait(days=1)
    Case.objects.update(last_text_at=world.now - dt.timedelta(days=30))
    Case.objects.update(finished_at=world.now - dt.timedelta(days=30))
    second = answer(world, "가로등이 꺼졌어요")
    assert second != answered
    FollowUp.objects.filter(kind="rating").delete()
    world.now = dt.datetime(2026, 12, 29, 1, 0, tzinfo=dt.UTC)
    portal.follow_ups_run(now=world.now)
    rows = FollowUp.objects.order_by("id")
    assert [row.state for row in rows] == ["asked", "planned"]
    assert rows[1].due_at == rows[0].open_until


def test_nobody_is_asked_after_a_decline_unless_the_district_says_so(world, monkeypatch):
    code = world.text("길이 파였어요")
    world.assign(code)
    words = {"reason": "사유지", "remedy": "소유자에게"}
    answers.draft_save(
        world.by("roads.head"),
        code=code,
        body="사유지라 할 수 없습니다. 소유자에게 알렸습니다.",
        kind=cases.Kind.DECLINE,
        **words,
    )
    answers.draft_submit(world.by("roads.head"), code=code)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    assert world.case(code).row.state is CaseState.DECLINED
    assert FollowUp.objects.count() == 0


def test_a_district_that_asks_nothing_plans_nothing(world, monkeypatch):
    decide(monkeypatch, without=("rating", "check_in"))
    answer(world)
    assert FollowUp.objects.count() == 0


def test_it_is_safe_to_run_twice(world, answered):
    run(world, MONDAY)
    texts = len(world.case(answered).thread)
    run(world, MONDAY + dt.timedelta(minutes=10))
    assert len(world.case(answered).thread) == texts


def test_nobody_replied(world, answered):
    run(world, MONDAY)
    row = run(world, MONDAY + dt.timedelta(days=7))
    assert row.state == "expired"
    assert world.case(answered).history[-1].event == "case:check_in:end"


def test_who_was_erased_is_not_asked(world, answered):
    api.person_erase(world.by("admin"), number="010-0000-0042", reason="본인 신청")
    assert set(FollowUp.objects.values_list("state", flat=True)) == {"dropped"}
    assert run(world, MONDAY).state == "dropped"
