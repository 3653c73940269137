"""The pages: who reads and who plans, a plan, other weights for a look, files out and in."""

import csv
import datetime as dt
import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.platform.core.models import District
from townline.prevention.hazards.exploration_planning.models import PlaceFile, Section
from townline.prevention.hazards.exploration_planning.tests.town import (
    add_exploration,
    file,
    street,
    take,
)
from townline.prevention.hazards.explorations.models import Campaign, Line

pytestmark = pytest.mark.django_db
URL = "/hazards/where-next/"


@pytest.fixture
def town(world, monkeypatch):
    """Have ten sections in two streets, the first of them with an old sewer."""
    monkeypatch.setattr("townline.platform.core.clock.now", lambda: world.now)
    streets = (street(n, row, name=f"길{row}-{n}") for n in range(5) for row in (0, 3))
    take("section", file(*streets), world.now)
    take("sewer", file(street(0, id="1", year=1978, material="brick")), world.now)
    return world


def page(client, query="", status=200):
    answer = client.get(f"{URL}{query}")
    assert answer.status_code == status
    return answer.content.decode()


def names(words):
    return re.findall(r"<b>\d+\. (길\d-\d)</b>", words)


@pytest.mark.parametrize(
    ("username", "reads", "plans"),
    [("mayor", 200, 403), ("deputy", 200, 403), ("clerk1", 200, 403), ("auditor", 200, 403),
     ("roads.head", 200, 200), ("roads.officer", 200, 200), ("water.officer", 200, 200),
     ("parks.head", 403, 403), ("admin", 403, 403)],
)  # fmt: skip
def test_all_who_see_all_read_and_roads_and_sewers_plan(town, visit, username, reads, plans):
    client = visit(username)
    assert client.get(URL).status_code == reads
    assert client.get(f"{URL}data/").status_code == plans
    assert client.post(f"{URL}campaign", {"name": "x"}).status_code in {plans, 422}


def test_nobody_else_does(visit):
    for path in ("", "data/", "export.csv", "lines.json"):
        assert visit().get(f"{URL}{path}").headers["Location"].startswith("/sign-in/")


def test_each_place_on_the_list_says_why(town, visit):
    words = page(visit("mayor"))
    assert names(words)[:2] == ["길0-0", "길0-1"]  # the sewer's end lies at the second one
    assert "1978년 벽돌 하수관" in words
    assert "탐사한 적 없음" in words
    english = page(visit("mayor", language="en"))
    assert "brick sewer of 1978" in english
    assert "never explored" in english


def test_only_a_dong_or_a_surface(town, visit):
    Section.objects.filter(code="S3-1").update(dong="다른동", surface="pavement")
    assert names(page(visit("mayor"), "?dong=다른동")) == ["길3-1"]
    assert names(page(visit("mayor"), "?surface=pavement")) == ["길3-1"]
    assert "해당하는 구간이 없습니다" in page(visit("mayor"), "?dong=없는동")


def test_other_weights_are_looked_at_and_not_kept(town, visit):
    before = District.objects.get().settings
    add_exploration(0, dt.date(2026, 11, 1))
    words = page(visit("roads.head"), "?w-explored=100&w-sewer_age=0")
    assert names(words)[-1] == "길0-0"
    assert "저장되지 않음" in words
    assert names(page(visit("roads.head")))[0] in {"길0-0", "길0-1"}
    assert District.objects.get().settings == before


@pytest.mark.parametrize(
    ("query", "words"),
    [("?km=멀리", "2,000 이하인 km"), ("?km=-1", "2,000 이하인 km"), ("?km=nan", "2,000 이하인 km"),
     ("?km=99999", "2,000 이하인 km"), ("?w-rain=많이", "0에서 100"), ("?w-rain=101", "0에서 100"),
     ("?w-rain=1e9", "0에서 100")],
)  # fmt: skip
def test_what_cannot_be_meant_is_said(town, visit, query, words):
    found = page(visit("mayor"), query, status=422)
    assert words in found
    assert "<title>오류:" in found


def test_strange_addresses_show_the_list(town, visit):
    for query in (
        "?page=0",
        "?page=x",
        "?page=99999999999",
        "?in=x&out=-1",
        "?surface=sky",
        "?w-x=1",
    ):
        page(visit("mayor"), query)


def test_a_plan_with_what_must_be_in_and_what_must_not(town, visit):
    first, second = Section.objects.get(code="S0-0").id, Section.objects.get(code="S3-4").id
    words = page(visit("roads.head"), f"?km=0.3&in={second}&out={first}")
    found = names(words)
    assert "길3-4" in found
    assert "길0-0" not in found
    assert len(found) == 3
    assert "이어진 묶음" in words
    assert "풀기" in words


