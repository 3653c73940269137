"""What happened where: complaints, cavities, explorations, asked of the rooms that know."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from townline.casework.cases import api as cases
from townline.platform.core import district
from townline.prevention.hazards import api as hazards
from townline.prevention.hazards.exploration_planning.settings import WhereNext
from townline.prevention.hazards.explorations import api as explorations

_LIVES = 10  # half-lives, after which a complaint counts a thousandth


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something at a place (degrees, WGS 84) on a day, as ``date.toordinal`` gives it."""

    longitude: float
    latitude: float
    day: int


@dataclass(frozen=True, slots=True)
class Went:
    """A line that was explored: its shape in degrees, its surface, the day."""

    shape: Any  # of shapely, which tells no types
    surface: str
    day: int


@dataclass(frozen=True, slots=True)
class Events:
    """What is known of the district's ground, whenever it was."""

    complaints: list[Occurrence] = field(default_factory=list)
    cavities: list[Occurrence] = field(default_factory=list)
    lines: list[Went] = field(default_factory=list)


def events(settings: WhereNext, now: dt.datetime) -> Events:
    """Ask for all of it; a fixed number of queries."""
    return Events(_complaints(settings, now), _cavities(), _lines())


def _complaints(settings: WhereNext, now: dt.datetime) -> list[Occurrence]:
    """Give where people wrote of about roads and sewers, or the office itself saw something.

    Places and days, and no person. A hazard that cases tell of counts by its cases.
    """
    since = now - _LIVES * settings.half_lives.complaints
    complaints = cases.case_times(settings.services, since, now)
    spots = cases.row_extras("spot", [number for number, _ in complaints], now)
    placed = ((received_at, spots.get(number)) for number, received_at in complaints)
    noticed = hazards.hazards_noticed(kinds=settings.hazard_kinds, since=since, until=now)
    zone = district.current().zone
    seen = [Occurrence(one.longitude, one.latitude, _day(one.at, zone)) for one in noticed]
    return seen + [
        Occurrence(spot.longitude, spot.latitude, _day(received_at, zone))
        for received_at, spot in placed
        if spot is not None and spot.latitude is not None and spot.longitude is not None
    ]


def _day(at: dt.datetime, zone: dt.tzinfo) -> int:
    """Give the day of a moment by the district's clock."""
    return at.astimezone(zone).toordinal()


def _cavities() -> list[Occurrence]:
    return [
        Occurrence(each.longitude, each.latitude, each.found_on.toordinal())
        for each in explorations.cavities()
    ]


def _lines() -> list[Went]:
    import shapely  # noqa: PLC0415 -- only who makes the list needs it

    return [
        Went(shapely.LineString(line.points), line.surface, line.explored_on.toordinal())
        for line in explorations.lines(explored=True)
        if line.explored_on
    ]
