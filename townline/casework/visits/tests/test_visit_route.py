"""The order of the way: never worse than as it was planned, and fixed times stay in order."""

import datetime as dt

from hypothesis import given, strategies as st

from townline.casework.cases.rules.distance import metres
from townline.casework.visits.rules.route import Pace, Stop, cost, legs, order_stops

MORNING = dt.datetime(2026, 11, 25, 0, 0, tzinfo=dt.UTC)
PACE = Pace()
OFFICE = (36.62073, 125.32238)
# Some hundred metres to some kilometres apart, as in a district.
points = st.tuples(
    st.floats(36.60, 36.65, allow_nan=False), st.floats(125.30, 125.36, allow_nan=False)
)
starts = st.none() | points
free = st.builds(lambda point: (point, None), st.none() | points)
fixed = st.builds(
    lambda point, minutes: (point, MORNING + dt.timedelta(minutes=minutes)),
    points,
    st.integers(0, 540),
)


def stops_of(pairs):
    return [Stop(key=key, point=point, at=at) for key, (point, at) in enumerate(pairs)]


def naive(stops, start):
    """Walk them as they were planned, fixed times among themselves in order."""
    times = iter(sorted((s for s in stops if s.at), key=lambda s: (s.at, s.key)))
    return legs([next(times) if s.at else s for s in stops], start=start, leaves=MORNING, pace=PACE)


def plan_legs(stops, start):
    return order_stops(stops, start=start, leaves=MORNING, pace=PACE)


@given(st.lists(free, max_size=9), starts)
def test_a_free_day_is_never_longer_than_as_planned(pairs, start):
    stops = stops_of(pairs)
    found = plan_legs(stops, start)
    assert sorted(leg.stop.key for leg in found) == [stop.key for stop in stops]
    way, planned = (sum(leg.metres for leg in one) for one in (found, naive(stops, start)))
    assert way <= planned + 1e-6


@given(st.lists(free | fixed, max_size=8), starts)
def test_fixed_times_stay_in_order_and_nothing_is_later_than_as_planned(pairs, start):
    stops = stops_of(pairs)
    found = plan_legs(stops, start)
    assert sorted(leg.stop.key for leg in found) == [stop.key for stop in stops]
    times = [leg.stop.at for leg in found if leg.stop.at]
    assert times == sorted(times)
    assert cost(found) <= cost(naive(stops, start))


@given(points, points)
def test_a_way_is_as_long_back_as_forth(one, other):
    assert abs(metres(one, other) - metres(other, one)) < 1e-6


def test_a_row_of_houses_is_walked_from_one_end():
    row = [(36.62, 125.320 + n / 1000) for n in (3, 0, 4, 1, 2)]
    found = plan_legs(stops_of([(point, None) for point in row]), (36.62, 125.319))
    assert [leg.stop.key for leg in found] == [1, 3, 4, 0, 2]
    assert 440 < sum(leg.metres for leg in found) < 450


def test_who_has_time_until_a_fixed_visit_does_not_wait_idle():
    at_ten = MORNING + dt.timedelta(hours=1)
    stops = stops_of([(OFFICE, at_ten), ((36.621, 125.324), None), ((36.622, 125.325), None)])
    found = plan_legs(stops, OFFICE)
    assert [leg.stop.key for leg in found][-1] == 0
    assert found[-1].late == dt.timedelta(0)


def test_an_empty_day_and_an_unknown_place_are_no_trouble():
    assert plan_legs([], OFFICE) == []
    (leg,) = plan_legs([Stop(key=1)], None)
    assert (leg.metres, leg.arrives) == (0.0, MORNING)


def test_being_early_means_waiting_and_being_late_is_told():
    soon = MORNING + dt.timedelta(minutes=1)
    (leg,) = plan_legs([Stop(key=1, point=(36.65, 125.36), at=soon)], OFFICE)
    assert leg.late > dt.timedelta(minutes=10)
