"""Whatever the town: each home once, hours and absences kept, what is fixed untouched."""

import datetime as dt
from collections import Counter

import highspy
import pytest
from hypothesis import given, settings

from tests.amount import examples
from townline.prevention.surveys.routes.rules import planning
from townline.prevention.surveys.routes.rules.bundles import bundle_stops
from townline.prevention.surveys.routes.rules.greedy import greedy
from townline.prevention.surveys.routes.rules.planning import Effort, plan_visits
from townline.prevention.surveys.routes.rules.routing import solve_routes
from townline.prevention.surveys.routes.rules.territories import SLACK, territories
from townline.prevention.surveys.routes.rules.timing import RouteGround, seconds
from townline.prevention.surveys.routes.tests.invented import (
    DAYS,
    NINE,
    PACE,
    SIX,
    home,
    person,
    towns,
)

AT_ONCE = Effort(seconds=0)


def iterations(count):
    """Enough is a number of steps: the same on a busy machine."""
    left = iter(range(count))
    return lambda _: next(left, None) is None


def better(grounds, seconds, *_):
    """Better each surveyor's days here, by so many steps."""
    for n, ground in enumerate(grounds):
        if ground.bundles and seconds:
            yield n, solve_routes(ground, iterations(60))


def check(homes, people, plan):
    """Hold a plan to all that was asked."""
    by_id, those = {each.id: each for each in homes}, {each.id: each for each in people}
    placed = [visit.stop for day in plan.days for visit in day.visits]
    assert sorted([*placed, *plan.unplaced]) == sorted(by_id)  # every home once
    full = set(plan.overfull)
    for day in plan.days:
        who = those[day.surveyor]
        assert day.day in who.days  # absences are kept
        own = [by_id[visit.stop] for visit in day.visits]
        if (day.surveyor, day.day) in full:
            assert all(each.day == day.day for each in own)  # nothing is added to too much
        else:
            assert len(own) <= who.most
            check_hours(day, own, who)
        for each in own:
            assert each.surveyor in {None, day.surveyor}  # what is fixed stays
            assert each.day in {None, day.day}
            assert each.surveyor is not None or each.skills <= who.skills
            assert each.day is not None or (each.earliest or day.day) <= day.day
    check_doors(homes, plan)


def check_hours(day, own, who):
    for visit in day.visits:
        assert who.begins_at <= visit.arrives_at <= who.ends_at
    door = None
    for visit, each in zip(day.visits, own, strict=True):
        # Homes at a door come one after the other: the window is that of the first.
        if each.not_after is not None and each.building != door:
            assert each.not_before <= visit.arrives_at <= each.not_after
        if who.pause and each.building != door:  # what goes on is finished before the pause
            assert not dt.time(12) <= visit.arrives_at < dt.time(13)
        door = each.building


def check_doors(homes, plan):
    """Free homes of one door and of the same day to come again are visited together."""
    when = {v.stop: (d.surveyor, d.day) for d in plan.days for v in d.visits}
    bound = {each.building for each in homes if each.surveyor is not None}
    doors = {}
    for each in homes:
        if each.building not in bound and each.id in when and not each.skills:
            doors.setdefault((each.building, each.earliest), []).append(when[each.id])
    for visits in doors.values():
        size = Counter(visits).most_common(1)[0][1]
        assert len(set(visits)) == 1 or size >= 3  # more than somebody's day holds is divided


@given(towns())
@settings(max_examples=examples(60))
def test_a_plan_at_once_keeps_all_that_was_asked(town):
    homes, people = town
    check(homes, people, plan_visits(homes, people, PACE, AT_ONCE))


@given(towns())
@settings(max_examples=examples(15))
def test_a_bettered_plan_keeps_it_and_is_no_worse(town):
    homes, people = town
    at_once = plan_visits(homes, people, PACE, AT_ONCE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "improve_routes", better)
        plan = plan_visits(homes, people, PACE, Effort(seconds=1))
    check(homes, people, plan)
    assert len(plan.unplaced) <= len(at_once.unplaced)


@pytest.fixture
def other_solver():
    """Solve something else in this process first, as plans of works do."""
    solver = highspy.Highs()
    solver.silent()
    column = solver.addVariable(lb=0, ub=1)
    solver.maximize(column)
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


