"""The map of a report: outlines of the dongs and what lies on them, as SVG; nothing is fetched."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from townline.platform.triage import api as triage
from townline.prevention.incidents import api

_WIDTH, _MOST_HEIGHT = 360.0, 260.0
_MARGIN = 0.004  # degrees around what is shown


@dataclass(frozen=True, slots=True)
class Dot:
    """One thing on the map: ``kind`` place, case, need, done or team; ``mark``: a number on it."""

    x: float
    y: float
    kind: str
    mark: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines and dots in a box of ``width`` by ``height``."""

    width: float
    height: float
    outlines: list[str]
    dots: list[Dot]


type _Point = tuple[float, float]


def _things(
    board: api.Board, spots: Iterable[Any]
) -> Iterator[tuple[float | None, float | None, str, str]]:
    for place in board.places:
        yield place.latitude, place.longitude, "place", ""
    for spot in filter(None, spots):
        yield spot.latitude, spot.longitude, "case", ""
    for group in board.needs:
        for need in group.needs:
            yield need.latitude, need.longitude, "done" if need.done_at else "need", ""
    for number, team in enumerate(board.teams, 1):
        yield team.latitude, team.longitude, "team", str(number)


def map_svg(board: api.Board, spots: Iterable[Any]) -> Drawing | None:
    """Draw the map of a board and of where its cases are; None where nothing has a position."""
    things = [
        (latitude, longitude, kind, mark)
        for latitude, longitude, kind, mark in _things(board, spots)
        if latitude is not None and longitude is not None
    ]
    if not things:
        return None
    rings = [ring for dong in triage.dongs() for ring in triage.dong_outline(dong)]
    south, north = min(t[0] for t in things) - _MARGIN, max(t[0] for t in things) + _MARGIN
    west, east = min(t[1] for t in things) - _MARGIN, max(t[1] for t in things) + _MARGIN
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(_WIDTH / ((east - west) * squeeze), _MOST_HEIGHT / (north - south))
    height = (north - south) * scale
    middle = (_WIDTH - (east - west) * squeeze * scale) / 2

    def at(latitude: float, longitude: float) -> _Point:
        return (middle + (longitude - west) * squeeze * scale, height - (latitude - south) * scale)

    return Drawing(
        width=_WIDTH,
        height=round(height, 1),
        outlines=[_line([at(lat, lon) for lon, lat in ring]) for ring in rings],
        dots=[_dot(at(lat, lon), kind, mark) for lat, lon, kind, mark in things],
    )


def _dot(point: _Point, kind: str, mark: str) -> Dot:
    return Dot(round(point[0], 1), round(point[1], 1), kind, mark)


def _line(points: list[_Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
