"""Streets: roads along the dongs and through them, and what is between cut into blocks."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import shapely
from shapely.geometry.base import BaseGeometry

from townline.demo.ground.features import polygons
from townline.demo.ground.plan import GroundPlan, Zone

_FAR = 9_000.0
_QUARTER = 3  # cuts after which the parts of a quarter keep to its grid
_SMALL = 350.0  # square metres that are worth nothing
_ESTATE = (18_000.0, 42_000.0)  # square metres of slabs of homes together
_SIDE = 24.0  # metres that a block is at least wide


@dataclass(frozen=True, slots=True)
class Street:
    """``depth``: how many cuts came before it; the first ones go through a whole quarter."""

    line: BaseGeometry
    depth: int
    wide: float


@dataclass(slots=True)
class Cut:
    """A quarter cut up: its blocks and the streets between them."""

    blocks: list[shapely.Polygon]
    streets: list[Street]
    estates: list[shapely.Polygon]


def borders(plan: GroundPlan) -> list[shapely.LineString]:
    """Give the edges of the dongs, each once, joined between crossings."""
    edges = {
        tuple(sorted((a, b)))
        for dong in plan.dongs
        for a, b in zip(dong.shape.exterior.coords, dong.shape.exterior.coords[1:], strict=False)
    }
    joined = shapely.line_merge(shapely.MultiLineString(sorted(edges)))
    return [part for part in shapely.get_parts(joined) if isinstance(part, shapely.LineString)]


def onward(plan: GroundPlan) -> Iterator[shapely.LineString]:
    """Lead roads on, out of the district, from where two dongs meet at its edge."""
    edge, middle = plan.district.boundary, plan.district.centroid
    corners: dict[tuple[float, float], int] = {}
    for dong in plan.dongs:
        for at in dong.shape.exterior.coords[1:]:
            corners[at] = corners.get(at, 0) + 1
    for (x, y), dongs in sorted(corners.items()):
        if dongs > 1 and edge.distance(shapely.Point(x, y)) < 1:
            distance = math.hypot(x - middle.x, y - middle.y)
            reach = _FAR / distance
            end = (x + (x - middle.x) * reach, y + (y - middle.y) * reach)
            yield shapely.LineString([(x, y), end])


def quarters(lines: list[BaseGeometry], within: BaseGeometry) -> list[shapely.Polygon]:
    """Give the grounds that roads enclose."""
    net = shapely.union_all([*lines, within.boundary])
    return [q for q in shapely.get_parts(shapely.polygonize([net])) if _inside(q, within)]


def _inside(quarter: BaseGeometry, within: BaseGeometry) -> bool:
    return bool(within.contains(quarter.representative_point()))


def cut(quarter: shapely.Polygon, zone: Zone, random: Random) -> Cut:
    """Cut a quarter across its longer side, and its parts again, until blocks are small."""
    found = Cut([], [], [])
    left: list[tuple[shapely.Polygon, int]] = [(quarter, 0)]
    while left:
        piece, depth = left.pop()
        if _ESTATE[0] < piece.area < _ESTATE[1] and random.random() < zone.homes:
            found.estates.append(piece)
            continue
        aim = zone.block * random.uniform(0.75, 1.5)
        line = None if piece.area < aim else _across(piece, depth, random)
        parts = _halves(piece, line) if line is not None else []
        if line is None or len(parts) < 2:  # noqa: PLR2004 -- what is cut has two parts
            found.blocks.append(piece)
            continue
        found.streets.append(Street(piece.intersection(line), depth, _wide(zone, depth)))
        left += [(part, depth + 1) for part in parts]
    return found


def _wide(zone: Zone, depth: int) -> float:
    return zone.street + (6, 3, 1.5)[depth] if depth < _QUARTER else zone.street


def _across(piece: shapely.Polygon, depth: int, random: Random) -> shapely.LineString | None:
    corners = list(shapely.oriented_envelope(piece).exterior.coords)
    (ax, ay), (bx, by), (cx, cy) = corners[0], corners[1], corners[2]
    if math.hypot(bx - ax, by - ay) < math.hypot(cx - bx, cy - by):
        (ax, ay), (bx, by), (cx, cy) = (bx, by), (cx, cy), corners[3]
    if math.hypot(bx - ax, by - ay) < 2 * _SIDE:
        return None
    share = random.uniform(0.41, 0.59)
    x, y = ax + (bx - ax) * share + (cx - bx) / 2, ay + (by - ay) * share + (cy - by) / 2
    angle = math.atan2(cy - by, cx - bx) + math.radians(
        random.gauss(0, 5 if depth < _QUARTER else 1.8)
    )
    dx, dy = math.cos(angle) * _FAR, math.sin(angle) * _FAR
    return shapely.LineString([(x - dx, y - dy), (x + dx, y + dy)])


def _halves(piece: shapely.Polygon, line: shapely.LineString) -> list[shapely.Polygon]:
    (x, y), (u, v) = line.coords
    nx, ny = (y - v), (u - x)  # to the left of the line; as long as it is
    left = shapely.Polygon([(x, y), (u, v), (u + nx, v + ny), (x + nx, y + ny)])
    both = [piece.intersection(left), piece.difference(left)]
    return [part for half in both for part in polygons(half, _SMALL)]
