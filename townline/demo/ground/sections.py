"""The demo's roads as sections for exploring, with invented sewers, sites, a subway and rain."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import shapely
from shapely.ops import substring

from townline.demo.ground.drawing import draw_roads
from townline.demo.ground.features import Feature, lines
from townline.demo.ground.plan import GroundPlan
from townline.platform.core import district
from townline.platform.core.history.audit import SYSTEM
from townline.platform.geofiles.api import Feature as Told
from townline.prevention.hazards.exploration_planning import api
from townline.prevention.hazards.exploration_planning.api import PlaceFileKind, Places

_LONG = 110.0  # metres of a section, at most
_PAVEMENT_OFFSET = 9.0  # metres from the middle of a road to its pavement
_SEWER = 4.0
_SITES, _YEARS = 70, 6
_WET = 9  # days of heavy rain in a summer
_DIAMETERS = {"main": (900, 1200, 1500), "road": (450, 600, 900)}


def sections(now: dt.datetime, folder: Path, seed: int) -> int:
    """Bring them as files would be brought; returns how many sections there are."""
    plan, found = draw_roads(folder)
    rng = Random(seed)  # noqa: S311 -- a demonstration must be the same each time
    roads = [f for f in found if f.layer == "streets" and f.tags.get("class") in _DIAMETERS]
    pieces = [(road, piece) for road in roads for piece in _pieces(road, plan)]
    layers = {
        PlaceFileKind.SECTION: [*_roadways(pieces), *_pavements(pieces)],
        PlaceFileKind.SEWER: list(_sewers(pieces, rng)),
        PlaceFileKind.PERMIT: list(_sites(pieces, now, rng)),
        PlaceFileKind.SUBWAY: [(f.shape, f.tags) for f in found if f.tags.get("class") == "rail"],
    }
    for kind, shapes in layers.items():
        places = api.places_made(kind, [_feature(plan, *each) for each in enumerate(shapes, 1)])
        api.places_take(places, actor=SYSTEM, now=now)
    api.places_take(Places(PlaceFileKind.RAIN, list(_rain(now, rng))), actor=SYSTEM, now=now)
    return len(layers[PlaceFileKind.SECTION])


type _Shape = tuple[Any, dict[str, Any]]
type _Piece = tuple[Feature, Any]


def _feature(plan: GroundPlan, number: int, each: _Shape) -> Told:
    shape, properties = each
    return Told(number, plan.plane.degrees(shape), {"id": f"{number:04d}"} | properties)


def _pieces(road: Feature, plan: GroundPlan) -> Iterator[Any]:
    """Cut a road within the district into sections of a like length."""
    for line in lines(road.shape.intersection(plan.district.buffer(1)), 20):
        number = max(1, round(line.length / _LONG))
        for at in range(number):
            yield substring(line, at / number, (at + 1) / number, normalized=True)


def _roadways(pieces: list[_Piece]) -> Iterator[_Shape]:
    counted: dict[str, int] = {}
    for road, piece in pieces:
        name = str(road.tags.get("name_ko") or "간선도로")
        counted[name] = counted.get(name, 0) + 1
        wide = 14 if road.tags["class"] == "main" else 9
        yield piece, {"name": f"{name} {counted[name]}구간", "width": wide}


def _pavements(pieces: list[_Piece]) -> Iterator[_Shape]:
    named = [(road, piece) for road, piece in pieces if road.tags["class"] == "road"]
    for (_, piece), (_, properties) in zip(named, _roadways(named), strict=True):
        offset_line = piece.offset_curve(_PAVEMENT_OFFSET)
        if offset_line.geom_type == "LineString" and not offset_line.is_empty:
            yield (
                offset_line,
                {"name": f"{properties['name']} 보도", "surface": "pavement", "width": 3},
            )


def _sewers(pieces: list[_Piece], rng: Random) -> Iterator[_Shape]:
    """Lay a sewer below each section; those of one road are about as old."""
    ages: dict[int, int] = {}
    for road, piece in pieces:
        year = ages.setdefault(id(road), rng.randint(1966, 2012)) + rng.randint(-4, 4)
        materials = ("brick", "hume") if year < 1980 else ("hume", "concrete")  # noqa: PLR2004 -- as in Korean towns
        material = rng.choice(materials if year < 2000 else ("concrete", "pvc", "pe"))  # noqa: PLR2004 -- the same
        wide = rng.choice(_DIAMETERS[str(road.tags["class"])])
        offset_line = piece.offset_curve(_SEWER)
        if offset_line.geom_type == "LineString" and not offset_line.is_empty:
            yield offset_line, {"year": year, "material": material, "diameter": wide}


def _sites(pieces: list[_Piece], now: dt.datetime, rng: Random) -> Iterator[_Shape]:
    today = now.astimezone(district.current().zone).date()
    for road, piece in rng.sample(pieces, min(_SITES, len(pieces))):
        begins = today - dt.timedelta(days=rng.randint(10, 1_400))
        ends = begins + dt.timedelta(days=rng.randint(60, 500))
        lot = piece.interpolate(0.5, normalized=True).buffer(12, quad_segs=1)
        name = f"{road.tags.get('name_ko') or '간선도로'} 공사"
        yield shapely.set_precision(lot, 0.1), {
            "name": name, "begins": begins.isoformat(), "ends": ends.isoformat(),
        }  # fmt: skip


def _rain(now: dt.datetime, rng: Random) -> Iterator[dict[str, Any]]:
    today = now.astimezone(district.current().zone).date()
    for year in range(today.year - _YEARS, today.year + 1):
        for day in sorted(rng.sample(range(75), _WET)):
            at = dt.date(year, 6, 20) + dt.timedelta(days=day)
            if at < today:
                yield {"day": at, "mm": float(rng.randint(50, 140))}