def test_the_list_and_a_plan_as_files(town, visit):
    client = visit("mayor")
    answer = client.get(f"{URL}export.csv?km=0.3")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert rows[0]["why"]
    assert "where-next-2026-11-25.csv" in answer.headers["Content-Disposition"]
    body = json.loads(client.get(f"{URL}export.geojson").content)
    assert len(body["features"]) == 10
    assert {one["geometry"]["type"] for one in body["features"]} == {"LineString"}
    assert client.get(f"{URL}export.exe").status_code == 404
    lines = json.loads(client.get(f"{URL}lines.json?km=0.3").content)
    assert len(lines["features"]) == 3


def test_a_plan_becomes_a_campaign(town, visit):
    client = visit("roads.head")
    ids = re.search(r'name="sections" value="([\d,]+)"', page(client, "?km=0.3"))[1]
    sent = {"name": "2027 상반기", "year": "2027", "team": "", "sections": ids, "next": URL}
    answer = client.post(f"{URL}campaign", sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, URL)
    campaign = Campaign.objects.get()
    assert (campaign.name, campaign.year) == ("2027 상반기", 2027)
    assert Line.objects.filter(campaign=campaign, explored_on=None).count() == 3
    assert client.post(f"{URL}campaign", sent).status_code >= 400  # the name is taken
    assert Line.objects.count() == 3
    assert client.post(f"{URL}campaign", sent | {"name": "", "sections": "1;2"}).status_code == 422


def test_a_file_is_looked_at_before_it_is_taken(town, visit):
    client = visit("roads.officer")
    ((name, content),) = file(street(0, name="새 이름"), street(0, 5)).items()
    sent = {"kind": "section", "crs": "", "files": SimpleUploadedFile(name, content)}
    waiting = client.post(f"{URL}data/", sent).headers["Location"]
    words = client.get(waiting).content.decode()
    assert "새 자료 1건, 바뀌는 자료 1건" in words
    assert Section.objects.count() == 10
    assert client.post(waiting).headers["Location"] == f"{URL}data/"
    assert Section.objects.count() == 11
    assert client.get(waiting).status_code == 404
    assert visit("water.officer").get(waiting).status_code == 404


def test_what_is_wrong_with_a_file_is_said_by_row(town, visit):
    client = visit("roads.officer")
    bad = file(street(0, year="옛날", id="1"))["places.geojson"]
    for content, words in ((bad, "연도가 아닙니다"), (b"nothing", "GeoJSON이 아닙니다")):
        sent = {"kind": "sewer", "crs": "", "files": SimpleUploadedFile("a.geojson", content)}
        waiting = client.post(f"{URL}data/", sent).headers["Location"]
        shown = client.get(waiting).content.decode()
        assert words in shown
        assert "고칠 곳이" in shown
        assert client.post(waiting).status_code in {409, 422}
    assert PlaceFile.objects.filter(taken_at=None).count() == 1
    none = client.post(f"{URL}data/", {"kind": "sewer", "crs": ""})
    assert none.status_code == 422


def test_the_past_is_told_honestly(town, visit):
    assert "지난해까지의 탐사 기록이 없어" in page(visit("mayor"))
    for number in range(5):
        add_exploration(number, dt.date(2024, 5, 1), cavities=2 * (number == 0))
        add_exploration(number, dt.date(2025, 5, 1), cavities=3 * (number == 0))
    few = page(visit("mayor"))
    assert "3건뿐이라" in few
    assert 'class="chart"' not in few
    add_exploration(0, dt.date(2025, 6, 1), cavities=9)
    found = page(visit("mayor"))
    assert "2025년에 찾은 공동 12건 가운데 12건이" in found
    assert 'class="chart"' in found
    assert "(5.0배)" in found


def test_a_district_without_categories_is_told(town, visit):
    from townline.platform.core import district

    row = District.objects.get()
    row.settings.pop("where_to_look")
    row.save()
    district.forget()
    assert "where_to_look.services" in page(visit("mayor"))
    assert visit("roads.head").get(URL).status_code == 403


def test_the_page_asks_as_often_for_many_sections(town, visit):
    client = visit("roads.head")
    counts = []
    for size in (0, 12):
        take("section", file(*(street(n, 7) for n in range(size + 1))), town.now)
        page(client, "?km=1")
        with CaptureQueriesContext(connection) as queries:
            page(client, "?km=1")
        counts.append(len(queries))
    assert counts[0] == counts[1]
