"""Reading ``ground.json``, the boundaries and the frame of the map, in metres."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from townline.demo.ground.features import Plane

type Point = tuple[float, float]

_THROUGH = 60.0  # metres of a road that goes through a dong, and does not only touch it
_ON = 150.0


@dataclass(frozen=True, slots=True)
class Dong:
    name_ko: str
    name_en: str
    shape: shapely.Polygon


@dataclass(frozen=True, slots=True)
class Zone:
    """How a dong is built: square metres of a block and of a lot, metres of a street.

    ``homes``: the share of its ground that bears slabs of homes.
    """

    block: float = 15_000
    lot: float = 0
    street: float = 8
    homes: float = 0


@dataclass(frozen=True, slots=True)
class GroundPlan:
    """What the map grows from. ``frame``: how far it reaches beyond the district."""

    raw: dict[str, Any]
    plane: Plane
    frame: shapely.Polygon
    dongs: list[Dong]

    @property
    def district(self) -> BaseGeometry:
        """Give the ground of all dongs."""
        return shapely.union_all([dong.shape for dong in self.dongs])

    def line(self, points: list[list[float]]) -> shapely.LineString:
        """Draw a soft line through points (latitude, longitude)."""
        return shapely.LineString(_soft([self.plane.metres(*at) for at in points]))

    def road(self, points: list[list[float]]) -> BaseGeometry:
        """Draw a road, on to the edge of the dongs that it goes through."""
        line = self.line(points)
        long = shapely.LineString([_on(line, -1), *line.coords[1:-1], _on(line, 1)])
        through = [d.shape for d in self.dongs if d.shape.intersection(line).length > _THROUGH]
        return long.intersection(shapely.union_all(through))

    def at(self, point: list[float]) -> Point:
        """Give a point (latitude, longitude) in metres."""
        return self.plane.metres(*point)

    def zone(self, dong: str) -> Zone:
        """Give how a dong is built."""
        entry = next((z for z in self.raw["zones"] if z["dong"] == dong), None)
        return Zone(**{k: v for k, v in entry.items() if k != "dong"}) if entry else Zone()


def plan(folder: Path) -> GroundPlan:
    """Read a district's folder. Raises FileNotFoundError where it has no ``ground.json``."""
    raw = json.loads((folder / "ground.json").read_text())
    land = json.loads((folder / "boundaries.geojson").read_text())
    frame = raw["frame"]
    plane = Plane((frame["south"] + frame["north"]) / 2, (frame["west"] + frame["east"]) / 2)
    corners = (
        plane.metres(frame["south"], frame["west"]),
        plane.metres(frame["north"], frame["east"]),
    )
    dongs = [_dong(feature, plane) for feature in land["features"]]
    return GroundPlan(raw, plane, shapely.box(*corners[0], *corners[1]), dongs)


def _dong(feature: dict[str, Any], plane: Plane) -> Dong:
    ring = feature["geometry"]["coordinates"][0]
    shape = shapely.Polygon([plane.metres(lat, lon) for lon, lat in ring])
    return Dong(feature["properties"]["name_ko"], feature["properties"]["name_en"], shape)


def _soft(points: list[Point], steps: int = 8) -> list[Point]:
    """Lay a Catmull-Rom curve through the points: it passes through every one of them."""
    padded = [points[0], *points, points[-1]]
    found = [points[0]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        found += [
            tuple(_between(a[i], b[i], c[i], d[i], step / steps) for i in (0, 1))  # type: ignore[misc]  # two of them
            for step in range(1, steps + 1)
        ]
    return found


def _on(line: shapely.LineString, end: int) -> Point:
    """Give a point further on, behind the first (-1) or last (1) one."""
    points = list(line.coords)
    (ax, ay), (bx, by) = (points[1], points[0]) if end < 0 else (points[-2], points[-1])
    far = _ON / math.dist((ax, ay), (bx, by))
    return bx + (bx - ax) * far, by + (by - ay) * far


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def rotated_rectangle(at: Point, size: tuple[float, float], degrees: float) -> shapely.Polygon:
    """Draw a rectangle of metres around a point, turned against the clock."""
    angle, (wide, high) = math.radians(degrees), size
    cos, sin = math.cos(angle), math.sin(angle)
    corners = [(x * wide / 2, y * high / 2) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    return shapely.Polygon(
        [(at[0] + x * cos - y * sin, at[1] + x * sin + y * cos) for x, y in corners]
    )
