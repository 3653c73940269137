"""A map for paper, as paths of SVG: outlines of dongs, and a mark for each home."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 1000.0  # of the drawing; its height follows from the ground
_MARGIN, _MARK = 12.0, 5.0

type Place = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, slots=True)
class MapSheet:
    """Where degrees lie on the drawing: the ground as it is, north up."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    def at(self, place: Place) -> Place:
        """Give the point of the drawing."""
        longitude, latitude = place[0], place[1]
        x = (longitude - self.west) * self.squeeze * self.scale
        return round(_MARGIN + x, 1), round(_MARGIN + (self.north - latitude) * self.scale, 1)


def sheet(bounds: tuple[float, float, float, float]) -> MapSheet:
    """Fit west, south, east, north (degrees) to the width of the drawing."""
    west, south, east, north = bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * _MARGIN) / max((east - west) * squeeze, 1e-6)
    return MapSheet(west, north, scale, squeeze, round(2 * _MARGIN + (north - south) * scale, 1))


def outline(ground: MapSheet, geometry: Mapping[str, Any]) -> str:
    """Draw a Polygon or MultiPolygon of GeoJSON as one path."""
    many = geometry["coordinates"]
    polygons = many if geometry["type"] == "MultiPolygon" else [many]
    return "".join(_ring(ground, ring) for polygon in polygons for ring in polygon)


def _ring(ground: MapSheet, ring: Iterable[Sequence[float]]) -> str:
    points = [ground.at((at[0], at[1])) for at in ring]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def middle(ground: MapSheet, geometry: Mapping[str, Any]) -> Place:
    """Give where a dong's name stands: the middle of its largest ring's box."""
    many = geometry["coordinates"]
    rings = [p[0] for p in many] if geometry["type"] == "MultiPolygon" else [many[0]]
    xs, ys = zip(*(ground.at((at[0], at[1])) for at in max(rings, key=len)), strict=True)
    return round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1)


def _disc(r: float) -> str:
    return f"m{-r:g} 0a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0"


def _square(r: float) -> str:
    return f"m{-r:g} {-r:g}h{2 * r:g}v{2 * r:g}h{-2 * r:g}z"


def _diamond(r: float) -> str:
    r *= 1.3
    return f"m0 {-r:g}l{r:g} {r:g}l{-r:g} {r:g}l{-r:g} {-r:g}z"


def _triangle(r: float) -> str:
    r *= 1.3
    return f"m0 {-r:g}l{r:g} {1.8 * r:g}h{-2 * r:g}z"


def _dot(r: float) -> str:
    return _disc(r * 0.45)


def _cross(r: float) -> str:
    return f"m{-r:g} {-r / 3:g}h{2 * r:g}v{r / 1.5:g}h{-2 * r:g}z"


# From the best grade on; the shape tells a grade where a printer has no colours.
SHAPES: tuple[Callable[[float], str], ...] = (_dot, _disc, _square, _diamond, _triangle, _cross)


def marks(ground: MapSheet, places: Iterable[Place], shape: int, size: float = _MARK) -> str:
    """Draw one mark for each place, all in one path. ``shape``: place of the grade, 0 the best."""
    glyph = SHAPES[min(shape, len(SHAPES) - 1)](size)
    return "".join(_glyph_path(ground.at(place), glyph) for place in places)


def _glyph_path(at: Place, glyph: str) -> str:
    return f"M{at[0]:g} {at[1]:g}{glyph}"


def by_grade[Row](
    rows: Iterable[Row], order: Sequence[str], grade: Callable[[Row], str]
) -> Iterator[tuple[int, str, list[Row]]]:
    """Sort rows by grade: its place, the grade, the rows; none is left out."""
    found: dict[str, list[Row]] = {each: [] for each in order}
    for row in rows:
        found.setdefault(grade(row), []).append(row)
    yield from ((at, name, own) for at, (name, own) in enumerate(found.items()))
