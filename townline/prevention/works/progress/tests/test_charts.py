"""The course of works and their orders as charts, each with its table."""

import datetime as dt

import pytest

from townline.prevention.works.api import Measure
from townline.prevention.works.progress.selectors.course import works_course
from townline.prevention.works.progress.selectors.progress import ProgressFilters
from townline.prevention.works.progress.tests.test_pages import finish_works
from townline.prevention.works.progress.tests.working import order_works, ready

pytestmark = pytest.mark.django_db


def test_months_add_up_and_one_without_events_stays_where_it_was(world, visit):
    ids = finish_works(world, visit, "1", "2")
    later = world.now + dt.timedelta(days=70)
    Measure.objects.filter(id__in=ids).update(price=3_000_000)
    Measure.objects.filter(id=ids[0]).update(accepted_at=later, paid_at=later)
    course = works_course(ProgressFilters())
    assert [(each.ordered, each.accepted) for each in course] == [*[(2, 1)] * 3, (2, 2)]
    assert [each.paid_won for each in course] == [0, 0, 0, 3_000_000]
    assert {each.ordered_won for each in course} == {6_000_000}
    assert works_course(ProgressFilters(dong="없는동")) == []
    page = visit("clerk1").get("/works/progress/").text
    assert 'aria-label="발주와 준공 승인의 누계(건)"' in page
    assert 'aria-label="발주와 지급 금액의 누계(백만 원)"' in page


def test_an_order_is_a_span_until_its_deadline(world, visit):
    ids = ready(world, "1")
    order_works(world, ids)
    page = visit("clerk1").get("/works/orders/").text
    assert 'aria-label="발주부터 기한까지"' in page
    assert page.count("<title>다온건설") == 1
    world.wait(days=60)
    assert "· 기한 경과</title>" in visit("clerk1").get("/works/orders/").text
