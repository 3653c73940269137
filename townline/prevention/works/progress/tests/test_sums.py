"""Sums in rows are those of the measures, whatever happens and whoever writes."""

import pytest
from django.db import connection

from townline.prevention.works import api as works
from townline.prevention.works.progress import api
from townline.prevention.works.progress.models import FirmSum, MeasureSum
from townline.prevention.works.progress.tests.working import (
    order_works,
    path_of,
    press,
    ready,
    report,
    spot,
)

pytestmark = [pytest.mark.django_db, pytest.mark.server]


def read_progress(world):
    return api.read_progress(
        filters=api.ProgressFilters(), today=world.now.date(), stuck_since=world.now
    )


def test_sums_follow_a_measure_from_its_proposal_to_its_payment(world, visit):
    ids = ready(world, "1", "2", "3")
    assert api.sums_adrift() == 0
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    report(firm, path, ids[0])
    assert (read_progress(world).whole.done, read_progress(world).firms[0].late) == (1, 0)
    spot(world, ids[0])
    api.measures_paid(world.by("clerk1"), ids=ids[:1])
    works.WorkObject.objects.filter(reference="2").update(dong="다른동")
    works.Measure.objects.filter(id=ids[2]).update(estimate=5)
    assert api.sums_adrift() == 0
    world.wait(days=30)
    found = read_progress(world)
    assert {one.name: one.count for one in found.dongs} == {"새벗동": 2, "다른동": 1}
    assert [(one.ordered, one.accepted, one.late) for one in found.firms] == [(2, 1, 2)]
    before = found.whole, MeasureSum.objects.count()
    api.sums_fold()
    assert read_progress(world).whole == before[0]
    assert MeasureSum.objects.count() < before[1]
    assert api.sums_adrift() == 0


def test_what_waits_since_long_is_stuck_and_what_was_asked_just_now_is_not(world):
    ids = ready(world, "1")
    works.Measure.objects.filter(id__in=ids).update(state="decided", consent="missing")
    assert read_progress(world).whole.stuck == 0
    world.wait(hours=2)
    assert read_progress(world).whole.stuck == 1


def test_a_drift_is_told_and_mended(world, visit):
    path = path_of(order_works(world, ready(world, "1", "2")))
    press(visit(), path, "accept")
    MeasureSum.objects.filter(n__gt=0).first().delete()
    FirmSum.objects.update(n=7)
    assert api.sums_adrift() > 0
    assert api.sums_mend() > 0
    assert (api.sums_adrift(), api.sums_mend()) == (0, 0)


def test_what_is_gone_is_counted_out(world):
    order_works(world, ready(world, "1", "2"))
    from townline.prevention.work_orders.models import WorkOrder

    WorkOrder.objects.all().delete()
    assert read_progress(world).firms == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM works_consent")
        cursor.execute("DELETE FROM works_measure")
    assert read_progress(world).whole.count == 0
    assert api.sums_adrift() == 0
