"""Houses: a block is cut into lots, and each bears one. Plain floats, for there are many."""

import math
from collections.abc import Iterator
from random import Random

import shapely
from shapely.geometry.base import BaseGeometry

from townline.demo.ground.features import polygons
from townline.demo.ground.plan import rotated_rectangle

type Point = tuple[float, float]
type Ring = list[Point]

_EMPTY = 0.07  # of the lots: yards, places for cars
_LEAST = 22.0  # square metres of a house
_LONG = 78.0  # metres of a slab of homes at most


def houses(block: BaseGeometry, lot: float, random: Random) -> Iterator[shapely.Polygon]:
    """Put houses on a block that its streets left over."""
    for part in polygons(block.simplify(1.5), 2 * _LEAST):
        left = [_ring(part)]
        while left:
            ring = left.pop()
            if _area(ring) < lot * random.uniform(0.8, 1.7):
                yield from _house(ring, random)
            else:
                left += _split_ring(ring, random)


def _ring(part: shapely.Polygon) -> Ring:
    return list(part.exterior.coords)[:-1]


def _house(ring: Ring, random: Random) -> Iterator[shapely.Polygon]:
    if random.random() < _EMPTY:
        return
    # Drawn together towards the middle: exact enough for a lot, and a tenth of a buffer's work.
    gap = min(2 * random.uniform(1.4, 2.6), 0.25 * math.sqrt(_area(ring)))
    part = 1 - gap / math.sqrt(_area(ring))
    if part**2 * _area(ring) < _LEAST:
        return
    x, y = sum(u for u, _ in ring) / len(ring), sum(v for _, v in ring) / len(ring)
    yield shapely.Polygon([(x + (u - x) * part, y + (v - y) * part) for u, v in ring])


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _split_ring(ring: Ring, random: Random) -> list[Ring]:
    """Cut along the middle of the longest side, at a right angle to it."""
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    (ax, ay), (bx, by) = max(pairs, key=lambda p: math.dist(*p))
    share = random.uniform(0.42, 0.58)
    x, y = ax + (bx - ax) * share, ay + (by - ay) * share
    side = [(bx - ax) * (u - x) + (by - ay) * (v - y) for u, v in ring]
    parts = [_clip_ring(ring, side), _clip_ring(ring, [-s for s in side])]
    whole = [part for part in parts if len(part) > 2 and _area(part) > _LEAST]  # noqa: PLR2004 -- a triangle
    return whole if len(whole) > 1 else []


def _clip_ring(ring: Ring, side: list[float]) -> Ring:
    found: Ring = []
    for at in range(len(ring)):
        before, here = at - 1, at
        if (side[before] > 0) != (side[here] > 0):
            part = side[before] / (side[before] - side[here])
            (ax, ay), (bx, by) = ring[before], ring[here]
            found.append((ax + (bx - ax) * part, ay + (by - ay) * part))
        if side[here] > 0:
            found.append(ring[here])
    return found


def estate(block: shapely.Polygon) -> list[shapely.Polygon]:
    """Put slabs of homes on a block of any shape, by the way it lies."""
    corners = list(shapely.oriented_envelope(block).exterior.coords)
    # South is where the sun is: rows go along the side that lies nearer to east and west.
    sides = [(corners[at], corners[at + 1]) for at in (0, 1)]
    (a, b), (c, d) = sorted(sides, key=lambda s: abs(s[1][1] - s[0][1]) / math.dist(*s))
    turn = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
    inner = block.buffer(-3)
    size = (math.dist(a, b), math.dist(c, d))
    return [
        slab for slab in slabs(shapely.oriented_envelope(block), size, turn) if inner.contains(slab)
    ]


def slabs(ground: shapely.Polygon, size: tuple[float, float], turn: float) -> list[shapely.Polygon]:
    """Put rows of long houses on a ground, all looking south."""
    wide, high = size
    rows = max(1, round(high / 56))
    across = max(1, round(wide / (_LONG + 20)))
    long = min(_LONG, wide / across - 18)
    angle, middle = math.radians(turn), ground.centroid
    found = []
    for row in range(rows):
        for column in range(across):
            x = (column + 0.5) * wide / across - wide / 2
            y = (row + 0.5) * high / rows - high / 2
            at = (
                middle.x + x * math.cos(angle) - y * math.sin(angle),
                middle.y + x * math.sin(angle) + y * math.cos(angle),
            )
            found.append(rotated_rectangle(at, (long, 13), turn))
    return found


def school(
    ground: shapely.Polygon, size: tuple[float, float], turn: float
) -> list[shapely.Polygon]:
    """Put a long house and a short wing at the north of a school's yard."""
    wide, high = size
    angle, middle = math.radians(turn), ground.centroid

    def at(x: float, y: float) -> Point:
        return (
            middle.x + x * math.cos(angle) - y * math.sin(angle),
            middle.y + x * math.sin(angle) + y * math.cos(angle),
        )

    long = rotated_rectangle(at(0, high * 0.34), (wide * 0.82, 16), turn)
    wing = rotated_rectangle(at(wide * 0.33, high * 0.16), (16, high * 0.4), turn)
    return polygons(shapely.union(long, wing))
