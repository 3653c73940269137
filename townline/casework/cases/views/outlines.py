"""The outline of a dong with a point in it, small and without a map."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from townline.platform.triage.api import Ring

_WIDE, _HIGH, _EDGE = 240.0, 120.0, 8.0

type Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True)
class Outline:
    """An SVG of 240 x 120: ``path`` of the ground, and where the point is, as it is written."""

    path: str
    x: str = ""
    y: str = ""


def outline(rings: Sequence[Ring], point: Point | None) -> Outline | None:
    """Draw rings of longitude and latitude; None where there are none."""
    spots = [spot for ring in rings for spot in ring]
    if not spots:
        return None
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = min(
        (_WIDE - 2 * _EDGE) / max((east - west) * narrow, 1e-9),
        (_HIGH - 2 * _EDGE) / max(north - south, 1e-9),
    )

    def place(x: float, y: float) -> tuple[float, float]:
        middle = _WIDE / 2 + (x - (west + east) / 2) * narrow * scale
        return round(middle, 1), round(_HIGH / 2 - (y - (south + north) / 2) * scale, 1)

    drawn = "".join(_ring([place(x, y) for x, y in ring]) for ring in rings)
    return Outline(drawn, *map(str, place(point[1], point[0]))) if point else Outline(drawn)


def _ring(spots: Sequence[tuple[float, float]]) -> str:
    return f"M{'L'.join(f'{x} {y}' for x, y in spots)}Z"
