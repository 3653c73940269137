"""What is written is read back, in every format and projection, within a centimetre."""

import csv
import io

from hypothesis import given, settings, strategies as st
from shapely import LineString, Point

from tests.amount import examples
from townline.platform.geofiles.api import Feature, GeoFormat, Grid, Kind, Wanted, write
from townline.platform.geofiles.reading.places import parse_places as read
from townline.platform.geofiles.tests.files import LAND, near

_AT = st.tuples(st.floats(127.0, 127.1), st.floats(37.5, 37.6))
# Drawn with growing longitude, a line never crosses itself.
_LINES = st.lists(_AT, min_size=2, max_size=6, unique_by=lambda at: round(at[0], 6)).map(
    lambda points: LineString(sorted(points))
)
_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_PROPERTIES = st.fixed_dictionaries(
    {"name": _WORDS, "address": _WORDS, "year": st.integers(1, 9999)}
)
_FORMS = st.sampled_from(list(GeoFormat))
_GRIDS = st.sampled_from(list(Grid))


def again(written, kind=Kind.LINE):
    return read({written.name: written.content}, Wanted(frozenset({kind}), LAND))


@settings(max_examples=examples(400), deadline=None)
@given(st.lists(st.tuples(_LINES, _PROPERTIES), min_size=1, max_size=5), _FORMS, _GRIDS)
def test_what_is_written_is_read_back(shapes, form, grid):
    features = [Feature(n, shape, properties) for n, (shape, properties) in enumerate(shapes, 1)]
    found = again(write(form, features, grid))
    assert not found.problems
    assert found.grid is (Grid.WGS84 if form is GeoFormat.GPX else grid)
    for one, other in zip(features, found.features, strict=True):
        assert near(one.geometry, other.geometry)
        assert str(one.properties["year"]) == str(other.properties["year"])


def test_points_are_written_as_columns():
    features = [Feature(1, Point(127.04, 37.55), {"name": "성수이로", "wkt": "x"})]
    for form in GeoFormat:
        back = again(write(form, features), Kind.POINT).features[0]
        assert (back.geometry, back.properties["name"]) == (Point(127.04, 37.55), "성수이로")
    header = write(GeoFormat.CSV, features).content.decode("utf-8-sig").splitlines()[0]
    assert header == "name,wkt_,latitude,longitude"


def test_a_spreadsheet_runs_nothing_and_what_was_written_comes_back():
    words = ["=1+1", "'=1+1", "-3", "'quoted'", "@x", "+82", " =2", "-", "plain"]
    features = [Feature(n, LineString([(127.01, 37.51), (127.02, 37.52)]), {"name": word, "=x": ""})
                for n, word in enumerate(words, 1)]  # fmt: skip
    written = write(GeoFormat.CSV, features)
    cells = list(csv.reader(io.StringIO(written.content.decode("utf-8-sig"))))
    assert not any(c.strip()[:1] in {"=", "+", "@"} or c[:2] == "-3" for r in cells for c in r)
    assert [each.properties["name"] for each in again(written).features] == words


def test_names_of_a_shapefile_are_short_and_none_is_lost():
    properties = {
        "도로명주소(전체)": "왕십리로",
        "도로명주소(일부)": "x",
        "depth_of_cavity_cm": 3.5,
        "depth_of_c": 4,
        "long": "가" * 200,
    }
    shape = LineString([(127.01, 37.51), (127.02, 37.52)])
    back = again(write(GeoFormat.SHAPEFILE, [Feature(1, shape, properties)])).features[0].properties
    assert [len(name.encode()) <= 10 for name in back] == [True] * 5
    assert list(back.values()) == ["왕십리로", "x", 3.5, 4, "가" * 84]


def test_an_empty_list_is_a_file_too():
    for form in GeoFormat:
        assert write(form, [], Grid.CENTRAL).content
