"""The range of the expected end."""

import datetime as dt

from townline.prevention.surveys.rules.forecast import End, expected_end

TODAY = dt.date(2026, 11, 25)


def test_the_end_is_a_range_that_is_wider_where_days_differ():
    def working(day):
        return day.weekday() < 5

    steady = expected_end(100, [10] * 15, TODAY, working)
    assert steady == End(dt.date(2026, 12, 9), dt.date(2026, 12, 9))
    uneven = expected_end(100, [0, 20] * 7, TODAY, working)
    assert uneven.soonest < steady.soonest < uneven.latest
    assert expected_end(0, [], TODAY, working) == End(TODAY, TODAY)
    assert expected_end(100, [5, 5], TODAY, working) is None
    assert expected_end(100, [0] * 15, TODAY, working) is None
