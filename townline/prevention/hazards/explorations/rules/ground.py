"""Lines on the ground: how long, how far off, and where along them; WGS 84, pure arithmetic.

A district is so small that the ground is flat; a degree is as long as it is at that latitude
(the series of WGS 84, good to a hundred-thousandth).
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

type Point = tuple[float, float]  # longitude, latitude, as GeoJSON has them
type Line = Sequence[Point]


def scale(latitude: float) -> tuple[float, float]:
    """Give the metres of a degree of longitude and of latitude there."""
    at = math.radians(latitude)
    wide = 111_412.84 * math.cos(at) - 93.5 * math.cos(3 * at) + 0.118 * math.cos(5 * at)
    tall = 111_132.954 - 559.822 * math.cos(2 * at) + 1.175 * math.cos(4 * at)
    return wide, tall


def length(line: Line) -> float:
    """Give the metres along a line."""
    return sum(metres for _, _, metres in _steps(line))


def point_at(line: Line, position: float) -> Point:
    """Give the place so many metres from a line's start; its end where it is shorter."""
    left = position
    for begin, end, metres in _steps(line):
        if metres and left <= metres:
            share = max(left, 0) / metres
            x, y = (a + (b - a) * share for a, b in zip(begin, end, strict=True))
            return x, y
        left -= metres
    return line[-1]


def nearest_spot(line: Line, place: Point) -> tuple[float, float]:
    """Give how far a place lies off a line, and how far along it is the nearest spot; metres."""
    best, done = (math.inf, 0.0), 0.0
    wide, tall = scale(place[1])
    for begin, end, metres in _steps(line):
        x, y = (end[0] - begin[0]) * wide, (end[1] - begin[1]) * tall
        px, py = (place[0] - begin[0]) * wide, (place[1] - begin[1]) * tall
        share = min(max((px * x + py * y) / (x * x + y * y or 1), 0), 1)
        best = min(best, (math.hypot(px - share * x, py - share * y), done + share * metres))
        done += metres
    return best


def middle(line: Line) -> Point:
    """Give the place half way along."""
    return point_at(line, length(line) / 2)


def box(line: Line) -> tuple[float, float, float, float]:
    """Give west, south, east and north."""
    across, up = [x for x, _ in line], [y for _, y in line]
    return min(across), min(up), max(across), max(up)


def around(latitude: float, longitude: float, metres: float) -> tuple[float, float, float, float]:
    """Give the box that holds all within so many metres: west, south, east, north."""
    wide, tall = scale(latitude)
    dx, dy = metres / wide, metres / tall
    return longitude - dx, latitude - dy, longitude + dx, latitude + dy


def _steps(line: Line) -> Iterator[tuple[Point, Point, float]]:
    wide, tall = scale(line[0][1])
    for begin, end in pairwise(line):
        yield begin, end, math.hypot((end[0] - begin[0]) * wide, (end[1] - begin[1]) * tall)
