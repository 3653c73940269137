"""Plans as rows: what stands is left alone, phones hear whose a home is, runs end well."""

import datetime as dt
from argparse import ArgumentParser
from contextlib import nullcontext

import pytest

from townline.platform.core.commands import CannotStart
from townline.platform.core.history.audit import SERVER, history
from townline.prevention.surveys.models import Home, PlannedVisit
from townline.prevention.surveys.routes import commands
from townline.prevention.surveys.routes.errors import NobodyGoes, RunGoesOn
from townline.prevention.surveys.routes.models import HomeNeeds, PlanRun
from townline.prevention.surveys.routes.rules.planning import Effort
from townline.prevention.surveys.routes.services import runs
from townline.prevention.surveys.routes.tests.town import BY, MONDAY, NOW, homes, people, plan
from townline.prevention.surveys.rules.states import Exclusion, VisitOutcome
from townline.prevention.surveys.services.attempts import attempt_add
from townline.prevention.surveys.services.homes import home_exclude
from townline.prevention.surveys.services.surveyors import absence_set

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + dt.timedelta(days=1)


def visits(**wanted):
    rows = PlannedVisit.objects.filter(done_at=None, **wanted)
    return list(rows.order_by("surveyor", "day", "position"))


def visit_state(visit):
    visit.refresh_from_db()
    return visit.surveyor_id, visit.day, visit.fixed, visit.not_before, visit.not_after


def test_each_open_home_gets_one_visit_and_its_surveyor(world):
    homes(40)
    people(2)
    run = plan(days=5)
    found = visits()
    assert len(found) == 40 == run.result["planned"]
    assert {each.home_id for each in found} == set(Home.objects.values_list("id", flat=True))
    for each in found:
        assert each.home.surveyor_id == each.surveyor_id
    by_day = {}
    for each in found:
        by_day.setdefault((each.surveyor_id, each.day), []).append(each.position)
    assert all(places == list(range(1, len(places) + 1)) for places in by_day.values())
    assert all(len(places) <= 7 for places in by_day.values())
    assert run.ended_at
    assert not run.failed
    assert [line.event for line in history(f"survey_plan:{run.id}")] == [
        "survey_plan:run:begin",
        "survey_plan:run:finish",
    ]


def test_planning_anew_leaves_what_is_fixed_or_has_an_appointment(world):
    homes(30)
    one, two = people(2)
    plan()
    fixed, timed = visits(surveyor=one.id)[0], visits(surveyor=two.id)[-1]
    PlannedVisit.objects.filter(id=fixed.id).update(fixed=True, day=TUESDAY)
    PlannedVisit.objects.filter(id=timed.id).update(
        day=TUESDAY, not_before=dt.time(13), not_after=dt.time(15)
    )
    before = [visit_state(fixed), visit_state(timed)]
    plan()
    assert [visit_state(fixed), visit_state(timed)] == before
    timed.refresh_from_db()
    assert dt.time(13) <= timed.arrives_at <= dt.time(15)
    assert len(visits()) == 30


def test_days_away_have_no_visits_and_fixed_ones_on_them_are_named(world):
    homes(20)
    one, _ = people(2)
    plan()
    fixed = visits(surveyor=one.id)[0]
    PlannedVisit.objects.filter(id=fixed.id).update(fixed=True, day=TUESDAY)
    absence_set(surveyor_id=one.id, begins_on=TUESDAY, ends_on=TUESDAY, **BY)
    run = plan()
    assert [each.id for each in visits(surveyor=one.id, day=TUESDAY)] == [fixed.id]
    assert run.result["unplaced"] == {"away": 1}
    assert run.result["homes"] == {"away": [fixed.home_id]}


def test_what_cannot_be_planned_is_counted_by_reason(world):
    all_homes = homes(12)
    one, two = people(2)
    Home.objects.filter(id=all_homes[0].id).update(latitude=None, longitude=None)
    HomeNeeds.objects.create(home=all_homes[1], skills=["ladder"])
    Home.objects.filter(id=all_homes[2].id).update(come_back_on=MONDAY + dt.timedelta(days=2))
    type(two).objects.filter(id=two.id).update(latitude=None)
    run = plan()
    assert run.result["unplaced"] == {"no_place": 1, "skills": 1}
    assert run.result["people"] == {str(two.id): "no_start"}
    assert {each.surveyor_id for each in visits()} == {one.id}
    (again,) = visits(home=all_homes[2])
    assert again.day >= MONDAY + dt.timedelta(days=2)


