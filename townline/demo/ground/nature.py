"""Hills and waters, and the paths on them."""

import math
from collections.abc import Iterator
from random import Random
from typing import Any

import shapely
import shapely.affinity
from shapely.geometry.base import BaseGeometry

from townline.demo.ground.features import Feature
from townline.demo.ground.plan import GroundPlan, Point

_ROUND = 48


def hills(plan: GroundPlan, random: Random) -> Iterator[tuple[dict[str, Any], shapely.Polygon]]:
    """Give each hill with its wooded foot: a blob whose edge swings with three waves."""
    for feature in plan.raw["hills"]:
        yield feature, shapely.Polygon(_blob(plan.at(feature["at"]), feature, random))


def _blob(at: Point, feature: dict[str, Any], random: Random) -> list[Point]:
    waves = [(k, random.uniform(0.03, 0.10), random.uniform(0, math.tau)) for k in (2, 3, 5)]
    turn = math.radians(feature["turn"])
    found = []
    for step in range(_ROUND):
        angle = math.tau * step / _ROUND
        far = feature["metres"] * (1 + sum(a * math.sin(k * angle + p) for k, a, p in waves))
        x, y = far * feature["stretch"] * math.cos(angle), far * math.sin(angle)
        found.append(
            (
                at[0] + x * math.cos(turn) - y * math.sin(turn),
                at[1] + x * math.sin(turn) + y * math.cos(turn),
            )
        )
    return found


def paths(plan: GroundPlan, hill: shapely.Polygon, random: Random) -> Iterator[Feature]:
    """Wind three paths from the foot to the top, and one around it."""
    top = hill.centroid
    around = shapely.affinity.scale(hill, 0.55, 0.55, origin=top).boundary
    ways: list[BaseGeometry] = [around]
    for step in range(3):
        foot = hill.exterior.interpolate((step + random.uniform(0.1, 0.7)) / 3, normalized=True)
        ways.append(shapely.LineString(_winding((foot.x, foot.y), (top.x, top.y), random)))
    for way in ways:
        yield Feature("streets", way.intersection(plan.frame), {"class": "path"}, zoom=14)


def _winding(start: Point, end: Point, random: Random, parts: int = 14) -> list[Point]:
    direction = (end[0] - start[0], end[1] - start[1])
    swing, phase = random.uniform(0.05, 0.11), random.uniform(0, math.tau)
    found = []
    for step in range(parts + 1):
        part = step / parts
        aside = swing * math.sin(math.pi * part) * math.sin(phase + part * 9)
        found.append(
            (
                start[0] + direction[0] * part - direction[1] * aside,
                start[1] + direction[1] * part + direction[0] * aside,
            )
        )
    return found


def waters(plan: GroundPlan) -> Iterator[tuple[dict[str, Any], BaseGeometry, BaseGeometry]]:
    """Give each water with its surface and its green bank. A stream grows on its way."""
    for feature in plan.raw["waters"]:
        line = plan.line(feature["line"])
        wide = feature["metres"] / 2
        surface = _growing(line, wide) if feature["class"] == "stream" else line.buffer(wide)
        yield feature, surface, surface.buffer(feature["bank"])


def _growing(line: shapely.LineString, wide: float) -> BaseGeometry:
    points = list(line.coords)
    last = len(points) - 1
    return shapely.union_all(
        [
            shapely.LineString(points[at : at + 2]).buffer(wide * (0.35 + 0.65 * at / last))
            for at in range(last)
        ]
    )
