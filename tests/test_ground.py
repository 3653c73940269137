"""The invented district's ground: everything that has a name lies on it."""

import csv
import gzip
import json
from random import Random

import mapbox_vector_tile
import pytest
import shapely
from pmtiles.reader import MmapSource, Reader, all_tiles

from townline.demo.ground import streets
from townline.demo.ground.plan import Zone, plan
from townline.platform.core.paths import DEMO


@pytest.fixture(scope="module")
def layers(map_file):
    """Give the features of the last zoom by layer, as a browser reads them."""
    found = {}
    with (map_file / "handeul.pmtiles").open("rb") as file:
        for (zoom, _, _), tile in all_tiles(MmapSource(file)):
            if zoom == 15:
                for name, layer in mapbox_vector_tile.decode(gzip.decompress(tile)).items():
                    found.setdefault(name, []).extend(layer["features"])
    return found


def names(layers, layer, kind):
    properties = [f["properties"] for f in layers[layer] if f["properties"].get("class") == kind]
    return {each.get("name_ko") for each in properties}


def test_streets_water_green_houses_and_names_are_there(layers):
    assert len(layers["buildings"]) > 20_000
    assert len(layers["streets"]) > 5_000
    assert {"느티로", "한들로", "물레길"} <= names(layers, "streets", "road")
    assert names(layers, "water", "stream") == {"한들천"}
    assert {"느티공원", "샘골공원"} <= names(layers, "names", "park")
    assert names(layers, "names", "market") == {"느티시장"}
    with (DEMO / "boundaries.geojson").open() as file:
        dongs = {f["properties"]["name_ko"] for f in json.load(file)["features"]}
    assert names(layers, "names", "dong") == dongs


def test_every_name_is_there_in_both_languages(layers):
    properties = [f["properties"] for layer in ("names", "water_names") for f in layers[layer]]
    assert all(each["name_ko"] and each["name_en"].isascii() for each in properties)


def test_every_station_of_the_gazetteer_stands_where_it_is_said(layers):
    with (DEMO / "gazetteer.csv").open() as file:
        rows = {r["name_ko"] for r in csv.DictReader(file) if r["kind"] in ("station", "school")}
    assert rows <= names(layers, "names", "station") | names(layers, "names", "school")


def test_the_archive_says_what_it_is(map_file):
    with (map_file / "handeul.pmtiles").open("rb") as file:
        read = Reader(MmapSource(file))
        head, about = read.header(), read.metadata()
    assert (head["min_zoom"], head["max_zoom"]) == (11, 15)
    assert about["attribution"] == "invented"


def test_the_same_seed_cuts_the_same_blocks_and_another_one_others():
    quarter = shapely.box(0, 0, 700, 600)

    def cut(seed):
        made = streets.cut(quarter, Zone(5_000, 300, 6), Random(seed))  # noqa: S311 -- a picture
        return [block.wkb for block in made.blocks]

    assert cut(1) == cut(1)
    assert cut(1) != cut(2)


def test_blocks_fill_their_quarter_and_do_not_overlap():
    quarter = shapely.box(0, 0, 700, 600)
    made = streets.cut(quarter, Zone(5_000, 300, 6), Random(3))  # noqa: S311 -- a picture
    assert sum(block.area for block in made.blocks) == pytest.approx(quarter.area)
    assert shapely.union_all(made.blocks).area == pytest.approx(quarter.area)


def test_a_road_goes_on_to_the_edge_of_its_dong():
    read = plan(DEMO)
    dong = next(dong for dong in read.dongs if dong.name_ko == "볕뉘동").shape
    road = read.road(next(r for r in read.raw["roads"] if r["name_ko"] == "볕뉘길")["line"])
    ends = shapely.Point(road.coords[0]), shapely.Point(road.coords[-1])
    assert max(dong.boundary.distance(end) for end in ends) < 1
