"""A file is taken whole or not at all, and taken again it renews and doubles nothing."""

import pytest

from townline.platform.core.history import audit
from townline.platform.core.history.audit import SERVER
from townline.prevention.hazards.exploration_planning import api
from townline.prevention.hazards.exploration_planning.models import (
    PlaceFile,
    RainDay,
    ReferenceLine,
    Section,
)
from townline.prevention.hazards.exploration_planning.tests.town import feature, file, street, take

pytestmark = pytest.mark.django_db
LINE = [[125.33, 36.62], [125.331, 36.62]]


def test_sections_have_length_box_and_dong(world):
    take("section", file(street(0, 도로명="느티로", 폭="6")), world.now)
    section = Section.objects.get()
    assert (section.name, section.surface, section.width_m) == ("느티로", "roadway", 6)
    assert section.length_m == pytest.approx(89.2, abs=0.2)
    assert (section.west, section.north) == pytest.approx((125.33, 36.62))
    assert section.dong


def test_taken_again_it_renews_and_doubles_nothing(world):
    first = take("section", file(street(0), street(1), street(2)), world.now)
    assert (first.new, first.changed, first.same, first.kept) == (3, 0, 0, 0)
    again = take("section", file(street(0), street(1, name="새길"), street(3)), world.now)
    assert (again.new, again.changed, again.same, again.kept) == (1, 1, 1, 1)
    assert Section.objects.count() == 4
    assert Section.objects.get(code="S0-1").name == "새길"
    lines = audit.history_of(f"place_file:{one.id}" for one in PlaceFile.objects.all())
    assert [line.data["new"] for line in lines] == [3, 1]


def test_a_section_without_a_name_of_its_own_is_known_by_its_shape(world):
    for _ in range(2):
        take("section", file(feature(LINE), feature(LINE, surface="보도")), world.now)
    assert Section.objects.count() == 2


def test_kinds_lie_apart(world):
    take("sewer", file(feature(LINE, id="1", year=1978, material="brick")), world.now)
    take("subway", file(feature(LINE, id="1")), world.now)
    take("sewer", file(feature(LINE, id="1", year=1999)), world.now)
    found = ReferenceLine.objects.order_by("kind").values_list("kind", "year", "material")
    assert list(found) == [("sewer", 1999, ""), ("subway", None, "")]


def test_one_bad_row_and_nothing_is_taken(world):
    places = api.places_read(
        api.PlaceFileKind.SEWER, file(feature(LINE, id="1"), feature(LINE, id="2", year="오래됨"))
    )
    (problem,) = places.problems
    assert (problem.number, "연도가 아닙니다" in problem.words()) == (2, True)
    with pytest.raises(api.FileWrong):
        api.places_take(places, actor=SERVER, now=world.now)
    assert not ReferenceLine.objects.exists()
    assert not PlaceFile.objects.exists()


def test_what_stands_twice_or_lies_elsewhere_is_named(world):
    far = feature([[127.0, 37.0], [127.01, 37.0]], id="far")
    places = api.places_read(api.PlaceFileKind.SECTION, file(street(0), far, street(0)))
    assert [(problem.number, problem.kind) for problem in places.problems] == [
        (2, "outside"), (3, "twice"),
    ]  # fmt: skip


def test_rain_is_a_table(world):
    csv = "\ufeff일시,강수량(mm)\n2026-07-01,81.5\n2026-07-02,0\n".encode()
    take("rain", {"rain.csv": csv}, world.now)
    take("rain", {"rain.csv": csv.replace(b"81.5", b"90")}, world.now)
    assert [day.mm for day in RainDay.objects.order_by("day")] == [90, 0]
    (problem,) = api.places_read(api.PlaceFileKind.RAIN, {"x.csv": b"\xff\xfe\x00"}).problems
    assert problem.kind == "table"


def test_a_file_waits_for_its_person_alone_and_is_taken_once(world):
    mine, other = world.person("roads.officer"), world.person("water.officer")
    ((name, content),) = file(street(0)).items()
    arguments = {
        "kind": api.PlaceFileKind.SECTION,
        "name": name,
        "content": content,
        "crs": "",
        "now": world.now,
    }
    old = api.place_file_bring(actor=mine.actor, **arguments)
    waiting = api.place_file_bring(actor=mine.actor, **arguments)
    read = {"places": api.file_places(waiting), "now": world.now}
    for person, number in ((other, waiting.id), (mine, old.id)):
        with pytest.raises(api.FileGone):
            api.place_file_take(file_id=number, actor=person.actor, **read)
    counts = api.place_file_take(file_id=waiting.id, actor=mine.actor, **read)
    assert counts.new == 1
    with pytest.raises(api.FileGone):
        api.place_file_take(file_id=waiting.id, actor=mine.actor, **read)
    assert bytes(PlaceFile.objects.get().content) == b""
