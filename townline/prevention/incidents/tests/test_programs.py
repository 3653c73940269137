"""Programs list incidents, let cases join, and write into the log."""

import pytest

from townline.prevention.incidents.tests.making import (
    join,
    open_incident,
    receive_snow_texts,
    receive_text,
)

pytestmark = pytest.mark.django_db


def test_programs_list_get_join_and_note(world, visit):
    codes = receive_snow_texts(world, 3)
    other = receive_text(world, "도서관 주말에도 열어 주세요", 50)
    incident = open_incident(world)
    client = visit("clerk1")
    (one,) = client.get("/api/v1/incidents").json()["items"]
    assert (one["id"], one["title"], one["cases"]) == (incident.pk, "다솜동 눈", 0)
    path = f"/api/v1/incidents/{incident.pk}"
    done = client.post(f"{path}/join", {"codes": [*codes, other]}, content_type="application/json")
    assert done.json() == {"joined": codes, "held": {other: "matter"}}
    body = client.post(f"{path}/log", {"body": "통제 시작"}, content_type="application/json").json()
    assert set(body["codes"]) == set(codes)
    assert body["log"][0]["words"] == "통제 시작"
    assert client.get("/api/v1/incidents?view=ended").json()["count"] == 0
    assert client.get("/api/v1/incidents?view=x").status_code == 422


def test_refusals_have_their_types(world, visit):
    codes = receive_snow_texts(world, 2)
    first, second = open_incident(world), open_incident(world, title="다른 눈")
    join(world, first, codes)
    client = visit("clerk1")
    path = f"/api/v1/incidents/{second.pk}"
    refused = client.post(f"{path}/join", {"codes": codes}, content_type="application/json")
    assert (refused.status_code, refused.json()["codes"]) == (409, ", ".join(codes))
    assert refused.json()["type"].endswith("case-of-another-incident")
    assert (
        client.post(f"{path}/log", {"body": " "}, content_type="application/json").status_code
        == 422
    )
    assert client.get("/api/v1/incidents/999999").status_code == 404
    assert visit("admin").get("/api/v1/incidents").status_code == 403
