"""The moment of a promise is worded as a person would, never later than it was stored."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from townline.platform.core import resident_moments
from townline.platform.core.settings import PromiseWording

SEOUL = ZoneInfo("Asia/Seoul")
# A working day, leap day, the year's end and its first day, the end of a month.
DAYS = ["2026-11-27", "2028-02-29", "2028-03-01", "2026-12-31", "2027-01-01", "2026-03-31"]
PROMISES = [dt.timedelta(minutes=m) for m in (1, 20, 61, 120, 8 * 60, 24 * 60, 48 * 60)]


def moments(day):
    start = dt.datetime.fromisoformat(day).replace(tzinfo=SEOUL)
    return [start + dt.timedelta(minutes=m) for m in range(0, 24 * 60, 8)]


@pytest.mark.parametrize("style", ["day", "hour", "exact"])
@pytest.mark.parametrize("day", DAYS)
def test_it_is_never_later_than_stored_and_never_before_it_was_given(day, style):
    wording = PromiseWording(style=style)
    for at in moments(day):
        for length in PROMISES:
            named = wording.worded(at, at - length)
            assert at - length < named <= at
            if length >= dt.timedelta(hours=24) and style == "day":
                assert (named.minute, named.second) == (0, 0)
                assert dt.time(9) <= named.time() <= dt.time(18)


@pytest.mark.parametrize("begins", range(24))
def test_any_hours_of_a_day_hold(begins):
    hours = {"begins_at": f"{begins:02}:00", "ends_at": f"{(begins + 9) % 24:02}:00"}
    wording = PromiseWording.model_validate(hours)
    for at in moments("2028-02-29"):
        assert at - PROMISES[-1] < wording.worded(at, at - PROMISES[-1]) <= at


@pytest.mark.parametrize(
    ("stored", "korean", "english"),
    [
        ("2026-11-27 05:16", "11월 26일(목) 오후 6시", "Thu 26 Nov, 6pm"),
        ("2026-11-27 08:59", "11월 26일(목) 오후 6시", "Thu 26 Nov, 6pm"),
        ("2026-11-27 09:00", "11월 27일(금) 오전 9시", "Fri 27 Nov, 9am"),
        ("2026-11-27 14:32", "11월 27일(금) 오후 2시", "Fri 27 Nov, 2pm"),
        ("2026-11-27 23:59", "11월 27일(금) 오후 6시", "Fri 27 Nov, 6pm"),
        ("2027-01-01 00:00", "12월 31일(목) 오후 6시", "Thu 31 Dec, 6pm"),
        ("2028-03-01 03:00", "2월 29일(화) 오후 6시", "Tue 29 Feb, 6pm"),
    ],
)
@pytest.mark.django_db
def test_as_residents_read_it(district, stored, korean, english):
    at = dt.datetime.fromisoformat(stored).replace(tzinfo=SEOUL)
    since = at - dt.timedelta(hours=48)
    assert resident_moments.promise(at, since, "ko") == korean
    assert resident_moments.promise(at, since, "en") == english


@pytest.mark.django_db
def test_a_short_promise_keeps_its_minute(district):
    at = dt.datetime(2026, 11, 27, 20, 16, tzinfo=SEOUL)
    assert resident_moments.promise(at, at - dt.timedelta(minutes=90), "ko").endswith("오후 8시")
    assert resident_moments.promise(at, at - dt.timedelta(minutes=9), "ko").endswith("8시 16분")
