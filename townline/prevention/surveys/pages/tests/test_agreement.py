"""Weighted kappa against worked examples, its weeks, and who begins to grade otherwise."""

import datetime as dt

import pytest

from townline.prevention.surveys.models import SecondReview
from townline.prevention.surveys.pages.rules.agreement import agreement, drift
from townline.prevention.surveys.pages.rules.publishing import HEIGHT, trend
from townline.prevention.surveys.pages.selectors.agreement import agreements
from townline.prevention.surveys.tests.lists import KIND, NOW
from townline.prevention.surveys.tests.test_reviews import review_homes


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


def test_a_change_is_told_where_its_interval_leaves_out_nought():
    even, strict = [(1, 1), (1, 0), (0, 1)] * 6, [(2, 1)] * 6
    found = drift(even, strict)
    assert (found.way, found.by) == ("stricter", pytest.approx(1))
    assert drift(strict, even).way == "milder"
    assert drift(even, even[:6]).way == ""
    assert drift(even, strict[:4]) is None


def test_weeks_are_drawn_with_the_stricter_above():
    trend_line = trend([0, None, 9, -1])
    assert [x for x, _ in trend_line.dots] == sorted(x for x, _ in trend_line.dots)
    (_, level), (_, high), (_, low) = trend_line.dots
    assert (level, high) == (HEIGHT / 2, 4)
    assert low > level


@pytest.mark.django_db
@pytest.mark.usefixtures("shelf")
def test_each_surveyor_is_shown_by_week_with_interval_and_change(visit):
    review_homes(12, differs={1, 5})
    early = SecondReview.objects.order_by("id")[:6]
    for each in early:
        each.first.at = NOW - dt.timedelta(weeks=4)
        each.first.save(update_fields=["at"])
    (agrees,) = agreements(KIND, now=NOW)
    assert agrees.all.pairs == 12
    assert agrees.all.same == pytest.approx(10 / 12)
    assert -1 <= agrees.all.low < agrees.all.kappa < agrees.all.high <= 1
    assert agrees.all.shift < 0
    assert [week.pairs for _, week in agrees.weeks] == [0, 0, 0, 6, 0, 0, 0, 6]
    assert agrees.drift.way == ""
    page = visit("housing.head").get(f"/surveys/agreement/?kind={KIND}").content.decode()
    assert f"{agrees.all.kappa:.2f}" in page
    assert "주별 일치도" in page
    assert visit("safety.officer").get("/surveys/agreement/").status_code == 403
