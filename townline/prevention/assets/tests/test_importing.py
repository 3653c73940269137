"""A file of assets is taken whole or not at all, and taken again it renews and doubles nothing."""

import datetime as dt
import json

import pytest

from townline.platform.core.history import audit
from townline.platform.core.history.audit import SERVER
from townline.platform.geofiles import api as geofiles
from townline.prevention.assets import api, commands
from townline.prevention.assets.models import Asset
from townline.prevention.assets.rules.columns import Fault, columns_of
from townline.prevention.assets.services.importing import SUBJECT
from townline.prevention.assets.tests.laying import ROWS, csv, take

pytestmark = pytest.mark.django_db


def test_a_register_of_lights_is_read_by_its_own_column_names(world):
    take(world.now)
    light = Asset.objects.get(key="12-345")
    assert (light.kind, light.address, light.dong) == ("light", "느티로 21", "느티동")
    assert light.installed_on == dt.date(2019, 4, 1)
    assert (light.latitude, light.longitude) == (36.62118, 125.33077)


def test_taken_again_it_renews_and_doubles_nothing(world):
    first = take(world.now)
    assert (first.new, first.changed, first.same, first.absent) == (3, 0, 0, 0)
    again = take(
        world.now, ROWS[0], ROWS[1].replace("느티로 25", "느티로 27"), "9-1,,36.6214,125.3310,"
    )
    assert (again.new, again.changed, again.same, again.absent) == (1, 1, 1, 1)
    assert Asset.objects.count() == 4
    lines = [line for line in audit.history_of([SUBJECT]) if line.event == "asset:file:import"]
    assert [line.data["new"] for line in lines] == [3, 1]


def test_columns_are_mapped_by_hand_and_a_lacking_one_is_named(world):
    files = csv("A-1,36.6214,125.3310", head="표찰,위도,경도")
    assert api.assets_read(files, kind="light").problems[0].kind == "no-number"
    found = api.assets_read(files, kind="light", mapping={"number": "표찰"})
    assert ([row["key"] for row in found.rows], found.problems) == (["A-1"], [])
    with pytest.raises(Fault) as refused:
        columns_of({"표찰": "A-1"}, {"number": "이름"})
    assert refused.value.values["accepted"] == "표찰"


def test_the_kind_may_stand_in_a_column_by_any_of_its_words(world):
    rows = (
        "가로등,1,36.6214,125.3310",
        "Storm drain,1,36.6215,125.3311",
        "cctv,C1,36.6216,125.3312",
    )
    found = api.assets_read(csv(*rows, head="구분,관리번호,위도,경도"))
    assert [row["kind"] for row in found.rows] == ["light", "drain", "cctv"]


def test_one_bad_row_and_nothing_is_taken(world):
    rows = (ROWS[0], "없음,,36.6214,125.3310,", "12-345,,36.6214,125.3310,", "3,,36.62,125.33,작년",
            "4,,37.5,127.0,")  # fmt: skip
    found = api.assets_read(csv(*rows), kind="light")
    assert [(each.number, each.kind) for each in found.problems] == [
        (2, "number"), (3, "twice"), (4, "day"), (5, "outside"),
    ]  # fmt: skip
    with pytest.raises(api.AssetFileWrong):
        api.assets_take(found, actor=SERVER, now=world.now, name="x.csv")
    assert not Asset.objects.exists()


def test_map_files_are_read_too_and_of_an_area_a_spot_inside_counts(world):
    ring = [[125.330, 36.620], [125.331, 36.620], [125.331, 36.621], [125.330, 36.620]]
    area = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "geometry": area, "properties": {"id": 7, "kind": "놀이터"}}
    body = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    (row,) = api.assets_read({"places.geojson": body}).rows
    assert (row["kind"], row["key"]) == ("playground", "7")
    assert 125.330 < row["longitude"] < 125.331


def test_a_shapefile_is_read(world):
    from shapely.geometry import Point

    point = geofiles.Feature(1, Point(125.3310, 36.6214), {"FTR_IDN": "88-1"})
    packed = geofiles.write(geofiles.GeoFormat.SHAPEFILE, [point])
    (row,) = api.assets_read({packed.name: packed.content}, kind="drain").rows
    assert (row["key"], round(row["latitude"], 4)) == ("88-1", 36.6214)


@pytest.fixture
def command(world, tmp_path, capsys, monkeypatch):
    """Run ``townline assets import`` over rows, and give its exit code and words."""
    import contextlib
    from argparse import ArgumentParser

    monkeypatch.setattr(commands, "ready", lambda _options: contextlib.nullcontext())
    parser = ArgumentParser()
    commands.add_to(lambda _name, _words, _command: parser)

    def run(*rows, more=()):
        path = tmp_path / "lights.csv"
        path.write_bytes(csv(*rows)["lights.csv"])
        code = commands.command(parser.parse_args(["import", str(path), *more]))
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return run


def test_the_command_says_what_it_would_do_and_writes_nothing(command):
    code, words = command(*ROWS, more=["--kind", "light", "--dry-run"])
    assert (code, Asset.objects.count()) == (0, 0)
    assert "number: column 보안등번호" in words
    assert "new: 3, changed: 0, as before: 0" in words
    assert "dry run: nothing was written" in words
    assert command(*ROWS, more=["--kind", "light"])[0] == 0
    assert Asset.objects.count() == 3


def test_the_command_names_rows_with_mistakes_and_kinds_that_are_none(command):
    code, words = command("없음,,36.6214,125.3310,", more=["--kind", "light"])
    assert (code, Asset.objects.count()) == (1, 0)
    assert "row 1: The number" in words
    code, words = command(*ROWS, more=["--kind", "lamp"])
    assert code == 1
    assert "accepted: light, drain" in words
    with pytest.raises(commands.CannotStart):
        command(*ROWS, more=["--map", "nummer=x"])
