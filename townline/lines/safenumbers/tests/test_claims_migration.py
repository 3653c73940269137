"""The step that told claims from proofs goes back and forward with leases of each state there."""

import datetime as dt
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Lease, SafeNumber
from townline.lines.safenumbers.rules.leases import LeaseState, NumberState
from townline.lines.safenumbers.tests.number_plates import issue, small_pool, wish

pytestmark = [pytest.mark.server, pytest.mark.django_db]
NAME = "0010_claims"
HELD = "12가3456"  # a car that two claimed and one proved
CLAIMED = "34나5678"  # a car that two claimed


def claim(world, plate, phone):
    made = wish(plate, phones=[phone])
    return api.lease_issue(by=api.OWNER, wish=made, via=api.Via.WEB, now=world.now)


@pytest.fixture
def leases(world):
    """Give a lease of each state, claims of the same cars beside them."""
    small_pool(6, now=world.now)
    first = claim(world, CLAIMED, "010-0000-0051")
    proved = issue(world.now, HELD)
    made = {
        "later": claim(world, HELD, "010-0000-0052"),
        "rotated": issue(world.now, "56다7890"),
        "ended": issue(world.now, "78라1234"),
        "first": first,
        "proved": proved,
    }
    api.lease_rotate(by=api.OWNER, lease_id=made["rotated"].id, now=world.now)
    api.lease_suspend(by=api.OWNER, lease_id=first.id, now=world.now)
    world.wait(minutes=1)
    made["waiting"] = claim(world, CLAIMED, "010-0000-0053")
    api.lease_end(by=api.OWNER, lease_id=made["ended"].id, now=world.now)
    assert set(Lease.objects.values_list("state", flat=True)) == set(LeaseState)
    return made


def step(*, back):
    """Go over the step as migrate does; what it changes ends with the test."""
    project = MigrationLoader(connection).project_state(("safenumbers", "0009_no_phone_proof"))
    made = import_module(f"townline.lines.safenumbers.migrations.{NAME}").Migration(
        NAME, "safenumbers"
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.schema_editor(atomic=False) as editor:
        (made.unapply if back else made.apply)(project, editor)


def state_of(lease):
    return Lease.objects.get(id=lease.id).state


def test_going_back_leaves_each_car_one_number_and_lets_the_others_rest(world, leases):
    step(back=True)
    step(back=False)
    assert {name: state_of(lease) for name, lease in leases.items()} == {
        "proved": "active",
        "later": "ended",
        "first": "suspended",
        "waiting": "ended",
        "rotated": "rotated",
        "ended": "ended",
    }
    number = SafeNumber.objects.get(number=leases["later"].number)
    assert number.state == NumberState.RESTING
    assert number.free_from > dt.datetime.now(dt.UTC)


def test_going_forward_tells_claims_from_proofs_and_brings_the_night(world, leases):
    awake, changed = leases["proved"], leases["first"]
    api.hours_set(
        by=api.OWNER, lease_id=changed.id, quiet_from=None, quiet_until=None, now=world.now
    )
    step(back=True)
    step(back=False)
    held = Lease.objects.in_bulk()
    assert held[awake.id].proved_at is not None
    assert held[changed.id].proved_at is None
    assert held[awake.id].quiet_from == dt.time(22)
    assert held[changed.id].quiet_from is None
