"""The list of the public map: whole without a script, filtered by the server, in pages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.platform.core import district
from townline.platform.core.models import District
from townline.prevention.hazards.hazard_map.tests.lying import (
    NOTE,
    campaign,
    hollow,
    line,
    photo,
    spot,
)
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import HazardState
from townline.prevention.work_orders.models import EvidencePhoto

pytestmark = pytest.mark.django_db


def setting(value):
    row = District.objects.get()
    row.settings["hazard_map"] = value
    row.save()
    district.forget()


def ids(visit, query=""):
    answer = visit().get(f"/open/map?lang=ko&{query}")
    assert answer.status_code == 200
    return re.findall(r'data-map-id="(\w+)"', answer.content.decode())


@pytest.fixture
def lying(world):
    return {
        "roadway": f"l{line(1).id}",
        "pavement": f"l{line(2, surface='pavement', year=2025, dong='새벗동').id}",
        "planned": f"l{line(3, explored=False).id}",
        "repaired": f"p{spot(1).id}",
        "open": f"p{spot(2, state='made_safe', repaired_at=None).id}",
    }


def test_it_holds_everything_in_words_what_is_not_mended_first(visit, lying):
    assert ids(visit) == [
        lying[kind] for kind in ("open", "repaired", "roadway", "pavement", "planned")
    ]
    page = visit().get("/open/map?lang=ko").content.decode()
    for words in ("느티로 2", "540 m", "느티시장 입구 → 새벗사거리", "2026년 4월 1일", "느티동",
                  "가로 0.8 m · 세로 1.2 m · 깊이 0.45 m", "안전 조치 완료"):  # fmt: skip
        assert words in page


@pytest.mark.parametrize("kind", ["roadway", "pavement", "planned", "repaired", "open"])
def test_by_kind(visit, lying, kind):
    assert ids(visit, f"kind={kind}") == [lying[kind]]


def test_by_year_dong_and_words(visit, lying):
    assert ids(visit, "year=2025") == [lying["pavement"]]
    assert ids(visit, "dong=새벗동") == [lying["pavement"]]
    assert ids(visit, "q=한들로 2") == [lying["repaired"]]
    assert ids(visit, "q=느티 시장입구&kind=planned") == [lying["planned"]]
    assert ids(visit, "q=없는길") == []


def test_what_is_no_kind_or_year_is_told_and_left_out(visit, lying):
    for query, words in (("kind=moon", "그런 종류가 없어"), ("year=abc", "그 연도의 자료가 없어")):
        page = visit().get(f"/open/map?lang=ko&{query}").content.decode()
        assert words in page
        assert len(re.findall("data-map-id", page)) == 5


def test_pages_of_the_list_follow_one_another(visit, world):
    for number in range(120):
        line(number)
    first, last = ids(visit), ids(visit, "page=3")
    assert (len(first), len(last)) == (50, 20)
    assert len({*first, *ids(visit, "page=2"), *last}) == 120
    assert ids(visit, "page=99") == last
    assert ids(visit, "page=-1") == first


def queries(visit, query=""):
    with CaptureQueriesContext(connection) as found:
        ids(visit, query)
    return len(found)


def test_as_many_statements_for_many_as_for_few(visit, lying):
    ids(visit)
    spot(3)
    # Two look whether anything has changed; then four read it all, two the photos of one spot.
    assert (queries(visit), queries(visit)) == (6, 2)
    for number in range(60):
        made = spot(number + 10)
        photo(made, f"{number:064x}", "before")
        hollow(line(number + 10), made)
    assert (queries(visit), queries(visit, "page=2&q=로")) == (6, 2)
    assert queries(visit, f"item=p{made.id}") == 4


def test_nobodys_words_and_no_name_are_shown_anywhere(visit, lying, world):
    world.text(f"느티로 2 {NOTE}", "01000000042")
    found = Hazard.objects.get(id=int(lying["open"][1:]))
    chosen = f"/open/map?lang=ko&item={lying['open']}"
    paths = ("/open/map?lang=ko", chosen, "/open/map/embed?lang=ko", "/open/map.csv",
             "/api/v1/open/map.geojson")  # fmt: skip
    assert [at for at in paths if NOTE in visit().get(at).content.decode()] == []
    # The search would find them: what is shown of a spot is looked through.
    found.address = NOTE
    found.save()
    assert [at for at in paths if NOTE in visit().get(at).content.decode()] == list(paths)


@pytest.mark.parametrize("state", sorted(set(HazardState) - {"made_safe", "repaired", "closed"}))
def test_before_it_is_safe_nothing_is_shown(visit, world, state):
    spot(state=state, made_safe_at=None, repaired_at=None)
    assert ids(visit) == []


def test_what_was_found_bad_again_is_open(visit, world):
    made = spot(state="made_safe")
    assert ids(visit, "kind=open") == [f"p{made.id}"]


def test_the_district_says_which_kinds_and_from_when(visit, world):
    cavity, pothole = spot(1, released_at=None), spot(2, kind="pothole")
    assert ids(visit) == [f"p{pothole.id}"]
    setting({"kinds": ["cavity", "pothole"], "appears": "made_safe"})
    assert len(ids(visit)) == 2
    setting({"kinds": ["cavity"]})
    assert ids(visit) == []
    Hazard.objects.filter(id=cavity.id).update(released_at=cavity.made_safe_at)
    assert ids(visit) == [f"p{cavity.id}"]


def test_planned_stretches_only_where_wished(visit, world):
    line(explored=False)
    assert len(ids(visit)) == 1
    setting({"kinds": [], "planned": False})
    assert ids(visit) == []


def test_where_the_district_shows_none_the_other_map_is_there(visit, world):
    setting(None)
    answer = visit().get("/open/map?lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/open/map/matters?lang=en")
    for at in ("embed", "tiles/x/14/1/1.mvt"):
        assert visit().get(f"/open/map/{at}").status_code == 404
    assert visit().get("/api/v1/open/map.geojson").status_code == 404
    row = District.objects.get()
    row.settings["public_map"] = None
    row.save()
    district.forget()
    assert visit().get("/open/map").status_code == 404


def test_a_change_is_shown_at_once(visit, world):
    made = spot(state="made_safe", repaired_at=None)
    assert ids(visit, "kind=repaired") == []
    Hazard.objects.filter(id=made.id).update(state="repaired", repaired_at=made.made_safe_at)
    assert ids(visit, "kind=repaired") == [f"p{made.id}"]
    later = line(explored=False)
    assert ids(visit, "kind=roadway") == []
    later.explored_on = campaign().created_at.date()
    later.save()
    assert ids(visit, "kind=roadway") == [f"l{later.id}"]
    made.delete()
    assert ids(visit, "kind=repaired") == []


def test_kilometres_cavities_and_repairs_by_year(visit, world):
    for number, surface in enumerate(("roadway", "roadway", "pavement")):
        hollow(line(number, surface=surface))
    spot()
    page = visit().get("/open/map?lang=ko").content.decode()
    table = re.search(r"<tbody>(.*?)</tbody>", page)[1]
    assert re.findall(r"<td>([^<]*)</td>", table) == ["1.1", "0.5", "3", "1"]


def test_the_size_of_a_hollow_is_that_of_its_check_until_it_was_measured(visit, world):
    made = spot(width_cm=None, length_cm=None, depth_cm=None)
    hollow(line(), made, width_m=1.5, depth_m=0.6)
    assert "가로 1.5 m · 깊이 0.6 m" in visit().get("/open/map?lang=ko").content.decode()


def test_only_released_photos_of_shown_spots(visit, world):
    made, hidden = spot(1), spot(2, state="seen")
    shown = photo(made, "a" * 64, "before")
    photo(made, "b" * 64, "after", released=False)
    photo(hidden, "c" * 64, "before")
    from townline.prevention.hazards.hazard_map import selectors

    assert [selectors.photo_shown(letter * 64) for letter in "abc"] == [True, False, False]
    EvidencePhoto.objects.filter(id=shown.id).update(released=False)
    assert not selectors.photo_shown("a" * 64)


def test_both_languages_are_whole(visit, lying):
    english = visit().get("/open/map?lang=en").content.decode()
    assert '<html lang="en"' in english
    # Names of places stay Korean, and so does the link to that language.
    shell = re.sub(r'<ol.*?</ol>|id="dong".*?</select>|한국어', "", english, flags=re.DOTALL)
    assert not re.search("[가-힣]", shell)
