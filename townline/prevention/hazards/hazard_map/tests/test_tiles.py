"""Tiles: what is cut into them is what a reader of the specification finds in them."""

import itertools
import math
from array import array

import mapbox_vector_tile
from hypothesis import given, strategies as st

from townline.prevention.hazards.hazard_map.rules.items import LINES, MapItem, MapItemKind
from townline.prevention.hazards.hazard_map.rules.mvt import EXTENT, varint
from townline.prevention.hazards.hazard_map.rules.tiles import (
    DEEPEST,
    MARK_STYLES,
    NEAR,
    clip,
    cut,
    lay,
)

# A pixel of a tile of 512, in its steps: bends below it are left out.
_PIXEL = 8
_degrees = st.tuples(st.floats(125.30, 125.36), st.floats(36.60, 36.65))
_kinds = st.sampled_from(sorted(LINES))


@st.composite
def items(draw):
    number = draw(st.integers(1, 2**40))
    year = draw(st.integers(2000, 2100))
    if draw(st.booleans()):
        at = draw(_degrees)
        kind = draw(st.sampled_from([MapItemKind.REPAIRED, MapItemKind.OPEN]))
        return MapItem(
            id=f"p{number}", number=number, kind=kind, year=year, parts=(array("d", at),)
        )
    runs = draw(st.lists(st.lists(_degrees, min_size=2, max_size=6), min_size=1, max_size=3))
    parts = tuple(array("d", itertools.chain.from_iterable(run)) for run in runs)
    return MapItem(id=f"l{number}", number=number, kind=draw(_kinds), year=year, parts=parts)


_many = st.lists(items(), min_size=1, max_size=8, unique_by=lambda item: item.id)


def decode_tile(projected, zoom, x, y):
    """Give the features of a tile by their id; y down, as it was written."""
    found = mapbox_vector_tile.decode(
        cut(projected, zoom, x, y), default_options={"y_coord_down": True}
    )
    return {
        f"{layer[0]}{one['id']}": one
        for layer, content in found.items() for one in content["features"]
    }  # fmt: skip


def covering(one, zoom):
    west, north, east, south = (int(v * 2**zoom) for v in one.box)
    return itertools.product(range(west, east + 1), range(north, south + 1))


@given(_many, st.integers(10, DEEPEST))
def test_each_lies_in_the_tiles_that_it_touches_as_what_it_is(many, zoom):
    projected = [lay(item) for item in many]
    for one in projected:
        if not one.item.is_line and zoom < NEAR:
            continue
        found = [decode_tile(projected, zoom, *at).get(one.item.id) for at in covering(one, zoom)]
        shown = [each for each in found if each]
        assert shown
        for each in shown:
            assert each["properties"] == MARK_STYLES[one.item.kind] | {"year": one.item.year}


@given(_many, st.integers(10, NEAR - 1))
def test_from_far_away_each_spot_is_counted_once_beside_its_kind(many, zoom):
    projected = [lay(item) for item in many]
    tiles = {at for one in projected for at in covering(one, zoom)}
    marks = [spot["properties"] for at in tiles for spot in spots(projected, zoom, *at)]
    for kind in (MapItemKind.REPAIRED, MapItemKind.OPEN):
        shown = [one for one in marks if one["kind"] == MARK_STYLES[kind]["kind"]]
        counted = sum(one.get("point_count", 1) for one in shown)
        assert counted == sum(item.kind is kind for item in many)


def spots(projected, zoom, x, y):
    found = mapbox_vector_tile.decode(cut(projected, zoom, x, y))
    return found.get("points", {"features": []})["features"]


def points(feature):
    kind, at = feature["geometry"]["type"], feature["geometry"]["coordinates"]
    return {"Point": [at], "LineString": at}.get(kind) or list(itertools.chain.from_iterable(at))


@given(items(), st.integers(10, DEEPEST))
def test_it_lies_where_it_is_to_a_pixel(item, zoom):
    one = lay(item)
    ends = [(part[0], part[1]) for part in one.parts] + [(part[-2], part[-1]) for part in one.parts]
    for x, y in ends:
        across, down = int(x * 2**zoom), int(y * 2**zoom)
        found = decode_tile([one], zoom, across, down).get(item.id)
        step = ((x * 2**zoom - across) * EXTENT, (y * 2**zoom - down) * EXTENT)
        # What is shorter than a step is nothing to draw.
        if found:
            assert min(math.dist(step, at) for at in points(found)) <= _PIXEL


@given(_many, st.integers(10, DEEPEST))
def test_nothing_lies_far_outside_of_its_tile(many, zoom):
    projected = [lay(item) for item in many]
    for at in covering(projected[0], zoom):
        for each in decode_tile(projected, zoom, *at).values():
            assert all(-65 <= v <= EXTENT + 65 for point in points(each) for v in point)


_unit = st.tuples(st.floats(-2, 3), st.floats(-2, 3))


@given(_unit, _unit)
def test_a_stretch_is_cut_at_the_edge_of_a_box_and_nowhere_else(first, second):
    found = clip(first, second, (0, 0, 1, 1))
    between = (tuple((a * (20 - i) + b * i) / 20 for a, b in zip(first, second, strict=True))
               for i in range(21))  # fmt: skip
    inside = [at for at in between if 0 <= at[0] <= 1 and 0 <= at[1] <= 1]
    if found is None:
        assert all(min(*at, 1 - at[0], 1 - at[1]) < 1e-9 for at in inside)
        return
    begin, end = found
    for at in inside:
        way = math.dist(begin, at) + math.dist(at, end)
        assert math.isclose(way, math.dist(begin, end), abs_tol=1e-6)


def test_numbers_are_written_as_the_specification_says():
    assert [varint(n).hex() for n in (0, 1, 127, 128, 300, 2**32)] == [
        "00", "01", "7f", "8001", "ac02", "8080808010",
    ]  # fmt: skip


def test_a_tile_without_anything_is_empty():
    one = lay(
        MapItem(id="p1", number=1, kind=MapItemKind.OPEN, year=2026, parts=(array("d", (125, 36)),))
    )
    assert cut([one], 14, 0, 0) == b""
