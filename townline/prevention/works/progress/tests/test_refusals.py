"""An order that its firm refuses: a red tab, a to-do of who ordered, another firm in one press."""

import datetime as dt

import pytest

from townline.prevention.work_orders.models import OrderItem, WorkOrder
from townline.prevention.works.api import Measure
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


def refuse_order(world, visit, *references, done=()):
    ids = ready(world, *references)
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    for number in done:
        report(firm, path, ids[number])
    assert press(firm, path, "refuse", reason="장비가 고장 났습니다").status_code == 302
    return ids


def test_a_refusal_is_a_red_tab_and_a_to_do_with_its_reason(world, visit):
    refuse_order(world, visit, "1", "2")
    order = WorkOrder.objects.get()
    clerk = visit("clerk1")
    page = clerk.get("/works/orders/?view=refused").text
    assert f"/works/orders/{order.pk}/" in page
    tab = page.partition('href="?view=refused')[2].partition("</a>")[0]
    assert "ui-count hot" in tab
    assert f"/works/orders/{order.pk}/" not in clerk.get("/works/orders/?view=over").text
    mine = clerk.get("/mine/").text
    assert f"/works/orders/{order.pk}/" in mine
    assert "장비가 고장 났습니다" in mine
    assert "장비가 고장 났습니다" in clerk.get(f"/works/orders/{order.pk}/").text
    # It waits for who ordered, not for everybody.
    assert "장비가 고장 났습니다" not in visit("housing.officer").get("/mine/").text


def test_another_firm_gets_the_same_places_in_one_press(world, visit):
    ids = refuse_order(world, visit, "1", "2")
    order = WorkOrder.objects.get()
    due = world.now.date() + dt.timedelta(days=14)
    clerk = visit("clerk1")
    form = {"contractor": "새솔건설", "due_on": due.isoformat()}
    assert clerk.post(f"/works/orders/{order.pk}/reorder", form).status_code == 302
    new = WorkOrder.objects.exclude(pk=order.pk).get()
    assert new.contractor.name == "새솔건설"
    assert sorted(new.items.values_list("object_id", flat=True)) == ids
    assert [state(number) for number in ids] == ["ordered", "ordered"]
    order.refresh_from_db()
    assert order.settled_at is not None
    assert "장비가 고장 났습니다" not in clerk.get("/mine/").text
    assert clerk.post(f"/works/orders/{order.pk}/reorder", form).status_code == 422


def test_what_was_reported_done_stays_for_acceptance(world, visit):
    ids = refuse_order(world, visit, "1", "2", "3", done=(0,))
    first, part = WorkOrder.objects.order_by("id")
    assert (first.state, part.state) == ("done", "refused")
    assert list(first.items.values_list("object_id", flat=True)) == ids[:1]
    assert sorted(part.items.values_list("object_id", flat=True)) == ids[1:]
    assert state(ids[0]) == "done"
    assert {state(number) for number in ids[1:]} <= {"ready", "planned"}
    spot(world, ids[0])
    first.refresh_from_db()
    assert first.state == "approved"
    assert not OrderItem.objects.filter(open=True).exists()


def test_what_was_accepted_already_ends_the_order_when_the_rest_is_refused(world, visit):
    ids = ready(world, "1", "2")
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    report(firm, path, ids[0])
    spot(world, ids[0])
    press(firm, path, "refuse", reason="인력 부족")
    assert sorted(WorkOrder.objects.values_list("state", flat=True)) == ["approved", "refused"]


def test_a_refusal_that_needs_nothing_more_is_settled_with_a_reason(world, visit):
    refuse_order(world, visit, "1")
    order = WorkOrder.objects.get()
    clerk = visit("clerk1")
    assert clerk.post(f"/works/orders/{order.pk}/settle", {"reason": ""}).status_code == 422
    assert (
        clerk.post(f"/works/orders/{order.pk}/settle", {"reason": "철거 예정"}).status_code == 302
    )
    assert f"/works/orders/{order.pk}/" not in clerk.get("/mine/").text
    assert f"/works/orders/{order.pk}/" in clerk.get("/works/orders/?view=over").text
    assert clerk.post(f"/works/orders/{order.pk}/settle", {"reason": "x"}).status_code in {409, 302}


def test_the_list_of_to_dos_costs_the_same_however_long(world, visit, django_assert_num_queries):
    from townline.prevention.work_orders.selectors.orders import refusals_of

    refuse_order(world, visit, "1")
    staff = WorkOrder.objects.get().created_by_id
    with django_assert_num_queries(3):
        refusals_of([staff])
    for reference in ("2", "3"):
        refuse_order(world, visit, reference)
    with django_assert_num_queries(3):
        assert len(refusals_of([staff])) == 3


def test_prices_stay_with_measures_that_are_ordered_again(world, visit):
    (number,) = refuse_order(world, visit, "1")
    assert Measure.objects.get(pk=number).price is None
