"""The whole ground: what was named first, then what grows between."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from townline.demo.ground import houses, nature, streets
from townline.demo.ground.features import Feature, Tags, lines, polygons
from townline.demo.ground.plan import GroundPlan, Zone, plan, rotated_rectangle

_MAIN, _ROAD = 20.0, 14.0  # metres of a road
_RAIL = 13.0
_LANES = 2  # cuts of a quarter that make a lane with a name
_NEAR = 600.0  # metres from a lane to the road that it is named for
_OUTSIDE = Zone()


@dataclass(slots=True)
class _Ground:
    """What is known while it grows. ``taken``: where no street and no house may stand."""

    plan: GroundPlan
    random: Random
    found: list[Feature] = field(default_factory=list)
    wild: list[BaseGeometry] = field(default_factory=list)
    taken: list[BaseGeometry] = field(default_factory=list)
    road_lines: list[BaseGeometry] = field(default_factory=list)
    lanes: dict[str, int] = field(default_factory=dict)

    def add(self, layer: str, shape: BaseGeometry, tags: Tags, zoom: int = 11) -> None:
        self.found.append(Feature(layer, shape, tags, zoom))


@dataclass(frozen=True, slots=True)
class _Apart:
    """Where streets and houses keep off: named grounds and the ways around them."""

    streets: BaseGeometry
    houses: BaseGeometry


def draw(folder: Path) -> tuple[GroundPlan, list[Feature]]:
    """Draw a district's ground; the same files give the same shapes in the same order."""
    return _draw_steps(folder, _nature, _named_grounds, _rails, _roads, _quarters, _names)


def draw_roads(folder: Path) -> tuple[GroundPlan, list[Feature]]:
    """Draw rails and roads alone, as they lie on the whole ground: in a tenth of the time."""
    return _draw_steps(folder, _nature, _rails, _roads)


def _draw_steps(
    folder: Path, *steps: Callable[[_Ground], None]
) -> tuple[GroundPlan, list[Feature]]:
    read = plan(folder)
    ground = _Ground(read, Random(read.raw["seed"]))  # noqa: S311 -- a picture, not a secret
    for step in steps:
        step(ground)
    return read, ground.found


def _tags(feature: dict[str, Any], **more: str | int) -> Tags:
    return {"class": feature.get("class", ""), "name_ko": feature["name_ko"],
            "name_en": feature["name_en"], **more}  # fmt: skip


def _nature(ground: _Ground) -> None:
    frame = ground.plan.frame
    water: list[BaseGeometry] = []
    for feature, surface, bank in nature.waters(ground.plan):
        ground.add("land", bank.intersection(frame), {"class": "bank"}, 12)
        ground.add("water", surface.intersection(frame), _tags(feature))
        ground.wild.append(bank)
        water.append(surface)
        middle = ground.plan.line(feature["line"]).intersection(frame)
        ground.add("water_names", middle, _tags(feature), 12)
    for feature, hill in nature.hills(ground.plan, ground.random):
        dry = hill.difference(shapely.union_all(water)).intersection(frame)
        ground.add("land", dry, {"class": "wood"})
        ground.add("names", hill.centroid, _tags(feature, **{"class": "hill"}), 12)
        ground.wild.append(hill)
        ground.found += nature.paths(ground.plan, hill, ground.random)


def _named_grounds(ground: _Ground) -> None:
    for feature in ground.plan.raw["grounds"]:
        if feature["class"] == "market":
            _market(ground, feature)
            continue
        shape = rotated_rectangle(
            ground.plan.at(feature["at"]), tuple(feature["size"]), feature["turn"]
        )
        kind = feature["class"]
        ground.add("land", shape, {"class": kind}, 12)
        ground.add(
            "names", shape.centroid, _tags(feature), {"civic": 14, "homes": 14}.get(kind, 13)
        )
        ground.taken.append(shape)
        for house in _houses_of(kind, shape, feature):
            ground.add("buildings", house, {"class": kind}, 14)


def _houses_of(kind: str, shape: shapely.Polygon, feature: dict[str, Any]) -> list[shapely.Polygon]:
    size = tuple(feature["size"])
    if kind == "homes":
        return houses.slabs(shape, size, feature["turn"])
    if kind == "school":
        return houses.school(shape, size, feature["turn"])
    if kind == "civic":
        at = (shape.centroid.x, shape.centroid.y)
        return [rotated_rectangle(at, (size[0] * 0.66, size[1] * 0.6), feature["turn"])]
    return []


def _market(ground: _Ground, feature: dict[str, Any]) -> None:
    """Lay an arcade between two gates, with small shops on both sides."""
    arcade = shapely.LineString([ground.plan.at(feature["from"]), ground.plan.at(feature["to"])])
    belt = arcade.buffer(feature["wide"] / 2, cap_style="flat")
    ground.add("land", belt, {"class": "market"}, 12)
    ground.add("names", arcade.centroid, _tags(feature), 13)
    ground.add("streets", arcade, {"class": "arcade"}, 13)
    ground.taken.append(belt)
    for part in polygons(belt.difference(arcade.buffer(4))):
        for shop in houses.houses(part.buffer(-1), 70, ground.random):
            ground.add("buildings", shop, {"class": "shop"}, 14)


def _rails(ground: _Ground) -> None:
    for feature in ground.plan.raw["rails"]:
        line = ground.plan.line(feature["line"]).intersection(ground.plan.frame)
        ground.add("streets", line, _tags(feature, **{"class": "rail"}), 12)
        ground.wild.append(line.buffer(_RAIL))


