"""The demo's safe numbers have a past, and nobody is texted by it."""

import datetime as dt

import pytest

from tests.texts import texts_to_all
from townline.demo.cars.contacts import contacts
from townline.lines.safenumbers import api
from townline.lines.safenumbers.tests.asking import lease

pytestmark = pytest.mark.django_db


def test_the_demos_numbers_have_six_weeks_behind_them(world):
    assert contacts(world.now) == 0  # without numbers nobody calls
    world.now -= dt.timedelta(days=50)
    for n in range(3):
        lease(world, f"12가{1000 + n}", phones=[f"0100000{2000 + n}"])
    world.now += dt.timedelta(days=50)
    assert contacts(world.now) > 60
    assert texts_to_all() == []
    assert api.calls_live() == 0
    leases = [row.id for row in api.leases_held()]
    requests = [each for lease_id in leases for each in api.requests_of(lease_id)]
    assert [each.state for each in requests].count("open") == 1
    found = api.safe_figures(since=world.now - dt.timedelta(days=60), until=world.now)
    assert 80 <= found.settled_percent <= 98
    assert {call.caller for call in api.calls_list()} == {""}