def test_without_anybody_to_go_nothing_is_planned_and_the_run_failed(world):
    homes(3)
    (one,) = people(1, begins_at=dt.time(18), ends_at=dt.time(9))
    with pytest.raises(NobodyGoes, match="no surveyor"):
        plan()
    assert PlanRun.objects.get().failed
    assert one.id
    assert not visits()


def test_who_was_not_home_gets_a_later_day(world):
    all_homes = homes(10)
    people(1)
    plan()
    first = visits()[0]
    at = dt.datetime(2026, 11, 2, 1, 0, tzinfo=dt.UTC)
    for nth in range(3):
        attempt_add(
            home_id=first.home_id, key=f"k{nth}", outcome=VisitOutcome.NOBODY_HOME, at=at,
            actor=SERVER, now=at,
        )  # fmt: skip
    plan(days=20, first=TUESDAY)
    (again,) = visits(home=first.home_id)
    assert again.day >= MONDAY + dt.timedelta(days=7)
    assert len(all_homes) == len(visits())


def test_what_people_do_while_it_is_planned_counts(world, monkeypatch):
    all_homes = homes(10)
    one, _ = people(2)
    gone, promised = all_homes[0], all_homes[1]
    solve = runs.plan_visits

    def solve_and_change(*args, **more):
        found = solve(*args, **more)
        home_exclude(
            home_id=gone.id, why=Exclusion.DEMOLISHED, reason="헐림", point=(36.6, 125.33), **BY
        )
        PlannedVisit.objects.create(
            home=promised, surveyor=one, day=TUESDAY, position=1, fixed=True, planned_at=NOW
        )
        return found

    monkeypatch.setattr(runs, "plan_visits", solve_and_change)
    plan()
    assert not visits(home=gone)
    (visit,) = visits(home=promised)
    assert (visit.surveyor_id, visit.day, visit.fixed) == (one.id, TUESDAY, True)


def test_today_stays_once_its_hours_have_begun_and_what_is_overdue_is_planned_anew(world):
    homes(10)
    people(1)
    plan(days=2)
    today, late = visits(day=MONDAY)[0], visits(day=MONDAY)[1]
    PlannedVisit.objects.filter(id=late.id).update(day=MONDAY - dt.timedelta(days=4), fixed=True)
    plan(days=4, first=TUESDAY)
    today.refresh_from_db()
    assert today.day == MONDAY
    (again,) = visits(home=late.home_id)
    assert again.day >= TUESDAY
    assert not again.fixed


def test_two_runs_do_not_go_on_at_once_and_a_killed_one_makes_place(world):
    runs.run_request(days=1, **BY)
    with pytest.raises(RunGoesOn):
        runs.run_request(days=1, **BY)
    later = NOW + dt.timedelta(minutes=3)
    second = runs.run_request(days=1, actor=SERVER, now=later)
    assert PlanRun.objects.exclude(id=second.id).get().failed


def test_a_run_that_is_stopped_on_the_page_keeps_what_it_found(world):
    homes(10)
    people(1)
    run = runs.run_request(days=5, **BY)
    runs.run_stop(run_id=run.id, **BY)
    ticks = iter(range(0, 1000, 2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs.clock, "ticks", lambda: next(ticks))
        runs.run_carry_out(run, actor=SERVER, first=MONDAY, effort=Effort(seconds=600))
    assert run.ended_at
    assert not run.failed
    assert len(visits()) == 10


@pytest.fixture
def command(world, monkeypatch, capsys):
    monkeypatch.setattr(commands, "ready", lambda _: nullcontext())
    monkeypatch.setattr(runs, "first_day", lambda _: MONDAY)
    monkeypatch.setattr(runs, "Effort", lambda **_: Effort(seconds=0))

    def run(*words):
        parser = ArgumentParser()
        commands.add_to(lambda _name, _words, _command: parser)
        options = parser.parse_args(["plan", *words])
        return options.command(options), capsys.readouterr()

    return run


def test_the_command_prints_days_kilometres_and_homes_without_a_place(command):
    found = homes(12)
    people(1)
    Home.objects.filter(id=found[0].id).update(latitude=None)
    code, captured = command("--days", "3")
    assert code == 0
    assert "surveyor-days: 2\n" in captured.out
    assert "km: " in captured.out
    assert "homes without a place: 1\n  no position on the map: 1\n" in captured.out
    assert "0 of 1 surveyors, 2 days" in captured.err


def test_the_command_says_why_nothing_can_be_planned(command):
    homes(2)
    with pytest.raises(CannotStart, match="no surveyor to plan for"):
        command("--days", "3")
    with pytest.raises(CannotStart, match="1 to 400"):
        command("--days", "0")
