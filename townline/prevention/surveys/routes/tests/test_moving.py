"""By hand: a visit moved, fixed, let go and undone; and what is refused in clear words."""

import datetime as dt

import pytest

from townline.prevention.surveys.models import PlannedVisit
from townline.prevention.surveys.routes.errors import (
    BadHours,
    CannotUndo,
    DayGone,
    LacksSkill,
    NotListed,
    Promised,
    SurveyorAbsent,
)
from townline.prevention.surveys.routes.models import HomeNeeds, PlanChange
from townline.prevention.surveys.routes.services import moving
from townline.prevention.surveys.routes.tests.town import BY, MONDAY, NOW, homes, people, plan
from townline.prevention.surveys.services.surveyors import absence_set
from townline.prevention.surveys.tests.test_count import exclude

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=2)


def open_visits():
    rows = PlannedVisit.objects.filter(done_at=None).order_by("home")
    return [(v.home_id, v.surveyor_id, v.day, v.position, v.fixed, v.not_before) for v in rows]


def move(home, who, day=WEDNESDAY, window=None, **more):
    arguments = {"home_id": home.id, "surveyor_id": who.id, "day": day, "window": window}
    return moving.visit_move(**(arguments | BY | more))


def test_a_moved_visit_is_fixed_in_its_place_and_planning_leaves_it(world):
    all_homes = homes(20)
    _one, two = people(2)
    plan()
    home = all_homes[0]
    moved = move(home, two, window=(dt.time(13), dt.time(15)))
    assert (moved.surveyor_id, moved.day, moved.fixed) == (two.id, WEDNESDAY, True)
    assert dt.time(13) <= moved.arrives_at <= dt.time(15)
    day = PlannedVisit.objects.filter(surveyor=two, day=WEDNESDAY).order_by("position")
    assert [v.position for v in day] == list(range(1, len(day) + 1))
    times = [v.arrives_at for v in day]
    assert times == sorted(times)
    home.refresh_from_db()
    assert home.surveyor_id == two.id
    plan()
    moved.refresh_from_db()
    assert (moved.surveyor_id, moved.day, moved.not_before) == (two.id, WEDNESDAY, dt.time(13))


def test_what_cannot_be_is_refused_in_words(world):
    home, other = homes(2)
    (one,) = people(1)
    with pytest.raises(DayGone):
        move(home, one, day=MONDAY - dt.timedelta(days=1))
    with pytest.raises(BadHours):
        move(home, one, window=(dt.time(15), dt.time(13)))
    absence_set(surveyor_id=one.id, begins_on=WEDNESDAY, ends_on=WEDNESDAY, **BY)
    with pytest.raises(SurveyorAbsent) as absent:
        move(home, one)
    message = absent.value.words(absent.value.detail, absent.value.extra)
    assert "(수)에 부재" in message
    assert "은(는)" not in message
    HomeNeeds.objects.create(home=home, skills=["english"])
    with pytest.raises(LacksSkill) as lacks:
        move(home, one, day=TUESDAY)
    assert "영어" in lacks.value.words(lacks.value.detail, lacks.value.extra)
    exclude(other.id)
    with pytest.raises(NotListed):
        move(other, one, day=TUESDAY)


def test_each_change_is_undone_while_nothing_was_built_on_it(world):
    all_homes = homes(20)
    _one, two = people(2)
    plan()
    planned = open_visits()
    move(all_homes[0], two, window=(dt.time(13), dt.time(15)))
    change = PlanChange.objects.latest("id")
    moving.change_undo(change_id=change.id, **BY)
    before = {home: rest for home, *rest in planned}[all_homes[0].id]
    after = {home: rest for home, *rest in open_visits()}[all_homes[0].id]
    assert after[:2] == before[:2]
    assert after[3:] == before[3:]
    with pytest.raises(CannotUndo):
        moving.change_undo(change_id=change.id, **BY)


def test_a_plan_is_undone_as_a_whole_and_homes_settled_since_stay_settled(world):
    all_homes = homes(12)
    people(2)
    plan(days=1)
    first = open_visits()
    plan(days=5)
    change = PlanChange.objects.latest("id")
    gone = all_homes[0].id
    exclude(gone)
    moving.change_undo(change_id=change.id, **BY)
    assert open_visits() == [row for row in first if row[0] != gone]


def test_nothing_is_undone_after_ten_minutes_or_another_change(world):
    all_homes = homes(6)
    (_one,) = people(1)
    plan()
    first = PlanChange.objects.latest("id")
    later = NOW + dt.timedelta(minutes=11)
    assert moving.undoable(later) is None
    moving.visit_fix(home_id=all_homes[0].id, fixed=True, **BY)
    with pytest.raises(CannotUndo):
        moving.change_undo(change_id=first.id, **BY)


def test_fixed_and_let_go(world):
    (home,) = homes(1)
    (_one,) = people(1)
    plan()
    moving.visit_fix(home_id=home.id, fixed=True, **BY)
    assert PlannedVisit.objects.get().fixed
    moving.visit_fix(home_id=home.id, fixed=False, **BY)
    assert not PlannedVisit.objects.get().fixed


def test_a_visit_is_shifted_from_the_day_plan_and_all_of_it_is_undone(world, visit):
    home, other = homes(12)[:2]
    one, two = people(2)
    plan(days=3)
    PlannedVisit.objects.filter(home=home).update(surveyor=one, day=TUESDAY)
    before = open_visits()
    moving.visit_shift(home_id=home.id, surveyor_id=two.id, day=TUESDAY, **BY)
    moved = PlannedVisit.objects.get(home=home, done_at=None)
    assert (moved.surveyor_id, moved.day, moved.fixed) == (two.id, TUESDAY, True)
    for who in (one, two):  # neither day has a gap, nor a time out of order
        rows = PlannedVisit.objects.filter(surveyor=who, day=TUESDAY).order_by("position")
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        assert [row.arrives_at for row in rows] == sorted(row.arrives_at for row in rows)
    (change,) = PlanChange.objects.filter(kind="move")
    moving.change_undo(change_id=change.id, **BY)
    assert [row[:3] for row in open_visits()] == [row[:3] for row in before]
    # A time that was promised goes along to another surveyor, not to another day.
    move(other, one, day=TUESDAY, window=(dt.time(13), dt.time(15)))
    moving.visit_shift(home_id=other.id, surveyor_id=two.id, day=TUESDAY, **BY)
    assert PlannedVisit.objects.get(home=other, done_at=None).not_before == dt.time(13)
    with pytest.raises(Promised):
        moving.visit_shift(home_id=other.id, surveyor_id=two.id, day=WEDNESDAY, **BY)
