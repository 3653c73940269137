"""The map as data: GeoJSON, CSV, tiles and photos; kept by caches, and not asked without end."""

import csv
import gzip
import io
import json
import re

import mapbox_vector_tile
import pytest
from PIL import Image

from townline.platform.conversations import api as conversations
from townline.platform.core import media
from townline.platform.core.http import limits
from townline.prevention.hazards.hazard_map import doors
from townline.prevention.hazards.hazard_map.rules.tiles import DEEPEST, lay
from townline.prevention.hazards.hazard_map.selectors import snapshot
from townline.prevention.hazards.hazard_map.tests.lying import line, photo, spot

pytestmark = pytest.mark.django_db
GEOJSON = "/api/v1/open/map.geojson"


@pytest.fixture(autouse=True)
def uncounted():
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def lying(world):
    return line(1), line(2, surface="pavement", year=2025), spot(1)


def features(visit, query=""):
    answer = visit().get(f"{GEOJSON}?{query}")
    assert answer.status_code == 200
    assert "public" in answer.headers["Cache-Control"]
    found = answer.json()
    assert found["type"] == "FeatureCollection"
    return found["features"]


def test_geojson_holds_what_the_list_holds(visit, lying):
    roadway, pavement, repaired = lying
    found = {one["id"]: one for one in features(visit)}
    assert set(found) == {f"l{roadway.id}", f"l{pavement.id}", f"p{repaired.id}"}
    assert found[f"l{roadway.id}"] == {
        "type": "Feature",
        "id": f"l{roadway.id}",
        "geometry": roadway.geometry,
        "properties": {
            "kind": "roadway", "what": "", "year": 2026, "day": "2026-04-01", "dong": "느티동",
            "address": "느티로 2", "begins_at": "느티시장 입구", "ends_at": "새벗사거리",
            "length_m": 540.0, "width_m": None, "depth_m": None,
        },
    }  # fmt: skip
    assert found[f"p{repaired.id}"]["geometry"] == {
        "type": "Point", "coordinates": [125.331, 36.6121]
    }  # fmt: skip
    assert [one["id"] for one in features(visit, "year=2025")] == [f"l{pavement.id}"]
    assert [one["id"] for one in features(visit, "kind=repaired")] == [f"p{repaired.id}"]


@pytest.mark.server
@pytest.mark.parametrize(
    ("query", "accepted"),
    [
        ("kind=moon", "kind must be one of open, repaired, roadway, pavement, planned"),
        ("year=1999", "year must be a year from 2025 to 2027"),
        ("year=two", "year must be a year from 2025 to 2027"),
    ],
)
def test_what_is_no_kind_or_year_is_refused_with_what_is_accepted(visit, lying, query, accepted):
    answer = visit().get(f"{GEOJSON}?{query}")
    assert (answer.status_code, answer.json()["detail"]) == (422, accepted)


def test_a_year_that_nothing_lies_in_yet_is_an_empty_one(visit, lying):
    assert features(visit, "year=2027") == []


def test_a_script_of_any_website_may_read_it(visit, lying):
    assert visit().get(GEOJSON).headers["Access-Control-Allow-Origin"] == "*"


def test_the_spreadsheet_holds_the_same(visit, lying):
    spot(5, address="=cmd()")
    answer = visit().get("/open/map.csv?lang=en")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Type"] for row in rows] == ["Repaired"] * 2 + ["Roadway surveyed",
                                                                "Pavement surveyed"]  # fmt: skip
    assert sorted(row["Address"] for row in rows)[0] == "'=cmd()"
    only = visit().get("/open/map.csv?lang=en&kind=pavement").content.decode()
    assert len(only.splitlines()) == 2


def address(visit, query=""):
    """Give the address of the tiles that the page names, with a tile that lies over all."""
    page = visit().get(f"/open/map?lang=ko&{query}").content.decode()
    layers = json.loads(re.search(r'data-layers="([^"]+)"', page)[1].replace("&quot;", '"')
                        .replace("&amp;", "&"))  # fmt: skip
    middle = lay(snapshot().items[0]).box
    z = 10
    at = {"{z}": z, "{x}": int(middle[0] * 2**z), "{y}": int(middle[1] * 2**z)}
    found = layers[0]["tiles"]
    for name, value in at.items():
        found = found.replace(name, str(value))
    return found


def test_tiles_hold_what_the_list_holds(visit, lying):
    for query, count in (("", 3), ("kind=roadway", 1), ("year=2025&q=느티로", 1)):
        answer = visit().get(address(visit, query))
        read = mapbox_vector_tile.decode(answer.content)
        assert sum(len(layer["features"]) for layer in read.values()) == count


def test_tiles_are_kept_as_long_as_what_they_show(visit, lying):
    at = address(visit)
    answer = visit().get(at, headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    tag = answer.headers["ETag"]
    again = visit().get(at, headers={"if-none-match": tag, "accept-encoding": "gzip"})
    assert (again.status_code, again.content) == (304, b"")
    plain = visit().get(at).content
    assert gzip.decompress(answer.content) == plain
    spot(9)
    assert address(visit) != at
    # An address of before gives what is true now, and says that it will not stay.
    late = visit().get(at)
    assert late.content != plain
    assert "immutable" not in late.headers["Cache-Control"]


@pytest.mark.parametrize("at", [f"{DEEPEST + 1}/0/0", "3/8/0", "3/0/8"])
def test_there_are_no_tiles_beyond(visit, lying, at):
    assert visit().get(f"/open/map/tiles/x/{at}.mvt").status_code == 404


def test_who_asks_without_end_waits(visit, lying, world):
    for _ in range(doors.REQUEST_LIMIT.most):
        doors.REQUEST_LIMIT.take("127.0.0.1", world.now)
    for at in (GEOJSON, "/open/map.csv", address(visit)):
        refused = visit().get(at)
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
    assert visit().get("/open/map").status_code == 200


def test_only_the_embedded_part_may_be_framed(visit, lying):
    part, page = visit().get("/open/map/embed"), visit().get("/open/map")
    assert "X-Frame-Options" not in part
    assert "frame-ancestors *" in part.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert not part.cookies


def test_a_page_that_is_the_same_is_not_sent_again(visit, lying):
    tag = visit().get("/open/map?lang=en").headers["ETag"]
    again = visit().get("/open/map?lang=en", headers={"if-none-match": tag})
    assert again.status_code == 304
    spot(7)
    again = visit().get("/open/map?lang=en", headers={"if-none-match": tag})
    assert again.status_code == 200


def test_of_a_photo_only_the_copies_without_metadata_are_given(visit, world, tmp_path, settings):
    settings.TOWNLINE_HOME = tmp_path
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "grey").save(file, "JPEG")
    upload = conversations.photo_take(data=file.getvalue(), now=world.now).photo
    original = upload.sha256
    made = spot()
    photo(made, original, "before")
    page = visit().get(f"/open/map?lang=ko&item=p{made.id}").content.decode()
    assert f"/open/map/photos/{original}/small" in page
    assert "보수 전 사진" in page
    given = {copy: visit().get(f"/open/map/photos/{original}/{copy}")
             for copy in ("small", "view", "sha256", "original")}  # fmt: skip
    assert [given[copy].status_code for copy in given] == [200, 200, 404, 404]
    assert given["view"].content == media.read(upload.view)
    made.state = "seen"
    made.save()
    assert visit().get(f"/open/map/photos/{original}/small").status_code == 404
