"""The range shown at issue is honest: simulated days with surges, pauses and people not coming."""

import statistics
from functools import cache

import pytest
from hypothesis import given, strategies as st

from townline.lines.queues.rules.estimate import (
    Forecast,
    ServiceRate,
    pace_called,
    pace_next_day,
    pace_open,
    pace_served,
)
from townline.lines.queues.tests.simulating import Hall, SimulatedTicket, days

SURGE = Hall()


@cache
def simulate_days(hall: Hall, usual: float | None = None) -> list[SimulatedTicket]:
    return days(hall, 8, usual=usual)


def inside(seen: list[SimulatedTicket]) -> float:
    return sum(each.low <= each.waited <= each.high for each in seen) / len(seen)


def error(seen: list[SimulatedTicket], name: str) -> float:
    return statistics.fmean(abs(each.waited - getattr(each, name)) for each in seen)


@pytest.mark.parametrize(
    "hall",
    [SURGE, Hall(pauses=False), Hall(crowd=200)],
    ids=["surge", "no pauses", "crowd at opening"],
)
def test_nine_in_ten_are_called_within_a_range_narrow_enough_to_plan_by(hall):
    seen = simulate_days(hall)
    assert inside(seen) >= 0.88
    widths = [(each.high - each.low) / each.waited for each in seen if each.waited > 60]
    assert statistics.median(widths) < 0.42


def test_it_is_better_than_the_three_of_the_textbooks():
    seen = simulate_days(SURGE)
    ours = error(seen, "likely")
    assert ours < 0.6 * error(seen, "by_length")
    assert ours < 0.5 * error(seen, "by_last")
    assert ours < 0.5 * error(seen, "by_head")


def test_it_recovers_from_a_wrong_idea_of_what_is_usual():
    assert inside(simulate_days(SURGE, 150.0)) >= 0.85


def forecast(pace: ServiceRate, *, desks: int = 3, free: int = 0) -> Forecast:
    return Forecast(pace, open_desks=desks, free=free, planned=lambda _: float(desks))


@given(st.integers(0, 400), st.integers(1, 12), st.floats(30, 1200))
def test_a_range_is_whole_minutes_around_what_is_likely_and_grows_with_those_ahead(
    ahead, desks, usual
):
    made = forecast(ServiceRate(usual=usual), desks=desks)
    wait, next_one = made.wait(ahead), made.wait(ahead + 1)
    assert 0 <= wait.low < wait.high
    assert wait.low % 60 == 0 == wait.high % 60
    assert wait.low <= wait.likely <= wait.high
    assert next_one.likely >= wait.likely


def test_a_free_desk_calls_at_once():
    wait = forecast(ServiceRate(usual=240.0), free=1).wait(0)
    assert (wait.low, wait.high) == (0, 60)


def test_no_desk_open_is_a_long_wait_and_no_error():
    wait = Forecast(ServiceRate(usual=240.0), open_desks=0, free=0, planned=lambda _: 0.0).wait(10)
    assert wait.high > wait.low > 600


def test_a_desk_more_shortens_the_wait():
    pace = ServiceRate(usual=240.0)
    assert forecast(pace, desks=4).wait(30).likely < forecast(pace, desks=3).wait(30).likely


def test_how_many_fit_until_closing_is_the_other_way_round():
    made = forecast(ServiceRate(usual=240.0))
    fit = made.ahead_until(3600.0)
    assert made.wait(fit - 1).likely <= 3600.0 + 240.0
    assert made.wait(fit + 3).likely > 3600.0
    assert made.ahead_until(-5.0) == 0


def test_the_pace_follows_what_is_seen():
    pace = ServiceRate(usual=240.0)
    for _ in range(100):
        pace = pace_served(pace, 120.0)
    assert pace.mean == pytest.approx(120.0)
    assert 120 < pace_next_day(pace).usual < 160
    assert pace_next_day(pace).seen == 0


def test_misses_widen_and_hits_narrow_the_range_within_bounds():
    wide = narrow = ServiceRate(usual=240.0)
    for _ in range(5000):
        wide, narrow = pace_called(wide, inside=False), pace_called(narrow, inside=True)
    assert wide.scale == 2.5
    assert narrow.scale == 0.6


def test_desks_that_stay_closed_are_learnt_of():
    pace = ServiceRate(usual=240.0)
    for _ in range(200):
        pace = pace_open(pace, open_desks=1, planned=2, seconds=60.0)
    assert pace.open_share == pytest.approx(0.5, abs=0.05)
    assert pace_open(pace, open_desks=0, planned=0, seconds=60.0) == pace
