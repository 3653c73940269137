"""How long a silence is usual is seen from the line's own past."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from townline.platform.conversations import api
from townline.platform.conversations.rules import silence

SEOUL = ZoneInfo("Asia/Seoul")
NOW = dt.datetime(2026, 11, 25, 14, 30, tzinfo=SEOUL)  # a Wednesday
HOUR = dt.timedelta(hours=1)


def office(days=60, first=8, last=21):
    """Texts each full hour of the day, none at night; the last before NOW."""
    start = NOW.replace(hour=0, minute=0) - dt.timedelta(days=days)
    moments = [
        start + dt.timedelta(days=day, hours=hour)
        for day in range(days + 1)
        for hour in range(first, last + 1)
    ]
    return [moment for moment in moments if moment < NOW]


def silence_at(arrivals, now):
    found = silence.silence([a for a in arrivals if a <= now], now=now, zone=SEOUL)
    assert found is not None
    return found


def test_a_usual_night_is_no_alarm():
    arrivals = office(days=70)
    night = NOW.replace(hour=5) - dt.timedelta(days=1)
    found = silence_at(arrivals, night)
    assert found.lasting == 8.5 * HOUR
    assert found.usual >= found.lasting - HOUR
    assert not found.alarming


def test_a_morning_without_texts_is_one():
    arrivals = [a for a in office() if a.date() < NOW.date()]
    assert not silence_at(arrivals, NOW.replace(hour=7)).alarming
    # At eight texts have come on every other day; at nine the longest was an hour.
    assert silence_at(arrivals, NOW.replace(hour=10)).alarming


def test_a_quiet_weekend_does_not_excuse_a_quiet_wednesday():
    arrivals = [a for a in office() if a.weekday() < 5]
    sunday = NOW - dt.timedelta(days=3)
    assert not silence_at(arrivals, sunday).alarming
    quiet = [a for a in arrivals if a < NOW - 5 * HOUR]
    assert silence_at(quiet, NOW).alarming


def test_minutes_are_never_news():
    arrivals = [NOW - dt.timedelta(minutes=10 * n) for n in range(60 * 24 * 6, 0, -1)]
    assert not silence_at(arrivals, arrivals[-1] + dt.timedelta(minutes=59)).alarming
    assert silence_at(arrivals, arrivals[-1] + dt.timedelta(minutes=61)).alarming


def test_without_four_weeks_nobody_can_say():
    assert silence.silence(office(days=27), now=NOW, zone=SEOUL) is None
    assert silence.silence([], now=NOW, zone=SEOUL) is None
    assert silence.silence(office(days=29), now=NOW, zone=SEOUL) is not None


@given(st.lists(st.integers(0, 60 * 24 * 60), min_size=2, max_size=60, unique=True))
def test_no_gap_of_the_past_would_have_been_an_alarm(minutes):
    start = NOW - dt.timedelta(days=60)
    arrivals = [start + dt.timedelta(minutes=m) for m in sorted(minutes)]
    usual = silence.usual_gaps(arrivals, SEOUL)
    gaps = [b - a for a, b in itertools.pairwise(arrivals)]
    assert max(usual) == max(gaps)
    for first, second in itertools.pairwise(arrivals):
        last_hour = silence.hour_of_week(second - dt.timedelta(seconds=1), SEOUL)
        assert usual[last_hour] >= second - first


@pytest.mark.server
@pytest.mark.django_db
def test_the_lines_own_texts_are_asked(world):
    end = world.now
    for day in range(35, 0, -1):
        for hour in (0, 3, 6, 9):
            world.now = end - dt.timedelta(days=day) + hour * HOUR
            world.deliver("가로등이 꺼졌어요")
    assert api.line_silence(now=world.now) is None
    found = api.line_silence(now=world.now + 3 * HOUR)
    assert found is not None
    assert (found.since, found.lasting) == (world.now, 3 * HOUR)
    assert not found.alarming
    late = api.line_silence(now=world.now + 30 * HOUR)
    assert late is not None
    assert late.alarming
