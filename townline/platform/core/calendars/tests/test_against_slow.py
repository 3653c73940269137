"""The arithmetic says what a counter says that looks at every minute and every day."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st

from tests.amount import examples
from townline.platform.core.calendars import Pause, Rule, Unit, calendar, due
from townline.platform.core.calendars.office import WorkDays
from townline.platform.core.calendars.tests.slow import Slow

SEOUL = ZoneInfo("Asia/Seoul")
FIRST = dt.datetime.combine(dt.date(2026, 1, 26), dt.time())
moments = st.integers(0, 40 * 24 * 60).map(lambda m: FIRST + dt.timedelta(minutes=m))
offices = st.sampled_from([{1, 2, 3, 4, 5}, {1, 2, 3, 4, 5, 6}, {2, 4}, {7}])
days_off = st.sets(st.integers(0, 70).map(lambda d: FIRST.date() + dt.timedelta(days=d)))
lengths = st.integers(0, 6 * 24 * 60)
breaks = st.lists(
    st.tuples(moments, lengths).map(lambda p: (p[0], p[0] + dt.timedelta(minutes=p[1]))), max_size=3
)


def both(unit, count, received, *, weekdays, holidays, pauses):
    """Count twice: fast, and slowly with the pauses that touch the period at all."""
    office = calendar(
        zone=SEOUL,
        weekdays=weekdays,
        hours=(dt.time(9), dt.time(18)),
        pause=(dt.time(12), dt.time(13)),
        holidays=holidays,
    )
    aware = [Pause(a.replace(tzinfo=SEOUL), b.replace(tzinfo=SEOUL)) for a, b in pauses]
    fast = due(Rule(unit, count), received.replace(tzinfo=SEOUL), office, aware).at
    relevant = [(max(a, received), b) for a, b in pauses if b > received or a == b == received]
    slow = Slow(weekdays, holidays, relevant)
    count_slowly = {
        Unit.HOURS: slow.hours,
        Unit.DAYS: slow.days,
        Unit.WEEKS: slow.weeks,
        Unit.MONTHS: slow.months,
    }[unit]
    return fast.replace(tzinfo=None), count_slowly(received, count)


@given(st.integers(1, 60), moments, offices, days_off, breaks)
def test_hours(count, received, weekdays, holidays, pauses):
    fast, slow = both(
        Unit.HOURS, count, received, weekdays=weekdays, holidays=holidays, pauses=pauses
    )
    assert fast == slow


@given(st.integers(1, 30), moments, offices, days_off, breaks)
def test_days(count, received, weekdays, holidays, pauses):
    fast, slow = both(
        Unit.DAYS, count, received, weekdays=weekdays, holidays=holidays, pauses=pauses
    )
    assert fast == slow


@given(st.integers(1, 8), moments, offices, days_off, breaks)
def test_weeks(count, received, weekdays, holidays, pauses):
    fast, slow = both(
        Unit.WEEKS, count, received, weekdays=weekdays, holidays=holidays, pauses=pauses
    )
    assert fast == slow


@given(
    st.integers(1, 14),
    st.integers(0, 4 * 366 * 24 * 60).map(lambda m: FIRST + dt.timedelta(minutes=m)),
    offices,
    days_off,
    breaks,
)
def test_months(count, received, weekdays, holidays, pauses):
    fast, slow = both(
        Unit.MONTHS, count, received, weekdays=weekdays, holidays=holidays, pauses=pauses
    )
    assert fast == slow


@settings(max_examples=examples(300))
@given(offices, days_off, st.integers(0, 60), st.integers(1, 40))
def test_the_nth_working_day_is_found_by_walking_too(weekdays, holidays, start, number):
    days, current = WorkDays(weekdays, holidays), FIRST.date() + dt.timedelta(days=start)
    found = days.nth(current.toordinal(), number)
    left = number
    while left:
        left -= current.isoweekday() in weekdays and current not in holidays
        current += dt.timedelta(days=1)
    assert dt.date.fromordinal(found) == current - dt.timedelta(days=1)


@given(st.integers(1, 60), moments, breaks)
def test_a_promise_is_never_stopped(count, received, pauses):
    start = received.replace(tzinfo=SEOUL)
    office = calendar(zone=SEOUL, weekdays=[1], hours=(dt.time(9), dt.time(18)))
    aware = [Pause(a.replace(tzinfo=SEOUL), b.replace(tzinfo=SEOUL)) for a, b in pauses]
    found = due(Rule(Unit.WALL, count * 3600), start, office, aware).at
    assert found == start + dt.timedelta(hours=count)
