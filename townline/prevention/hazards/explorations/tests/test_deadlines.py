import datetime as dt

import pytest

from townline.prevention.hazards.explorations.rules.deadlines import before_rain


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-06-22", "2026-06-23"),
        ("2026-06-23", "2026-06-23"),
        ("2026-06-24", "2027-06-23"),
        ("2026-11-25", "2027-06-23"),
        ("2026-01-01", "2026-06-23"),
    ],
)
def test_the_last_day_before_the_next_rainy_season(day, last):
    assert before_rain(dt.date.fromisoformat(day), "06-24") == dt.date.fromisoformat(last)


def test_a_season_may_begin_on_a_leap_day():
    assert before_rain(dt.date(2027, 1, 1), "02-29") == dt.date(2027, 2, 27)
