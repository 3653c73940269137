"""Where something lies: a GeoJSON geometry, a spot on it, its box, and what is near."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

type Point = tuple[float, float]  # latitude, longitude; degrees of WGS 84
SHAPES = ("Point", "LineString", "Polygon")
_MOST = 2_000  # corners
_DEGREE = 111_195.0  # metres of latitude


class NoShape(ValueError):
    """What was given is no point, line or area on the globe."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A geometry with a spot on it (``latitude``, ``longitude``) and its box."""

    geometry: dict[str, Any]
    latitude: float
    longitude: float
    west: float
    south: float
    east: float
    north: float

    def columns(self) -> dict[str, Any]:
        """Give it as the columns of a row."""
        return {name: getattr(self, name) for name in self.__slots__}


def point(latitude: float, longitude: float) -> dict[str, Any]:
    """Give a spot as GeoJSON."""
    return {"type": "Point", "coordinates": [longitude, latitude]}


def measure_geometry(geometry: Mapping[str, Any]) -> Placed:
    """Measure a geometry. Raises NoShape."""
    kind, held = geometry.get("type"), geometry.get("coordinates")
    if kind not in SHAPES or not isinstance(held, list):
        raise NoShape(f"a geometry is one of {', '.join(SHAPES)}")
    corners = list(_corners(held))
    _check(str(kind), corners)
    longitudes, latitudes = [x for x, _ in corners], [y for _, y in corners]
    x, y = _middle(str(kind), corners)
    box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    return Placed({"type": kind, "coordinates": held}, y, x, *box)


def _check(kind: str, corners: list[Point]) -> None:
    least = {"Point": 1, "LineString": 2, "Polygon": 4}[kind]
    if not least <= len(corners) <= _MOST:
        raise NoShape(f"a {kind} has from {least} to {_MOST} corners")
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in corners):  # noqa: PLR2004 -- degrees
        raise NoShape("a corner lies on the globe: longitude to 180, latitude to 90 degrees")


def _corners(held: list[Any]) -> Iterator[Point]:
    """Give the corners as longitude, latitude."""
    if len(held) >= 2 and all(isinstance(one, (int, float)) for one in held[:2]):  # noqa: PLR2004 -- two numbers are a corner
        if not all(math.isfinite(one) for one in held[:2]):
            raise NoShape("a corner is two numbers")
        yield float(held[0]), float(held[1])
        return
    for one in held:
        if not isinstance(one, list):
            raise NoShape("a corner is two numbers")
        yield from _corners(one)


def _middle(kind: str, corners: list[Point]) -> Point:
    """Give a corner of a line's middle, the mean of an area's corners."""
    if kind == "LineString":
        return corners[len(corners) // 2]
    own = corners[:-1] if kind == "Polygon" else corners
    return sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own)


def around(spot: Point, radius: float) -> tuple[float, float, float, float]:
    """Give the box of so many metres around a spot: south, west, north, east."""
    tall = radius / _DEGREE
    wide = tall / max(math.cos(math.radians(spot[0])), 0.01)
    return spot[0] - tall, spot[1] - wide, spot[0] + tall, spot[1] + wide
