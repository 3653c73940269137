"""Moments of the demo's stories and of what staff did keep their order by construction."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from townline.casework.cases.api import CaseEvent
from townline.casework.importing.api import (
    Confirmed,
    Drafted,
    Moved,
    Noted,
    ReceivedStep,
    Submitted,
)
from townline.demo.stories import pace
from townline.demo.stories.timeline import NoRoom, in_order

FIRST = dt.datetime(2026, 12, 1, 20, 3, tzinfo=dt.UTC)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
SECONDS = st.integers(-3 * 86_400, 3 * 86_400).map(lambda n: dt.timedelta(seconds=n))
KINDS = st.sampled_from(["noted", "drafted", "submitted", "confirmed", "moved"])


def _step(kind: str, at: dt.datetime):
    made = {
        "noted": lambda: Noted(at=at, body="x"),
        "drafted": lambda: Drafted(at=at, body="x"),
        "submitted": lambda: Submitted(at=at),
        "confirmed": lambda: Confirmed(at=at),
        "moved": lambda: Moved(at=at, event=CaseEvent.SEND_BACK),
    }
    return made[kind]()


@given(st.lists(st.tuples(KINDS, SECONDS), max_size=12), st.integers(0, 3 * 86_400))
def test_each_step_comes_after_the_one_before_and_none_after_the_end(later, seconds):
    until = FIRST + dt.timedelta(seconds=seconds)
    steps = [
        ReceivedStep(at=FIRST, body="x"),
        *(_step(kind, FIRST + after) for kind, after in later),
    ]
    try:
        ordered = in_order(steps, until)
    except NoRoom:
        # An approved answer takes half a minute to leave, anything else a second.
        assert seconds < 31 * len(steps)
        return
    assert [type(step) for step in ordered] == [type(step) for step in steps]
    assert ordered[0] == steps[0]
    assert all(one.at < other.at for one, other in pairwise(ordered))
    assert ordered[-1].at <= until


def test_steps_in_order_keep_their_moments():
    steps = [
        ReceivedStep(at=FIRST, body="x"),
        *(Noted(at=FIRST + n * HOUR, body="x") for n in (1, 2)),
    ]
    assert in_order(steps, FIRST + 3 * HOUR) == tuple(steps)


@pytest.mark.usefixtures("district")
def test_by_day_gives_a_moment_between_its_ends_at_every_hour():
    for quarter in range(4 * 48):
        begin = FIRST + quarter * 15 * MINUTE
        for hours in (0, 1, 4, 9, 20, 45):
            for share in (0.1, 0.3, 0.5, 0.74):
                end = begin + hours * HOUR
                assert begin <= pace.by_day(begin, end, share) <= end


@pytest.mark.usefixtures("district")
def test_what_staff_did_out_of_hours_keeps_its_order():
    moments = [FIRST + n * 5 * MINUTE for n in range(12 * 24 * 8)]
    moved = [pace.at_work(at, FIRST - 48 * HOUR) for at in moments]
    assert all(one < other for one, other in pairwise(moved))
    assert all(new <= old for new, old in zip(moved, moments, strict=True))
    seoul = dt.timezone(9 * HOUR)
    assert {at.astimezone(seoul).hour for at in moved} == set(range(9, 18))
    assert pace.at_work(moments[0], moments[0] - MINUTE) == moments[0]


@pytest.mark.usefixtures("district")
def test_texts_of_the_night_come_before_it_in_the_same_order():
    begin = dt.datetime(2026, 12, 1, 14, 0, tzinfo=dt.UTC)  # eleven in the evening
    night = [begin + n * 10 * MINUTE for n in range(45)]
    moved = [pace.before_night(at) for at in night]
    assert all(one < other for one, other in pairwise(moved))
    assert moved[0] >= begin - 8 * HOUR
    assert moved[-1] < begin
    assert pace.before_night(begin + 450 * MINUTE) == begin + 450 * MINUTE
