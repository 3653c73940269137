"""Weighted kappa against worked examples, and the range of the end."""

import datetime as dt

import pytest

from townline.prevention.surveys.rules.agreement import agreement
from townline.prevention.surveys.rules.forecast import End, expected_end

TODAY = dt.date(2026, 11, 25)


def pairs(*rows):
    return [(i, j) for i, row in enumerate(rows) for j, n in enumerate(row) for _ in range(n)]


def test_against_a_worked_table():
    # Quadratic weights, three grades. By hand: seen 0.8875, chance 0.6725.
    found = agreement(pairs((11, 3, 0), (2, 9, 4), (0, 1, 10)), 3)
    seen = 1 - (3 + 2 + 4 + 1) * 0.25 / 40
    rows, columns = (14, 15, 11), (13, 13, 14)
    chance = (
        sum((1 - ((i - j) / 2) ** 2) * rows[i] * columns[j] for i in range(3) for j in range(3))
        / 1600
    )
    assert found.kappa == pytest.approx((seen - chance) / (1 - chance))
    assert found.low < found.kappa < found.high < 1
    assert (found.pairs, found.same) == (40, 30 / 40)
    assert found.shift == pytest.approx((2 + 1 - 3 - 4) / 40)


def test_alike_in_all_is_one_and_opposite_is_less_than_chance():
    assert agreement(pairs((5, 0), (0, 5)), 2).kappa == pytest.approx(1)
    assert agreement(pairs((0, 5), (5, 0)), 2).kappa == pytest.approx(-1)


@pytest.mark.parametrize("few", [[], [(0, 0)] * 4, [(1, 1)] * 30])
def test_too_few_or_all_of_one_grade_tell_nothing(few):
    assert agreement(few, 5).kappa is None


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
