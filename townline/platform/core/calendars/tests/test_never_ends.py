"""A rule that would never end is refused at once, and so is a calendar that makes no sense."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from townline.platform.core.calendars import (
    ClockError,
    Extension,
    ExtensionRefusal,
    NeverEnds,
    Pause,
    calendar,
    due,
    parse_rule,
)

SEOUL = ZoneInfo("Asia/Seoul")
MONDAY = dt.datetime(2026, 11, 2, 10, tzinfo=SEOUL)


def office(*, weekdays=(1, 2, 3, 4, 5), hours=(dt.time(9), dt.time(18)), holidays=()):
    return calendar(zone=SEOUL, weekdays=weekdays, hours=hours, holidays=holidays)


@pytest.mark.parametrize("rule", ["H:8", "D:7", "W:2", "M:1"])
@pytest.mark.parametrize("idle", [{"weekdays": ()}, {"hours": (dt.time(9), dt.time(9))}])
def test_an_office_that_never_works(rule, idle):
    with pytest.raises(NeverEnds):
        due(parse_rule(rule), MONDAY, office(**idle))


def test_a_promise_needs_no_office():
    assert due(parse_rule("PT48H"), MONDAY, office(weekdays=())).at == MONDAY + dt.timedelta(2)


def test_years_of_days_off_are_crossed_in_no_time():
    days = [MONDAY.date() + dt.timedelta(days=n) for n in range(3000)]
    found = due(parse_rule("D:1"), MONDAY, office(holidays=days)).at
    assert found is not None
    assert found.date() > days[-1]


@pytest.mark.parametrize("rule", ["H:8", "D:7", "W:2", "M:1"])
def test_a_pause_that_goes_on_has_no_end(rule):
    pauses = [Pause(MONDAY + dt.timedelta(hours=1))]
    late = Extension(parse_rule("H:1"), MONDAY + dt.timedelta(days=400))
    found = due(parse_rule(rule), MONDAY, office(), pauses, [late])
    # The period still runs, so that it can be extended; where it ends is not known.
    assert found.at is None
    assert found.refusals == (None,)


def test_a_refused_extension_says_why():
    first = Extension(parse_rule("D:8"), MONDAY + dt.timedelta(days=1))
    found = due(parse_rule("D:7"), MONDAY, office(), [], [first])
    assert found.refusals == (ExtensionRefusal.LONG,)


def test_office_hours_that_make_no_sense():
    with pytest.raises(ClockError, match="must stand in order"):
        office(hours=(dt.time(18), dt.time(9)))


def test_where_clocks_are_put_forward_working_hours_stay_nine_to_six():
    zone = ZoneInfo("Europe/Berlin")
    there = calendar(zone=zone, weekdays=range(1, 8), hours=(dt.time(0), dt.time(18)))
    start = dt.datetime(2026, 3, 28, 17, tzinfo=zone)
    assert due(parse_rule("H:19"), start, there).at == dt.datetime(2026, 3, 29, 18, tzinfo=zone)


@pytest.mark.parametrize("text", ["PT48H", "PT1H30M", "PT90S", "H:8", "D:7", "W:2", "M:1"])
def test_a_rule_reads_as_it_is_written(text):
    assert parse_rule(str(parse_rule(text))) == parse_rule(text)