def _roads(ground: _Ground) -> None:
    plan = ground.plan
    hills = shapely.union_all([hill for hill in ground.wild if hill.area > 300_000])  # noqa: PLR2004 -- not a rail
    edge = plan.raw["border_road"]
    southern = plan.plane.metres(edge["south_of"], plan.plane.longitude)[1]
    border = [(line, _is_south(line, southern)) for line in streets.borders(plan)]
    for line, south in border:
        tags: Tags = _tags(edge, **{"class": "main"}) if south else {"class": "main"}
        _road(ground, line if south else _off(line, plan, hills), tags)
    for line in streets.onward(plan):
        _road(ground, line.intersection(plan.frame), {"class": "main"})
    for feature in plan.raw["roads"]:
        _road(ground, plan.road(feature["line"]), _tags(feature, **{"class": "road"}), 12)


def _is_south(line: shapely.LineString, southern: float) -> bool:
    return bool(max(y for _, y in line.coords) < southern)


def _off(line: shapely.LineString, plan: GroundPlan, hills: BaseGeometry) -> BaseGeometry:
    """Let a road along the district's edge end where the hills begin."""
    on_edge = plan.district.boundary.buffer(2).contains(line)
    return line.difference(hills.buffer(-60)) if on_edge else line


def _road(ground: _Ground, line: BaseGeometry, tags: Tags, zoom: int = 11) -> None:
    if line.is_empty:
        return
    ground.add("streets", line, tags, zoom)
    ground.road_lines.append(line)


def _quarters(ground: _Ground) -> None:
    plan = ground.plan
    wild, occupied = shapely.union_all(ground.wild), shapely.union_all(ground.taken)
    for lot in ground.taken:
        around = lot.buffer(5, join_style="mitre").boundary.difference(wild)
        ground.add("streets", around, {"class": "street"}, 14)
    # A dong's edge parts quarters where no road follows it, too.
    net = [*ground.road_lines, *streets.borders(plan)]
    apart = _Apart(occupied.buffer(5, join_style="mitre"), occupied.buffer(8, join_style="mitre"))
    for quarter in streets.quarters(net, plan.frame):
        zone = _zone_at(quarter, plan)
        for piece in polygons(quarter.difference(wild), 2_000):
            _quarter(ground, piece, zone, apart)


def _zone_at(quarter: BaseGeometry, plan: GroundPlan) -> Zone:
    at = quarter.representative_point()
    dong = next((dong for dong in plan.dongs if dong.shape.contains(at)), None)
    return plan.zone(dong.name_ko) if dong else _OUTSIDE


def _quarter(ground: _Ground, piece: shapely.Polygon, zone: Zone, apart: _Apart) -> None:
    made = streets.cut(piece, zone, ground.random)
    for street in made.streets:
        for line in lines(street.line.difference(apart.streets), 8):
            _street(ground, line, street.depth)
    if not zone.lot:
        return
    inner = piece.buffer(-_ROAD / 2 - 1, join_style="mitre")
    for block in made.estates:
        _estate(ground, block.intersection(inner).difference(apart.houses), zone)
    for block in made.blocks:
        usable = block.buffer(-zone.street / 2 - 0.8, join_style="mitre").intersection(inner)
        free = usable.difference(apart.houses)
        for house in houses.houses(free, zone.lot, ground.random):
            ground.add("buildings", house, {"class": "house"}, 15)


def _estate(ground: _Ground, block: BaseGeometry, zone: Zone) -> None:
    for part in polygons(block, 6_000):
        lawn = part.buffer(-zone.street / 2 - 2, join_style="mitre")
        ground.add("land", lawn, {"class": "homes"}, 13)
        for slab in houses.estate(lawn):
            ground.add("buildings", slab, {"class": "homes"}, 14)


def _street(ground: _Ground, line: shapely.LineString, depth: int) -> None:
    if depth >= _LANES:
        ground.add("streets", line, {"class": "street"}, 14)
        return
    ground.add("streets", line, {"class": "lane", **_lane_name(ground, line)}, 13)


def _lane_name(ground: _Ground, line: shapely.LineString) -> Tags:
    """Name a lane for the road it is nearest to, and a number: ``느티로 3길``."""
    named = [f for f in ground.found if f.tags.get("class") == "road" and f.tags.get("name_ko")]
    near = min(named, key=lambda road: road.shape.distance(line), default=None)
    if near is None or near.shape.distance(line) > _NEAR:
        return {}
    name = str(near.tags["name_ko"])
    ground.lanes[name] = number = ground.lanes.get(name, -1) + 2
    return {"name_ko": f"{name} {number}길", "name_en": f"{near.tags['name_en']} {number}-gil"}


def _names(ground: _Ground) -> None:
    plan = ground.plan
    for dong in plan.dongs:
        tags: Tags = {"class": "dong", "name_ko": dong.name_ko, "name_en": dong.name_en}
        ground.add("names", dong.shape.representative_point(), tags)
        ground.add("dongs", dong.shape.boundary, tags)
    for feature in plan.raw["places"]:
        zoom = 12 if feature["class"] == "station" else 15
        ground.add("names", shapely.Point(plan.at(feature["at"])), _tags(feature), zoom)
    ground.add("veil", plan.frame.difference(plan.district), {"class": "outside"})
