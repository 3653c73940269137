"""What is known of a report before it is sent: its place, a danger in it, open matters nearby."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.cases.rules.distance import metres
from townline.platform.triage import api as triage
from townline.platform.web.maps.frames import ground
from townline.prevention.policy.insights.api import PublicMatter, public_map

NEAR_METRES = 200  # squares of the public map are 100 m wide
SHOWN = 5
_PATIENCE = 1.5  # seconds: somebody waits for the page

type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``danger``: the words may tell of a danger to life. ``matters``: open ones, likest first."""

    danger: bool
    matters: tuple[PublicMatter, ...]


def point_of(at: str, place: str, words: str) -> Point | None:
    """Give where a report lies: the pressed place, else what its words surely name."""
    pressed = point_pressed(at)
    if pressed:
        return pressed
    found = triage.place_find(f"{place} {words}")
    if found is None or not found.sure or found.latitude is None or found.longitude is None:
        return None
    return found.latitude, found.longitude


def point_pressed(at: str) -> Point | None:
    """Read a pressed place; None for anything but degrees within the district's map."""
    parts = at.split(",")
    try:
        latitude, longitude = float(parts[0]), float(parts[1])
    except (ValueError, IndexError):
        return None
    west, south, east, north = ground().bounds
    inside = south <= latitude <= north and west <= longitude <= east
    return (latitude, longitude) if inside and len(parts) == len(("lat", "lon")) else None


def place_words(point: Point, *, english: bool) -> str:
    """Name a pressed place by the nearest place of the gazetteer, with its degrees."""
    degrees = f"{point[0]:.5f}, {point[1]:.5f}"
    near = triage.places_near(*point, limit=1)
    if not near:
        return degrees
    name = near[0].name_en if english else near[0].name_ko
    return f"{name} ({degrees})"


def look_around(words: str, point: Point | None, now: dt.datetime) -> Surroundings:
    """Read the words, and find what was reported nearby; slow or absent reading stops nobody."""
    reading = _read(words)
    services = {guess.code for guess in reading.services} if reading else set()
    danger = reading is not None and reading.danger is not None
    near = _near(point, now) if point else []
    near.sort(key=lambda found: (found[1].service not in services, found[0]))
    return Surroundings(danger, tuple(matter for _, matter in near[:SHOWN]))


def _read(words: str) -> triage.Reading | None:
    try:
        found = triage.read([words], patience=_PATIENCE, apart=[triage.place_free(words)])
    except triage.NotRead:
        return None
    return found[0]


def _near(point: Point, now: dt.datetime) -> list[tuple[float, PublicMatter]]:
    found = [
        (metres(point, (matter.latitude, matter.longitude)), matter)
        for matter in public_map(now=now)
        if not matter.answered
    ]
    return [(far, matter) for far, matter in found if far <= NEAR_METRES]
