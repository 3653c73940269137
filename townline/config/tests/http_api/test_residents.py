"""Ratings, and sending links to residents, by a program."""

import pytest

from townline.casework.portal import api as portal

pytestmark = pytest.mark.django_db
SPAN = "since=2026-11-01T00:00:00%2B09:00&until=2026-12-01T00:00:00%2B09:00"


@pytest.fixture
def code(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    return code


def rate(world, code, stars):
    case = world.case(code)
    path = portal.case_link(case_id=case.row.id, resident_id=case.resident_id, now=world.now)
    portal.page_rate(token=path.removeprefix("/c/"), stars=stars, now=world.now)


def test_a_case_tells_its_ratings_and_a_department_its_average(caller, world, code):
    rate(world, code, 2)
    clerk = caller("clerk1")
    assert [one["stars"] for one in clerk.get(f"/cases/{code}")["ratings"]] == [2]
    assert clerk.get(f"/ratings?{SPAN}")["items"] == [
        {"department": "roads", "count": 1, "average": 2.0, "few": 1}
    ]
    assert caller("parks.head").get(f"/ratings?{SPAN}")["items"] == []


def test_a_link_is_sent(caller, world, code, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://line.example"
    case = caller("clerk1").post(f"/cases/{code}/link")
    assert "https://line.example/c/" in case["texts"][-1]["body"]


def test_without_an_address_it_is_refused(caller, code, settings):
    settings.TOWNLINE_PUBLIC_URL = ""
    refused = caller("clerk1").send("POST", f"/cases/{code}/link")
    assert refused.status_code == 409
    assert refused.json()["type"] == "/problems/no-public-address"
