"""The staff's map of everything: what each layer shows, to whom, and when."""

import pytest

from townline.casework.cases import api as cases
from townline.prevention.hazards.explorations.models import Line
from townline.prevention.hazards.hazard_map.tests.lying import line, spot
from townline.prevention.hazards.models import Hazard

pytestmark = pytest.mark.django_db
ALL = "/map/?period=all&" + "&".join(
    f"layers={code}"
    for code in [
        "alarms",
        "cases",
        "hazards",
        "incidents",
        "lines",
        "cavities",
        "homes",
        "works",
        "none",
    ]
)


def features(client, query):
    found = {}
    for shape in ("", "lines", "single"):
        address = f"/map/features.json?{query.partition('?')[2]}&shape={shape}"
        found |= {f["properties"]["id"]: f for f in client.get(address).json()["features"]}
    return found


def find_case(world, code):
    return cases.visible(world.by("clerk1").viewer).filter(code=code)


def place(world, code):
    """Have the text of a case be read at a place; give the case's id on the map."""
    case = find_case(world, code).get()
    spot = {"latitude": 36.62, "longitude": 125.33, "dong": "느티동"}
    case.readings.update(place_name_ko="느티시장", place_sure=True, **spot)
    return f"cases-{case.pk}"


def test_a_layer_shows_what_the_viewer_may_list(world, visit):
    own = place(world, world.text("느티시장 앞 길에 구멍이 났어요"))
    spot(department="roads", state="made_safe")
    other = spot(1, department="parks", state="made_safe")
    clerk, officer = features(visit("clerk1"), ALL), features(visit("roads.officer"), ALL)
    assert {own, f"hazards-{other.pk}"} <= clerk.keys()
    assert {one.partition("-")[0] for one in officer} == {"hazards"}
    assert f"hazards-{other.pk}" not in officer
    # No row is in the page that is not on the map of the same person.
    assert f'href="/hazards/{other.pk}/"' not in visit("roads.officer").get(ALL).text


def test_what_few_may_know_of_is_on_no_map(world, visit):
    code = world.text("느티시장 앞에서 쓰러졌어요")
    known = place(world, code)
    client = visit("clerk1")
    assert known in features(client, ALL)
    find_case(world, code).update(private=True)
    assert known not in features(client, ALL)


def test_time_dong_and_words_narrow_all_layers(world, visit):
    client = visit("clerk1")
    hazard = spot(department="roads", dong="느티동", address="느티로 9")
    Hazard.objects.filter(pk=hazard.pk).update(reported_at=world.now)
    stretch = line()
    Line.objects.filter(pk=stretch.pk).update(explored_on=world.now.date())
    layers = "?layers=hazards&layers=lines"
    here = f"hazards-{hazard.pk}"
    assert here in features(client, layers)
    assert here not in features(client, f"{layers}&weeks=2")
    assert here in features(client, f"{layers}&q=느티로")
    assert not features(client, f"{layers}&q=없는길")
    assert not features(client, f"{layers}&dong=다솜동")
    assert f"lines-{stretch.pk}" in features(client, f"{layers}&dong=느티동")
    page = client.get(f"/map/{layers}").text
    assert "느티로 9" in page
    assert 'id="sm-drawer"' in page
    assert 'value="hazards" checked' in page
    assert 'value="cases" checked' not in page
    assert 'value="hazards" checked' not in client.get("/map/?layers=none").text


def test_pavements_are_drawn_off_their_roadway(world, visit):
    roadway, pavement = line(), line(surface="pavement")
    found = features(visit("clerk1"), ALL)
    assert "offset" not in found[f"lines-{roadway.pk}"]["properties"]
    assert found[f"lines-{pavement.pk}"]["properties"]["offset"] > 0


@pytest.mark.parametrize("query", ["period=x&weeks=-3", "weeks=99999&layers=x", "layers=none"])
def test_what_is_not_known_is_left_out(world, visit, query):
    assert visit("clerk1").get(f"/map/?{query}").status_code == 200
