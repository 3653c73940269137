"""Asking for a rating, and what a digit then means."""

import datetime as dt

import pytest

from townline.casework.cases.models import Case, Notice
from townline.casework.cases.rules import CaseState
from townline.casework.portal import api
from townline.casework.portal.models import FollowUp, Rating
from townline.casework.portal.services.links import case_link
from townline.platform.conversations import api as conversations

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(world):
    code = world.awaiting("도로에 구멍이 났어요")
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    return code


@pytest.fixture
def rated_case(world, answered):
    # Wednesday's answer: the third day is a Saturday, so Monday at nine.
    world.now = dt.datetime(2026, 11, 30, 0, 0, tzinfo=dt.UTC)
    api.follow_ups_run(now=world.now)
    return answered


def last(world, code):
    return [t.body for t in world.case(code).thread if t.direction == "out"][-1]


def stars():
    return list(Rating.objects.values_list("stars", flat=True))


def test_it_is_asked_some_days_later_in_office_hours(world, answered):
    row = FollowUp.objects.get(kind="rating")
    assert row.due_at == row.answered_at + dt.timedelta(days=3)
    world.now = row.due_at
    api.follow_ups_run(now=world.now)  # a Saturday
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("planned", dt.datetime(2026, 11, 30, tzinfo=dt.UTC))
    world.now = row.due_at
    assert api.follow_ups_run(now=world.now) == 1
    assert "'도로에 구멍이 났어요'에 드린 답은 어떠셨나요" in last(world, answered)
    assert api.follow_ups_run(now=world.now) == 0


@pytest.mark.parametrize("body", ["4", "4점", "4/5", "⭐⭐⭐⭐"])
def test_a_rating_is_kept_and_opens_nothing(world, rated_case, body):
    world.wait(hours=2)
    assert world.text(body) == rated_case
    assert stars() == [4]
    case = world.case(rated_case)
    assert case.row.state is CaseState.ANSWERED
    assert case.history[-1].data["stars"] == 4
    assert "고맙습니다" in last(world, rated_case)


def test_a_second_one_takes_the_place_of_the_first(world, rated_case):
    world.text("5")
    world.wait(days=2)
    world.text("3")
    assert stars() == [3]


def test_few_stars_are_asked_why_and_the_head_reads_it(world, rated_case):
    world.text("1")
    assert "무엇이 더 나았으면" in last(world, rated_case)
    world.wait(hours=3)
    world.text("답이 너무 늦었어요")
    assert world.case(rated_case).row.state is CaseState.ANSWERED
    assert "부서장에게 전했습니다" in last(world, rated_case)
    notice = Notice.objects.get(kind="rating_low")
    assert notice.staff.username == "roads.head"
    assert "답이 너무 늦었어요" in [t.body for t in world.case(rated_case).thread]
    world.wait(hours=1)
    world.text("이건 새로운 이야기입니다")
    assert world.case(rated_case).row.state is CaseState.REOPENED


@pytest.mark.parametrize("stopped", [False, True])
def test_few_stars_on_the_page_are_asked_why_there(world, answered, visit, stopped):
    if stopped:
        world.text("그만")
    mine = conversations.resident_find("01000000042")
    path = case_link(case_id=Case.objects.get(code=answered).id, resident_id=mine, now=world.now)
    client = visit()

    def press(do, **fields):
        key = client.get(path).text.partition('name="key" value="')[2].partition('"')[0]
        client.post(path, {"key": key, "do": do, **fields})
        return client.get(path).text

    why = "무엇이 더 나았으면 하나요?"
    assert why not in press("rate", stars=4)
    assert why in press("rate", stars=2)
    assert why not in press("rate", stars=5)
    assert why in press("rate", stars=1)
    press("why", words="답이 너무 늦었어요")
    world.route()
    assert why not in client.get(path).text
    assert Notice.objects.get(kind="rating_low").staff.username == "roads.head"
    assert world.case(answered).row.state is CaseState.ANSWERED


def test_why_is_waited_for_a_day_only(world, rated_case):
    world.text("2")
    world.wait(hours=25)
    world.text("골목에 차가 막아요")
    assert world.case(rated_case).row.state is CaseState.REOPENED


def test_after_a_low_rating_another_matter_is_no_reply(world, rated_case):
    world.text("2")
    world.wait(hours=1)
    world.text("위층 노래방 소음이 너무 심해서 잠을 못 잡니다 단속해 주세요")
    assert not Notice.objects.filter(kind="rating_low").exists()
    assert FollowUp.objects.get(kind="rating").state == "wondering"


def test_what_came_too_late_is_not_asked(world, answered):
    world.now = dt.datetime(2026, 12, 14, 1, 0, tzinfo=dt.UTC)  # after an outage
    api.follow_ups_run(now=world.now)
    assert FollowUp.objects.get(kind="rating").state == "dropped"


def test_without_a_question_a_digit_lies_with_the_case_and_changes_nothing(world, answered):
    world.wait(days=1)
    before = last(world, answered)
    world.text("4")
    assert stars() == []
    case = world.case(answered)
    assert case.row.state is CaseState.ANSWERED
    assert (case.thread[-1].body, case.row.unread) == ("4", True)
    assert last(world, answered) == before


@pytest.mark.parametrize("body", ["0", "7"])
def test_a_digit_that_is_no_rating_is_told_what_is_asked(world, rated_case, body):
    world.wait(hours=2)
    world.text(body)
    assert stars() == []
    assert "숫자 하나로" in last(world, rated_case)
    assert world.case(rated_case).row.state is CaseState.ANSWERED


def test_after_two_weeks_a_digit_is_a_text_again(world, rated_case):
    world.wait(days=14, minutes=1)
    api.follow_ups_run(now=world.now)
    assert FollowUp.objects.get(kind="rating").state == "expired"
    world.text("4")
    assert stars() == []


def test_another_number_cannot_rate(world, rated_case):
    world.text("5", sender="01000000077")
    assert stars() == []


def test_who_said_stop_is_not_asked(world, answered):
    world.text("그만")
    world.now = dt.datetime(2026, 11, 30, 0, 0, tzinfo=dt.UTC)
    api.follow_ups_run(now=world.now)
    assert FollowUp.objects.get(kind="rating").state == "dropped"


def test_a_case_that_went_on_is_not_asked_about(world, answered):
    world.text("아직도 파여 있어요. 다시 봐 주세요")
    world.now = dt.datetime(2026, 11, 30, 0, 0, tzinfo=dt.UTC)
    api.follow_ups_run(now=world.now)
    assert FollowUp.objects.get(kind="rating").state == "dropped"


def test_averages_by_department(world, rated_case):
    world.text("4")
    span = {"since": world.now - dt.timedelta(days=1), "until": world.now + dt.timedelta(days=1)}
    [roads] = api.ratings_of(viewer=world.person("mayor"), **span)
    assert (roads.department, roads.count, roads.average, roads.few) == ("roads", 1, 4.0, 0)
    assert api.ratings_of(viewer=world.person("parks.head"), **span) == []


def test_a_rating_is_one_to_five_in_the_table_too(world, rated_case):
    from django.db import IntegrityError, transaction

    world.text("4")
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.update(stars=6)
