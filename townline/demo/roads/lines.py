"""Campaigns of the demo, along the roads that its map is drawn from."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
import shapely.ops

from townline.demo.ground.plan import GroundPlan, plan
from townline.platform.core import district
from townline.platform.departments.api import Act
from townline.prevention.hazards.explorations import api as explorations
from townline.prevention.hazards.explorations.api import CampaignEntry, PartnerEntry

_LONG = 320.0  # metres of one stretch
_PAVEMENT = 7.0  # metres from the middle of a road
_SURFACES = {"roadway": "차도", "pavement": "보도"}
_NUMBER = 20  # metres from one number of a road to the next on its side, twice


def campaigns(act: Act, entries: list[dict[str, Any]], folder: Path) -> None:
    """Make the campaigns with their lines; those that lie ahead are planned only."""
    ground = plan(folder)
    roads = {road["name_ko"]: ground.road(road["line"]) for road in ground.raw["roads"]}
    for each in entries:
        begins = _begins(each, act.now)
        # A tour that lies ahead was planned a while ago.
        at = min(begins, act.now - dt.timedelta(days=14))
        explorations.campaign_create(by=act.viewer, entry=_entry(each, begins.date()), now=at)
        file = {"type": "FeatureCollection", "features": [*_features(each, begins, ground, roads)]}
        over = at if begins > act.now else begins + dt.timedelta(days=each["days"])
        read = explorations.lines_look(
            files={"roads.geojson": json.dumps(file).encode()}, now=over
        )  # fmt: skip
        explorations.lines_import(by=act.viewer, plan=read, now=over)


def name_of(campaign: dict[str, Any], now: dt.datetime) -> str:
    """Name a campaign by when it was."""
    return _name(campaign, _begins(campaign, now).date())


def _begins(campaign: dict[str, Any], now: dt.datetime) -> dt.datetime:
    """Tell when a campaign began, by the district's clock: its days are those people count."""
    return (now - dt.timedelta(days=campaign["days_ago"])).astimezone(district.current().zone)


def _entry(campaign: dict[str, Any], begins: dt.date) -> CampaignEntry:
    return CampaignEntry(
        name=_name(campaign, begins),
        year=begins.year,
        team=campaign["team"],
        begins_on=begins,
        ends_on=begins + dt.timedelta(days=campaign["days"]),
        cost=campaign["cost"],
        partners=[PartnerEntry(**partner) for partner in campaign["partners"]],
    )


def _name(campaign: dict[str, Any], begins: dt.date) -> str:
    return f"{begins.year}년 {begins.month}월 {_SURFACES[campaign['surface']]} 탐사"


def _features(
    campaign: dict[str, Any], begins: dt.datetime, ground: GroundPlan, roads: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Give each road in stretches, one day after the other."""
    for number, road in enumerate(campaign["roads"]):
        day = begins.date() + dt.timedelta(days=min(number * 2, campaign["days"]))
        planned = campaign["days_ago"] < 0
        for line in _sides(roads[road], campaign["surface"]):
            for start, stretch in _stretches(line):
                yield _feature(campaign, ground, stretch, {
                    "address": f"{road} {_house(start + stretch.length / 2)}",
                    "begins_at": f"{road} {_house(start)}",
                    "ends_at": f"{road} {_house(start + stretch.length)}",
                    "campaign": _name(campaign, begins.date()),
                    "year": begins.year,
                } | ({} if planned else {"explored_on": day.isoformat()}))  # fmt: skip


def _feature(
    campaign: dict[str, Any], ground: GroundPlan, stretch: shapely.LineString, more: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": shapely.geometry.mapping(ground.plane.degrees(stretch)),
        "properties": more | {"surface": campaign["surface"]},
    }


def _house(metres: float) -> int:
    return int(metres // _NUMBER) * 2 + 1


def _sides(road: shapely.LineString, surface: str) -> Iterator[shapely.LineString]:
    if surface == "roadway":
        yield road
        return
    for side in (_PAVEMENT, -_PAVEMENT):
        yield shapely.offset_curve(road, side)


def _stretches(line: shapely.LineString) -> Iterator[tuple[float, shapely.LineString]]:
    """Cut a line into stretches of about the same length, each with where it begins."""
    count = max(1, round(line.length / _LONG))
    each = line.length / count
    for number in range(count):
        yield number * each, shapely.ops.substring(line, number * each, (number + 1) * each)
