"""Which dong a point lies in, and how far two points are apart."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

type Ring = tuple[tuple[float, float], ...]  # longitude, latitude
DEGREE = 111_195  # metres of latitude


@dataclass(frozen=True, slots=True)
class Area:
    """A dong's ground: outer rings, in degrees of WGS 84."""

    name_ko: str
    name_en: str
    rings: tuple[Ring, ...]

    def holds(self, latitude: float, longitude: float) -> bool:
        """Say whether a point lies within."""
        return any(_inside(longitude, latitude, ring) for ring in self.rings)


def _inside(x: float, y: float, ring: Ring) -> bool:
    """Count how often a ray to the east crosses the ring: odd means inside."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance of two near points (latitude, longitude): the ground is taken as flat."""
    narrow = math.cos(math.radians(one[0]))
    return math.hypot(one[0] - other[0], (one[1] - other[1]) * narrow) * DEGREE


def areas_in(boundaries: Mapping[str, Any]) -> list[Area]:
    """Read the dongs of a GeoJSON collection that was checked before."""
    return [_area(feature) for feature in boundaries.get("features", ())]


def _area(feature: Mapping[str, Any]) -> Area:
    shape, properties = feature["geometry"], feature["properties"]
    many = shape["type"] == "MultiPolygon"
    polygons: Iterable[Any] = shape["coordinates"] if many else [shape["coordinates"]]
    rings = tuple(tuple((float(x), float(y)) for x, y in polygon[0]) for polygon in polygons)
    return Area(properties["name_ko"], properties.get("name_en", ""), rings)
