"""The course of a list: settled, planned, and what the forecast leaves open."""

import datetime as dt

import pytest

from townline.prevention.surveys.rules.burn_up import burn_up
from townline.prevention.surveys.rules.forecast import End
from townline.prevention.surveys.selectors.progress import progress
from townline.prevention.surveys.services.surveyors import surveyor_add
from townline.prevention.surveys.tests.lists import KIND, NOW, as_csv, invented_rows, take
from townline.prevention.surveys.tests.test_count import BY
from townline.prevention.surveys.tests.test_pages import grade_homes

DAY = dt.date(2026, 9, 21)


def days(count):
    return [DAY + dt.timedelta(days=n) for n in range(count)]


def test_the_band_begins_at_today_and_opens_to_the_soonest_and_the_latest_end():
    settled = dict(zip(days(3), (4, 8, 12), strict=True))
    end = End(DAY + dt.timedelta(days=6), DAY + dt.timedelta(days=10))
    found = burn_up(settled, listed=40, plan=days(8), end=end, today=days(3)[-1])
    by_day = {each.day: each for each in found}
    today = by_day[days(3)[-1]]
    assert (today.settled, today.band, today.planned) == (12, (12, 12), 15)
    assert by_day[DAY + dt.timedelta(days=6)].band == (26, 40)
    assert by_day[DAY + dt.timedelta(days=6)].settled is None
    assert found[-1].band == (40, 40)
    assert by_day[DAY].band is None


def test_it_begins_with_the_plan_with_what_was_settled_before():
    settled = {DAY - dt.timedelta(days=300): 4, DAY + dt.timedelta(days=1): 6}
    found = burn_up(settled, listed=9, plan=days(3), end=None, today=days(3)[-1])
    assert [(each.day, each.settled) for each in found] == [
        (DAY, 4), (DAY + dt.timedelta(days=1), 6), (DAY + dt.timedelta(days=2), 6)
    ]  # fmt: skip
    (_, late) = days(2)
    assert burn_up({late: 3}, listed=9, plan=days(3), end=None, today=late)[0].settled == 0


def test_without_an_end_in_sight_the_least_stays_and_long_lists_stay_short():
    settled = {day: n for n, day in enumerate(days(300))}
    end = End(DAY + dt.timedelta(days=400), None)
    found = burn_up(settled, listed=900, plan=[], end=end, today=days(300)[-1])
    assert len(found) < 45
    assert found[-1].band == (299, 900)
    assert {each.planned for each in found} == {None}
    assert burn_up({}, listed=9, plan=days(3), end=None, today=DAY) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("shelf")
def test_the_page_draws_the_course_with_its_table_and_a_press_for_what_is_stuck(world, visit):
    take(as_csv(invented_rows(30)))
    person, _ = surveyor_add(name="김조사", actor=BY["actor"], now=NOW)
    grade_homes(5, person)
    today = NOW.date() + dt.timedelta(days=3)
    course = progress(KIND, today=today).course
    assert max(each.settled or 0 for each in course) == 5
    page = visit("housing.officer").get("/surveys/progress/").text
    assert 'aria-label="마친 주택의 누계와 계획"' in page
    assert "표로 보기" in page
    assert "state=listed&amp;surveyor=none" in page
    assert ">조사원 배정</a>" in page
