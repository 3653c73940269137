"""Yearly checks become rounds: given to somebody, told of, loud when late, over with the last."""

import datetime as dt

import pytest

from townline.platform.core.models import Email
from townline.platform.departments.api import Staff
from townline.prevention.works import api as works
from townline.prevention.works.progress import api
from townline.prevention.works.progress.models import CheckItem, CheckRound
from townline.prevention.works.progress.tests.working import ready, spot

pytestmark = pytest.mark.django_db


def install_alarms(world, *references, in_days=10):
    ids = ready(world, *references)
    day = world.now.date() + dt.timedelta(days=in_days)
    works.Measure.objects.filter(id__in=ids).update(
        kind="flood-alarm", state="accepted", check_on=day
    )
    return ids


def test_checks_become_a_round_once_that_ends_with_its_last_check(world, visit):
    ids = install_alarms(world, "1", "2")
    assert (api.plan_checks(now=world.now), api.plan_checks(now=world.now)) == (2, 0)
    row = CheckRound.objects.get()
    assert row.staff
    assert row.due_on == world.now.date() + dt.timedelta(days=14)
    page = visit("clerk1").get("/works/checks/").text
    assert f"?round={row.pk}" in page
    spot(world, ids[0], api.SpotStep.CHECK, files=[])
    assert f"/works/spot/{ids[1]}/" in visit("clerk1").get(f"/works/checks/?round={row.pk}").text
    assert (
        f"/works/spot/{ids[0]}/" not in visit("clerk1").get(f"/works/checks/?round={row.pk}").text
    )
    spot(world, ids[1], api.SpotStep.DEFECT, note="울리지 않음", files=[])
    row.refresh_from_db()
    assert row.ended_at
    assert not CheckItem.objects.filter(done_at=None).exists()


def test_whoever_has_it_is_told_and_heads_when_it_is_late(world, visit):
    install_alarms(world, "1")
    for person in Staff.objects.filter(role__in=("officer", "head")):
        Staff.objects.filter(pk=person.pk).update(email=f"{person.username}@example.org")
    api.plan_checks(now=world.now)
    assert (api.notify_checks(now=world.now), api.notify_checks(now=world.now)) == (1, 0)
    assert Email.objects.count() == 1
    world.wait(days=8)
    assert api.notify_checks(now=world.now) == 1, "a week before"
    world.wait(days=8)
    assert api.notify_checks(now=world.now) == 1
    heads = Staff.objects.filter(role="head", is_active=True, department="housing").count()
    assert Email.objects.count() == 3 + heads
    client = visit("clerk1", "en")
    assert "Overdue" in client.get("/works/checks/").text
    assert "1 yearly check list overdue" in client.get("/works/progress/").text


@pytest.mark.server
def test_a_round_is_given_to_another_officer_and_not_to_anybody(world, visit):
    install_alarms(world, "1")
    Staff.objects.filter(username="roads.officer").update(department="housing")
    api.plan_checks(now=world.now)
    row = CheckRound.objects.get()
    other = (
        Staff.objects.filter(role="officer", department="housing").exclude(pk=row.staff_id).first()
    )
    address = f"/works/checks/{row.pk}/assign"
    assert visit("clerk1").post(address, {"staff": other.pk}).status_code == 302
    assert CheckRound.objects.get().staff_id == other.pk
    clerk = Staff.objects.get(username="clerk1")
    assert visit("clerk1").post(address, {"staff": clerk.pk}).status_code == 404
