"""What the frame of a map needs to know of the district's ground."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from townline.platform.core import district
from townline.platform.core.models import District
from townline.platform.web.maps.tiles import file_of

# Some way around Korea, for a district that told no boundaries.
_NOWHERE = (125.0, 33.5, 130.0, 38.5)


@dataclass(frozen=True, slots=True)
class MapGround:
    """``bounds``: west, south, east, north in degrees. ``invented`` marks a made-up one."""

    tiles: str
    bounds: tuple[float, float, float, float]
    invented: str = "invented"


def ground() -> MapGround:
    """Give the ground of the district that is loaded, kept with its settings."""
    bounds: tuple[float, float, float, float] = district.derive(_bounds)
    name = district.current().jurisdiction_id
    return MapGround(reverse("map_tiles", args=[name]) if file_of(name) else "", bounds)


def boundaries() -> dict[str, Any]:
    """Give the dongs as GeoJSON, as they were loaded."""
    found = District.objects.values_list("boundaries", flat=True).first()
    return found or {"type": "FeatureCollection", "features": []}


def _bounds(_settings: district.Settings) -> tuple[float, float, float, float]:
    points = [at for feature in boundaries()["features"] for at in _points(feature)]
    if not points:
        return _NOWHERE
    wide, high = [x for x, _ in points], [y for _, y in points]
    return min(wide), min(high), max(wide), max(high)


def _points(feature: dict[str, Any]) -> Iterator[tuple[float, float]]:
    shape = feature["geometry"]
    many = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return ((at[0], at[1]) for polygon in many for at in polygon[0])
