"""Programs read by Open311 what the public map shows, as JSON and XML, and nothing else."""

import dataclasses
from xml.etree import ElementTree as ET

import pytest
from django.apps import apps
from django.test import Client

from tests.reader import reading
from townline.adapters.open311.public_ids import public_id
from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.platform.core import district
from townline.platform.core.keys import crypto
from townline.platform.core.models import District

pytestmark = pytest.mark.django_db
REQUESTS = "/open311/v2/requests"
FIELDS = [
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime",
    "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url",
]  # fmt: skip


@pytest.fixture
def release(world, reader, monkeypatch):
    """Have a matter of a category reported two days ago; give its case."""
    monkeypatch.setattr("townline.platform.core.clock.now", lambda: world.now)
    reader.readings = {"구멍": reading(("roads", 0.97, ("구멍",)), sure=True)}

    def report(service="roads", sender="01000000042"):
        code = world.text("느티로 21 앞 보도에 구멍이 났어요", sender)
        world.wait(seconds=2)
        classification.readings_run(now=world.now)
        cases.case_assign(world.by("clerk1"), code=code, department="roads", service=service)
        world.wait(hours=48)
        return case_rows().get(code=code)

    return report


def get(path, status=200, **headers):
    answer = Client(headers=headers).get(path)
    assert answer.status_code == status, answer.content
    return answer


def case_rows():
    return apps.get_model("cases", "Case").objects


def parse(answer):
    return ET.fromstring(answer.content)  # noqa: S314 -- our own answer


def rows(query=""):
    return get(f"{REQUESTS}.json{query}").json()


def switch(**values):
    row = District.objects.get()
    row.settings["public_map"] |= values
    row.save()
    district.forget()


def test_a_released_request_is_read_in_both_formats(release):
    case = release()
    (row,) = rows()
    assert list(row) == FIELDS
    assert (row["status"], row["service_code"]) == ("open", "roads")
    assert (row["service_name"], row["address"]) == ("도로·보도", "느티동")
    assert row["requested_datetime"].endswith("T00:00:00+09:00")
    assert row["service_request_id"] == public_id(case.id)
    one = f"{REQUESTS}/{row['service_request_id']}"
    assert get(f"{one}.json").json() == [row]
    answer = get(f"{one}.xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    root = parse(answer)
    assert (root.tag, [each.tag for each in root]) == ("service_requests", ["request"])
    assert {each.tag: each.text for each in root[0]} == {
        name: None if value is None else str(value) for name, value in row.items()
    }


def test_nothing_tells_of_the_person_the_house_or_the_case_number(release):
    case = release()
    shown = get(f"{REQUESTS}.json").content.decode() + get(f"{REQUESTS}.xml").content.decode()
    for secret in (case.code, "구멍", "느티로", "0042", "36.62118", "125.33077"):
        assert secret not in shown
    get(f"{REQUESTS}/{case.code}.json", 404)
    case_rows().update(private=True)
    assert rows() == []
    get(f"{REQUESTS}/{public_id(case.id)}.json", 404)


def test_arguments_choose_and_wrong_ones_are_named(release, world):
    first, second = release(), release("lighting", "01000000043")
    case_rows().filter(id=first.id).update(answered_at=world.now)
    both = [public_id(second.id), public_id(first.id)]  # the newest first
    middle = (world.now - world.now.resolution).isoformat()
    for query, wanted in (
        ("", both),
        ("?service_code=roads", both[1:]),
        ("?service_code=roads,lighting", both),
        ("?status=closed", both[1:]),
        ("?status=open,closed", both),
        ("?page_size=1", both[:1]),
        ("?page_size=1&page=2", both[1:]),
        ("?page=3", []),
        (f"?start_date={middle}", []),
        (f"?end_date={middle}", both),
        ("?end_date=2000-01-01T00:00:00Z", []),
        (f"?service_request_id={both[1]},unknown&status=open", both[1:]),
        (f"?jurisdiction_id={district.current().jurisdiction_id}", both),
    ):
        assert [row["service_request_id"] for row in rows(query)] == wanted, query
    for query, status in (
        ("?service_code=nothing", 404),
        ("?jurisdiction_id=elsewhere", 404),
        ("?status=half", 400),
        ("?start_date=yesterday", 400),
        ("?page=0", 400),
        ("?page_size=x", 400),
        ("?page_size=9999", 400),
    ):
        (error,) = get(f"{REQUESTS}.json{query}", status).json()
        assert error["code"] == status
        assert error["description"]
        root = parse(get(f"{REQUESTS}.xml{query}", status))
        assert [each.tag for each in root[0]] == ["code", "description"]


def test_discovery_and_services_are_those_of_the_district(world):
    found = get("/open311/discovery.json").json()
    (endpoint,) = found["endpoints"]
    assert endpoint["url"].endswith("/open311/v2")
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["formats"] == ["application/json", "text/xml"]
    root = parse(get("/open311/discovery.xml"))
    assert [each.text for each in root.iter("format")] == endpoint["formats"]
    listed = get("/open311/v2/services.json", **{"Accept-Language": "en"}).json()
    assert "roads" in {each["service_code"] for each in listed}
    assert {"parking-numbers", "passport"}.isdisjoint(each["service_code"] for each in listed)
    assert get("/open311/v2/services/roads.json").json() == {
        "service_code": "roads",
        "attributes": [],
    }
    get("/open311/v2/services/nothing.json", 404)
    get("/open311/v2/services.csv", 404)
    refused = Client(enforce_csrf_checks=True).post(f"{REQUESTS}.json", {"service_code": "roads"})
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_without_the_districts_setting_nothing_is_read(release):
    release()
    switch(open311=False)
    for path in ("/open311/discovery", "/open311/v2/services", REQUESTS):
        get(f"{path}.json", 404)
    switch(open311=True, services=["lighting"])
    assert rows() == []


def test_an_id_is_found_after_the_look_up_key_was_changed(release, monkeypatch):
    before = public_id(release().id)
    ring = crypto.ring()
    keys = ring.lookups | {"new": bytes(32)}
    renewed = dataclasses.replace(ring, lookup_current="new", lookups=keys)
    monkeypatch.setattr(crypto, "ring", lambda: renewed)
    (row,) = get(f"{REQUESTS}/{before}.json").json()
    assert row["service_request_id"] != before
