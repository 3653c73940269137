"""Lines of a file: all of them or none, never twice, and what is wrong with each."""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from shapely import LineString

from tests.texts import texts_to_number as told_texts
from townline.casework.alarms.tests.alarming import DUTY_ROOM
from townline.platform.core.history import audit
from townline.platform.departments.api import Act
from townline.platform.geofiles.api import Feature, GeoFormat, Grid, UnreadableGeofile, write
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.explorations.models import Anomaly, Campaign, Cavity, Line

pytestmark = [pytest.mark.server, pytest.mark.django_db]
NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)
# Within the demo's district.
AT = (125.31, 36.63)


def street(number: int = 0) -> LineString:
    x, y = AT[0] + number * 1e-4, AT[1]
    return LineString([(x, y), (x + 2e-3, y + 1e-3)])


def line_properties(number: int = 0, **more):
    day = "2026.3.1" if number % 2 else "2026-03-02"
    return {"구분": "보도" if number % 2 else "차도", "조사일": day, "주소": "솔내로"} | more


def features(count: int, **more):
    return [Feature(n + 1, street(n), line_properties(n, **more)) for n in range(count)]


def look(found, form=GeoFormat.GEOJSON, grid=Grid.WGS84, **more):
    made = write(form, found, grid)
    return api.lines_look(files={made.name: made.content}, now=NOW, **more)


def bring(found, **more):
    return api.lines_import(by=audit.SERVER, plan=look(found, **more), now=NOW)


@pytest.mark.parametrize("grid", list(Grid))
@pytest.mark.parametrize("form", list(GeoFormat))
def test_a_file_of_each_format_becomes_lines_once(district, form, grid):
    assert bring(features(4), form=form, grid=grid) == api.Imported(4, 0)
    assert bring(features(4), form=form, grid=grid) == api.Imported(0, 4)
    assert bring(features(5), form=form, grid=grid) == api.Imported(1, 4)
    line = api.lines(surface="pavement")[0]
    assert (line.campaign, line.year, line.dong) == ("GPR 2026", 2026, "솔내동")
    assert line.explored_on == dt.date(2026, 3, 1)
    assert line.address == "솔내로"
    assert line.length_m == pytest.approx(210, abs=5)


def test_what_is_twice_in_a_file_comes_in_once(district):
    plan = look(features(2) + features(2))
    assert (plan.count, len(plan.lines), plan.doubles) == (4, 2, 2)


def test_one_mistake_keeps_all_out(district):
    plan = look(
        [
            *features(2),
            Feature(3, street(9), line_properties(구분="강")),
            Feature(4, street(8), {"year": "x"}),
        ]
    )
    assert [each.number for each in plan.problems] == [3, 4]
    assert "차도" in plan.problems[0].words()
    with pytest.raises(api.NothingImported):
        api.lines_import(by=audit.SERVER, plan=plan, now=NOW)
    assert not Line.objects.exists()
    assert not Campaign.objects.exists()


def test_a_line_outside_the_district_is_told_by_its_number(district):
    outside = Feature(1, LineString([(127.0, 37.5), (127.1, 37.5)]), line_properties())
    assert [each.kind for each in look([outside]).problems] == ["outside"]


def test_campaigns_by_name_by_option_and_by_year(district):
    found = [
        Feature(1, street(1), line_properties(사업명="2026 합동 탐사")),
        Feature(2, street(2), line_properties()),
        Feature(3, street(3), {"year": "2024"}),
    ]
    assert look(found).campaigns == ["2026 합동 탐사", "GPR 2026", "GPR 2024"]
    bring(found, campaign="상수도 합동")
    years = dict(Campaign.objects.values_list("name", "year"))
    assert years == {"2026 합동 탐사": 2026, "상수도 합동": 2026}
    # Without a day it is a line that is planned.
    assert [line.explored_on for line in api.lines(explored=False)] == [None]


def test_the_history_says_what_came_in(district):
    bring(features(3))
    (campaign,) = Campaign.objects.all()
    lines = list(audit.history(f"campaign:{campaign.id}"))
    assert [line.event for line in lines] == ["campaign:plan:create", "campaign:lines:import"]
    assert lines[1].data == {"lines": 3}


def test_who_may_not_write_brings_nothing(world):
    from townline.casework.cases.api import NotAllowed

    with pytest.raises(NotAllowed):
        api.lines_import(by=world.person("auditor"), plan=look(features(1)), now=NOW)


