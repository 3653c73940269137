"""A defect inside its guarantee is mended free of charge; a payment may be revoked."""

import datetime as dt

import pytest

from townline.prevention.works.api import Measure
from townline.prevention.works.progress import api
from townline.prevention.works.progress.tests.working import (
    order_works,
    path_of,
    press,
    ready,
    report,
    spot,
    state,
)

pytestmark = pytest.mark.django_db


def accept_work(world, visit):
    (number,) = ready(world, "1")
    sent = order_works(world, [number])
    path, firm = path_of(sent), visit()
    press(firm, path, "accept")
    report(firm, path, number)
    spot(world, number)
    return number, sent


def defective(world, visit):
    number, sent = accept_work(world, visit)
    spot(world, number, api.SpotStep.DEFECT, note="물이 샙니다", files=[])
    due = world.now.date() + dt.timedelta(days=7)
    repair = api.defect_order(world.by("clerk1"), measure_id=number, due_on=due)
    return number, sent, repair


def test_a_warranty_order_has_no_price_and_names_the_earlier_order(world, visit):
    _, sent, repair = defective(world, visit)
    page = visit("clerk1").get(f"/works/orders/{repair.id}/").text
    assert "하자 보수(무상)" in page
    assert f"원 발주 #{sent.id}" in page
    assert "건설산업기본법" in page
    assert "700,000" not in page
    assert "0원(무상)" in page
    behind = visit().get(path_of(repair)).text
    assert f"발주 {sent.id}번의 하자 보수(무상)" in behind


def test_its_paper_says_so_too(world, visit):
    from townline.prevention.works.progress.selectors import lists
    from townline.prevention.works.progress.views.papers import paper_html

    _, sent, repair = defective(world, visit)
    paper = paper_html(lists.order_of(repair.id))
    assert "하자 보수 요청서" in paper
    assert f"원 발주 #{sent.id}" in paper
    assert "700,000" not in paper
    usual = paper_html(lists.order_of(sent.id))
    for part in (
        "700,000",
        str(world.now.year),
        "02-0000-",
        "직인",
        "계약 조건",
        "한들구 한들로 1",
    ):
        assert part in usual


def test_a_warranty_repair_is_never_paid_and_not_counted_twice(world, visit):
    from townline.prevention.works.progress.models import FirmSum

    number, _, repair = defective(world, visit)
    clerk = visit("clerk1")
    clerk.post("/works/payments/paid", {"measures": [number]})
    path, firm = path_of(repair), visit()
    press(firm, path, "accept")
    report(firm, path, number)
    assert state(number) == "defective"
    spot(world, number)
    assert state(number) == "accepted"
    assert number not in [row.pk for row in api.payable()]
    assert sum(row.ordered for row in FirmSum.objects.all()) == Measure.objects.get(pk=number).price
    assert api.sums_adrift() == 0


def test_a_defect_of_the_repair_belongs_to_the_order_that_was_paid(world, visit):
    from townline.prevention.work_orders.models import WorkOrder

    number, sent, repair = defective(world, visit)
    path, firm = path_of(repair), visit()
    press(firm, path, "accept")
    report(firm, path, number)
    spot(world, number)
    spot(world, number, api.SpotStep.DEFECT, note="다시 샙니다", files=[])
    due = world.now.date() + dt.timedelta(days=7)
    again = api.defect_order(world.by("clerk1"), measure_id=number, due_on=due)
    assert WorkOrder.objects.get(pk=again.id).warranty_of_id == sent.id


def test_a_payment_noted_by_mistake_is_revoked_with_a_reason(world, visit):
    number, _ = accept_work(world, visit)
    clerk = visit("clerk1")
    clerk.post("/works/payments/paid", {"measures": [number]})
    assert number not in [row.pk for row in api.payable()]
    page = clerk.get("/works/payments/").text
    assert f"/works/payments/{number}/revoke" in page
    assert clerk.post(f"/works/payments/{number}/revoke", {"reason": ""}).status_code == 422
    assert clerk.post(f"/works/payments/{number}/revoke", {"reason": "다른 건"}).status_code == 302
    assert number in [row.pk for row in api.payable()]
    assert clerk.post(f"/works/payments/{number}/revoke", {"reason": "x"}).status_code == 409
    clerk.post("/works/payments/paid", {"measures": [number]})
    assert clerk.post("/works/payments/paid", {"measures": [number]}).status_code == 409