@pytest.mark.usefixtures("other_solver")
def test_territories_are_balanced_over_surveyors():
    homes = [home(n, n // 2) for n in range(400)]
    people = [person(n, most=10, at=at) for n, at in enumerate((0, 1, 30, 190), 1)]
    bundles = bundle_stops(homes, people)
    owners = territories(bundles, people)
    sizes = Counter()
    for bundle, owner in zip(bundles, owners, strict=True):
        sizes[owner] += bundle.size
    assert set(sizes) == {0, 1, 2, 3}
    assert all(abs(size - 100) <= 100 * SLACK + 4 for size in sizes.values()), sizes


def test_who_goes_half_the_days_gets_half_the_homes():
    people = [person(1, days=DAYS[:4]), person(2, days=DAYS[:2])]
    plan = plan_visits([home(n) for n in range(30)], people, PACE, AT_ONCE)
    sizes = Counter(plan.owners.values())
    assert abs(sizes[1] - 20) <= 2
    assert abs(sizes[2] - 10) <= 2


def test_a_home_stays_with_its_surveyor_where_that_costs_little():
    people = [person(1, at=0), person(2, at=3)]
    homes = [home(n, n % 4, current=1 + n % 2) for n in range(40)]
    plan = plan_visits(homes, people, PACE, AT_ONCE)
    moved = plan_visits([home(n, n % 4) for n in range(40)], people, PACE, AT_ONCE)
    stays = sum(plan.owners[each.id] == each.current for each in homes)
    assert stays > sum(moved.owners[each.id] == each.current for each in homes)


def test_fixed_visits_do_not_leave_their_surveyor_for_balance():
    people = [person(1), person(2)]
    homes = [home(n, n, surveyor=1, day=DAYS[n % 5]) for n in range(20)]
    plan = plan_visits([*homes, home(50, 30)], people, PACE, AT_ONCE)
    assert {plan.owners[each.id] for each in homes} == {1}
    assert plan.owners[50] == 2


@pytest.mark.parametrize(
    ("homes", "people", "why"),
    [
        ([home(1)], [], "nobody"),
        ([home(1, skills=frozenset("a"))], [person(1)], "skills"),
        ([home(1)], [person(1, days=[])], "nobody"),
        ([home(1, surveyor=2, day=DAYS[0])], [person(1)], "away"),
        ([home(1, surveyor=1, day=DAYS[0])], [person(1, days=DAYS[1:])], "away"),
        ([home(1)], [person(1, begins_at=NINE, ends_at=dt.time(9, 10))], "full"),
    ],
)
def test_what_cannot_be_placed_says_why(homes, people, why):
    assert plan_visits(homes, people, PACE, AT_ONCE).unplaced == {1: why}


def test_more_appointments_than_hours_are_named_and_kept():
    times = {"surveyor": 1, "day": DAYS[0], "not_before": NINE, "not_after": dt.time(9, 30)}
    homes = [home(n, 10 * n, **times) for n in range(5)]
    plan = plan_visits([*homes, home(9)], [person(1)], PACE, AT_ONCE)
    assert plan.overfull == [(1, DAYS[0])]
    assert [d.day for d in plan.days] == [DAYS[0], DAYS[1]]
    assert {v.stop for v in plan.days[0].visits} == {0, 1, 2, 3, 4}


def test_only_the_days_that_are_wanted_are_given_and_the_rest_counted():
    homes = [home(n) for n in range(30)]
    plan = plan_visits(homes, [person(1, most=8)], PACE, AT_ONCE, keep=frozenset(DAYS[:2]))
    assert [len(day.visits) for day in plan.days] == [8, 8]
    assert plan.later == 14


def test_bettering_shortens_the_way_of_the_plan_at_once(monkeypatch):
    monkeypatch.setattr(planning, "improve_routes", better)
    homes = [home(n, n * n * 7 % 211) for n in range(60)]
    people = [person(1, most=15)]
    at_once = plan_visits(homes, people, PACE, AT_ONCE)
    plan = plan_visits(homes, people, PACE, Effort(seconds=1))
    assert plan.surveyor_days <= at_once.surveyor_days
    assert plan.km < at_once.km


def test_processes_are_told_to_stop_and_what_was_found_is_kept():
    homes = [home(n) for n in range(120)]
    people = [person(1, most=12), person(2, most=12)]
    checks = iter(range(4))
    plan = plan_visits(
        homes,
        people,
        PACE,
        Effort(seconds=600, processes=2),
        stopped=lambda: next(checks, None) is None,
    )
    assert {v.stop for d in plan.days for v in d.visits} | set(plan.unplaced) == set(range(120))


def test_two_processes_better_side_by_side():
    homes = [home(n, n * 7 % 60) for n in range(60)]
    reports = []
    plan_visits(
        homes,
        [person(1), person(2)],
        PACE,
        Effort(seconds=0.5, processes=2),
        on_progress=reports.append,
    )
    assert [each.done for each in reports] == [0, 1, 2]
    assert reports[-1].km <= reports[0].km


def test_a_day_there_and_back_is_counted_whole():
    ground = RouteGround(person(1, at=0), bundle_stops([home(1, 10)], [person(1, at=0)]), PACE)
    (order,) = greedy(ground).orders.values()
    timed = ground.timed(order)
    assert timed.metres == pytest.approx(2 * 10 * 111.32 * PACE.detour, abs=4)
    assert timed.arrivals[0] == seconds(NINE) + -(-int(ground.metres[0, 1]) * 36 // 50)
    assert seconds(SIX) == ground.ends


def test_a_pause_is_kept_between_visits_and_counts_as_time():
    far = [home(n, 20 * n) for n in range(1, 9)]
    through, rested = (
        RouteGround(one, bundle_stops(far, [one]), PACE).timed(range(8))
        for one in (person(1, at=0), person(1, at=0, pause=(dt.time(11), 60)))
    )
    ways = list(zip(through.arrivals, rested.arrivals, strict=True))
    noon = seconds(dt.time(11))
    assert any(free < noon for free, _ in ways)
    for free, paused in ways:
        assert paused == free + (3_600 if free >= noon else 0)
    evening = person(1, at=0, begins_at=dt.time(13), pause=(dt.time(12), 60))
    assert RouteGround(evening, bundle_stops(far, [evening]), PACE).rest == 0
