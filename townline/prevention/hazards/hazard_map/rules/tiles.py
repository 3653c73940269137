"""Cutting what lies on the map into tiles of Web Mercator (z/x/y)."""

import itertools
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from townline.prevention.hazards.hazard_map.rules.far import Spots, straight
from townline.prevention.hazards.hazard_map.rules.items import MapItem, MapItemKind
from townline.prevention.hazards.hazard_map.rules.mvt import EXTENT, Layer, Value, tile

DEEPEST = 14  # further in, the browser draws the tiles of this zoom larger
# Of many items each spot stands alone, and lines have their patterns, from this zoom on; before,
# browsers that draw by software would be slow: near spots are one mark with their number.
NEAR, MANY = 14, 1_500
_BUFFER = 64 / EXTENT  # of a tile, so that lines do not end where tiles meet
# Steps of a tile that a bend must stand out: half a pixel of a tile of 512; far away one.
_BEND, _BEND_FAR = 4, 8
# Colour and pattern: either alone tells them apart. For spots the mark.
MARK_STYLES: dict[MapItemKind, dict[str, Value]] = {
    MapItemKind.ROADWAY: {"colour": "danger", "pattern": "solid"},
    MapItemKind.PAVEMENT: {"colour": "primary", "pattern": "dash"},
    MapItemKind.PLANNED: {"colour": "grey", "pattern": "dot"},
    MapItemKind.REPAIRED: {"kind": "done"},
    MapItemKind.OPEN: {"kind": "warning"},
}

type Point = tuple[float, float]
# West, north, east, south on a globe of one by one, y to the south.
type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ProjectedItem:
    """An item on the globe of one by one: flat runs of x and y, and the box around them."""

    item: MapItem
    parts: tuple[array[float], ...]
    box: Box


def lay(item: MapItem) -> ProjectedItem:
    """Project an item once, for all tiles that it lies in."""
    parts = tuple(array("d", _project(part)) for part in item.parts)
    xs = [x for part in parts for x in part[::2]]
    ys = [y for part in parts for y in part[1::2]]
    return ProjectedItem(item, parts, (min(xs), min(ys), max(xs), max(ys)))


def _project(part: array[float]) -> Iterator[float]:
    for longitude, latitude in zip(part[::2], part[1::2], strict=True):
        sin = math.sin(math.radians(latitude))
        yield longitude / 360 + 0.5
        yield 0.5 - math.log((1 + sin) / (1 - sin)) / (4 * math.pi)


def cut(projected: Iterable[ProjectedItem], zoom: int, x: int, y: int, near: int = NEAR) -> bytes:
    """Write the tile; b"" where nothing lies in it. ``projected`` in the order of drawing.

    ``near``: from which zoom on each spot stands alone.
    """
    side = 1 / 2**zoom
    wide = ((x - _BUFFER) * side, (y - _BUFFER) * side,
            (x + 1 + _BUFFER) * side, (y + 1 + _BUFFER) * side)  # fmt: skip
    grid = _Grid(x * side, y * side, EXTENT / side)
    lines, points, far = Layer("lines"), Layer("points"), Spots()
    bend = _BEND if zoom >= near else _BEND_FAR
    for one in projected:
        if not _touch(one.box, wide):
            continue
        if one.item.is_line:
            _add(one, wide, grid, lines, bend)
        elif zoom >= near:
            points.point(one.item.number, grid.step(_spot(one)), _tags(one.item))
        else:
            far.add(one.item, grid.step(_spot(one)))
    for number, at, tags in far.marks(_tags):
        points.point(number, at, tags)
    return tile([lines, points])


def _spot(one: ProjectedItem) -> Point:
    return one.parts[0][0], one.parts[0][1]


def _tags(item: MapItem) -> dict[str, Value]:
    return MARK_STYLES[item.kind] | {"year": item.year}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where a tile begins, and how many of its steps a globe has."""

    west: float
    north: float
    scale: float

    def step(self, at: Point) -> tuple[int, int]:
        return round((at[0] - self.west) * self.scale), round((at[1] - self.north) * self.scale)


def _touch(one: Box, other: Box) -> bool:
    return (one[0] <= other[2] and one[2] >= other[0]
            and one[1] <= other[3] and one[3] >= other[1])  # fmt: skip


def _add(one: ProjectedItem, wide: Box, grid: _Grid, layer: Layer, bend: int) -> None:
    whole = wide[0] <= one.box[0] and one.box[2] <= wide[2] and (
        wide[1] <= one.box[1] and one.box[3] <= wide[3]
    )  # fmt: skip
    runs = [
        straight([grid.step(at) for at in run], bend)
        for part in one.parts
        for run in ([_points(part)] if whole else _inside(_points(part), wide))
    ]
    if visible := [run for run in runs if len(run) > 1]:
        layer.line(one.item.number, visible, _tags(one.item))


def _points(part: array[float]) -> list[Point]:
    return list(zip(part[::2], part[1::2], strict=True))


def _inside(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Give the runs of a line that lie in a box, each with two points at least."""
    run: list[Point] = []
    for first, second in itertools.pairwise(points):
        found = clip(first, second, box)
        if found is None:
            continue
        if run and run[-1] != found[0]:
            yield run
            run = []
        run += found if not run else found[1:]
    if run:
        yield run


def clip(first: Point, second: Point, box: Box) -> tuple[Point, Point] | None:
    """Give the part of a stretch that lies in a box, None where none does (Liang-Barsky)."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    enter, leave = 0.0, 1.0
    for delta, room in (
        (-dx, first[0] - box[0]), (dx, box[2] - first[0]),
        (-dy, first[1] - box[1]), (dy, box[3] - first[1]),
    ):  # fmt: skip
        if delta == 0:
            if room < 0:
                return None
        elif delta < 0:
            enter = max(enter, room / delta)
        else:
            leave = min(leave, room / delta)
    if enter > leave:
        return None
    begin = first if enter == 0 else (first[0] + enter * dx, first[1] + enter * dy)
    end = second if leave == 1 else (first[0] + leave * dx, first[1] + leave * dy)
    return begin, end
