"""Figures of a time are those of its cases, kept by day and month or counted now."""

import datetime as dt

import pytest

from townline.prevention.policy.insights import api, services
from townline.prevention.policy.insights.models import FigureDay
from townline.prevention.policy.insights.rules import measures
from townline.prevention.policy.insights.services import figures_rebuild, figures_run

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)


def read(world, kind="month", day=TODAY, departments=None):
    found = api.period(kind, day)
    return api.figures(
        span=found.span, before=found.before, step=found.step, departments=departments,
        today=world.now.astimezone(dt.timezone(dt.timedelta(hours=9))).date(), now=world.now,
    )  # fmt: skip


def answer_case(world, body="길이 파였어요", hours=1):
    code = world.awaiting(body)
    world.wait(hours=hours)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    return code


def test_today_is_counted_from_the_cases(world):
    answer_case(world)
    total = read(world).total
    assert (total.came, total.kept, total.late, total.answered) == (1, 1, 0, 1)
    assert 1 <= measures.median(total.answer) <= 2
    assert total.hours[14] == 1
    assert total.weekdays[2] == 1


def test_past_days_are_kept_and_give_the_same(world):
    answer_case(world)
    before = read(world)
    world.wait(days=1)
    figures_run(now=world.now)
    assert FigureDay.objects.filter(grain="day").count() == 1
    assert read(world).total == before.total
    assert read(world).departments["roads"].came == 1


def test_an_answer_too_late_is_late_whatever_the_hour_it_was_counted(world):
    code = world.awaiting()
    world.wait(days=1)
    figures_run(now=world.now)
    assert read(world).total.late == 0
    world.wait(days=2)
    figures_run(now=world.now)
    assert (read(world).total.kept, read(world).total.late) == (0, 1)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    figures_run(now=world.now)
    total = read(world).total
    assert (total.came, total.late, total.answered) == (1, 1, 1)


def test_a_second_run_changes_nothing(world):
    answer_case(world)
    world.wait(days=40)
    figures_run(now=world.now)
    rows = list(FigureDay.objects.order_by("id").values_list("grain", "day", "came"))
    figures_run(now=world.now)
    again = list(FigureDay.objects.order_by("id").values_list("grain", "day", "came"))
    assert sorted(again) == sorted(rows)


@pytest.mark.server
def test_a_rebuild_that_was_stopped_goes_on_where_it_was(world, monkeypatch):
    answer_case(world)
    world.wait(days=70)
    done = []

    def stop(month):
        done.append(month)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        figures_rebuild(now=world.now, progress=stop)
    figures_rebuild(now=world.now, progress=done.append)
    assert done == [dt.date(2026, 11, 1), dt.date(2026, 12, 1), dt.date(2027, 1, 1),
                    dt.date(2027, 2, 1)]  # fmt: skip
    assert services.rebuilt_until() is None
    assert read(world, "year").total.came == 1


def test_reopened_ratings_and_places_are_counted(world):
    code = answer_case(world, "솔내동 길이 파였어요")
    world.wait(hours=3)
    world.text("아직 그대로예요. 다시 봐 주세요")
    assert world.case(code).row.state == "reopened"
    found = read(world)
    assert found.total.reopened == 1
    assert found.dongs["솔내동"].came == 1


def test_a_head_sees_their_own_departments_only(world):
    answer_case(world)
    assert read(world, departments=frozenset({"roads"})).total.came == 1
    assert read(world, departments=frozenset({"parks"})).total.came == 0
    assert read(world, departments=frozenset({"parks"})).steps[TODAY].came == 0


def test_what_was_dismissed_is_not_counted(world):
    from townline.casework.cases import api as cases

    code = world.text("광고입니다")
    cases.case_dismiss(world.by("clerk1"), code=code, reason="광고")
    assert read(world).total.came == 0
