"""The demo's firms: whatever was ordered has its order, as far as it has come, with photos."""

import datetime as dt

import pytest

from townline.demo.works.firms import firms
from townline.platform.core.history.audit import SERVER
from townline.prevention.work_orders.models import EvidencePhoto, OrderItem, WorkOrder
from townline.prevention.works import api as works
from townline.prevention.works.progress.tests.working import ready, spot, state

pytestmark = pytest.mark.django_db


def test_each_work_has_its_order_and_goes_on_from_there(world):
    ids = ready(world, "1", "2", "3")
    before = world.now - dt.timedelta(days=60)
    works.measures_order(dict.fromkeys(ids), actor=SERVER, now=before)
    works.measures_finish(ids[:2], actor=SERVER, now=before + dt.timedelta(days=30))
    works.measures_accept(ids[:1], actor=SERVER, now=before + dt.timedelta(days=40))
    firms(world.now)
    order = WorkOrder.objects.get()
    assert order.state == "accepted"
    assert order.about == f"order:{order.pk}"
    marks = OrderItem.objects.order_by("object_id").values_list("done_at", "approved_at")
    assert [(bool(done), bool(ok)) for done, ok in marks] == [
        (True, True),
        (True, False),
        (False, False),
    ]
    assert set(EvidencePhoto.objects.values_list("moment", flat=True)) == {"before", "after"}
    spot(world, ids[1])
    assert state(ids[1]) == "accepted"