def test_a_file_that_is_none_says_so(district):
    with pytest.raises(UnreadableGeofile):
        api.lines_look(files={"a.geojson": b"{}"}, now=NOW)


def test_what_lies_near_a_place(district):
    bring(features(3))
    near = api.lines_near(latitude=AT[1], longitude=AT[0], metres=50)
    assert near[0].metres == pytest.approx(0, abs=0.1)
    assert [n.metres for n in near] == sorted(n.metres for n in near)
    assert api.last_explored(latitude=AT[1], longitude=AT[0], metres=50) == dt.date(2026, 3, 2)
    assert api.last_explored(latitude=AT[1] + 0.01, longitude=AT[0], metres=50) is None
    assert api.explored_metres()[2026] == pytest.approx(sum(x.length_m for x in api.lines()))


def test_a_geometry_is_kept_as_geojson(district):
    bring(features(1))
    (line,) = api.lines()
    assert line.geometry == json.loads(json.dumps(line.geometry))
    assert line.points == [pytest.approx(p) for p in street().coords]


def points(*property_sets):
    """Write points 40 m apart along the first street, with what each says."""
    found = []
    for number, properties in enumerate(property_sets):
        part = street().interpolate(0.2 + number * 0.2, normalized=True)
        geometry = {"type": "Point", "coordinates": [part.x, part.y]}
        found.append({"type": "Feature", "geometry": geometry, "properties": properties})
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


SEEN = {"번호": "A-1", "발견일": "2026-03-01", "깊이": "0.8"}
HOLLOW = {"번호": "A-2", "발견일": "2026-03-01", "아스팔트두께": "9", "토피": "35", "폭": "0.5"}
MENDED = HOLLOW | {"번호": "A-3", "보수일": "2026-03-20"}


def test_a_cavity_of_before_comes_in_repaired_and_nobody_is_told(world):
    bring(features(1))
    files = {"a.geojson": points(MENDED, SEEN | {"번호": "A-4", "보수일": "2026-03-20"})}
    assert [one.number for one in api.findings_look(files=files, now=NOW).problems] == [2]
    plan = api.findings_look(files={"a.geojson": points(MENDED)}, now=NOW)
    assert (plan.hazards, plan.repaired) == (0, 1)
    api.findings_import(Act(world.person("roads.officer"), NOW), plan=plan)
    hazard = Cavity.objects.get().hazard
    assert (hazard.state, hazard.repaired_at.date()) == ("repaired", dt.date(2026, 3, 20))
    assert hazard.reported_at.date() == dt.date(2026, 3, 1)
    assert hazard.due_at is None or hazard.due_at > NOW
    assert not told_texts(DUTY_ROOM)


def test_a_file_of_cavities_is_chosen_once_and_graded(world, visit):
    bring(features(1))
    client, path = visit("roads.officer"), "/explorations/anomalies/import/"
    file = SimpleUploadedFile("found.geojson", points(SEEN, HOLLOW), "application/geo+json")
    page = client.post(path, {"files": file, "do": "check"}).text
    assert not Anomaly.objects.exists()
    stored = page.partition('name="kept" value="')[2].partition('"')[0]
    assert "A-2" not in stored
    client.post(path, {"kept": stored, "do": "import"})
    states = dict(Anomaly.objects.values_list("number", "state"))
    assert states == {"A-1": "found", "A-2": "cavity"}
    assert Cavity.objects.get().grade == "emergency"
    assert Cavity.objects.get().hazard_id
    assert api.findings_look(files={"a.geojson": points(SEEN, HOLLOW)}, now=NOW).doubles == 2


def test_what_is_wrong_with_a_cavity_is_told_by_its_number(world):
    bring(features(1))
    property_sets = (
        SEEN,
        HOLLOW | {"폭": "넓음"},
        {"번호": "A-3"},
        SEEN | {"발견일": "2027-01-01"},
    )
    plan = api.findings_look(files={"a.geojson": points(*property_sets)}, now=NOW)
    assert [one.number for one in plan.problems] == [2, 3, 4]
    assert "넓음" in plan.problems[0].words()
    with pytest.raises(api.NothingImported):
        api.findings_import(Act(world.person("roads.officer"), NOW), plan=plan)
    outside = {"type": "Point", "coordinates": [AT[0], AT[1] - 0.004]}
    feature = {"type": "Feature", "geometry": outside, "properties": SEEN}
    alone = api.findings_look(files={"a.geojson": json.dumps(feature).encode()}, now=NOW)
    assert "20 m" in alone.problems[0].words()
    assert not Anomaly.objects.exists()
