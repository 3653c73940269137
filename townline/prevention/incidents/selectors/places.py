"""Where things are: by a name that the district knows, or by a position that is then named."""

import math
from dataclasses import dataclass, replace

from townline.casework.cases import api as cases
from townline.platform.triage import api as triage


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSpot:
    """A place by its name, its position (WGS 84 degrees), or both."""

    name: str = ""
    dong: str = ""
    latitude: float | None = None
    longitude: float | None = None


def spot_named(spot: IncidentSpot) -> IncidentSpot:
    """Fill in what is not said: the position of a known name, the name of a position."""
    if spot.latitude is None or spot.longitude is None:
        return _of_name(spot) if spot.name else spot
    if spot.name and spot.dong:
        return spot
    near = next(iter(triage.places_near(spot.latitude, spot.longitude, limit=1)), None)
    if near is None:
        return spot
    return replace(spot, name=spot.name or near.name_ko, dong=spot.dong or near.dong or "")


def _of_name(spot: IncidentSpot) -> IncidentSpot:
    known = next((one for one in cases.all_places() if one.name_ko == spot.name), None)
    if known is not None:
        return spot_named(replace(spot, latitude=known.latitude, longitude=known.longitude))
    found = triage.place_find(spot.name)
    if found is None:
        return spot
    return replace(
        spot, dong=spot.dong or found.dong or "", latitude=found.latitude, longitude=found.longitude
    )


def spot_at(at: str) -> tuple[float, float] | None:
    """Read ``36.62118,125.33077``; None where nothing was pressed."""
    latitude, _, longitude = at.partition(",")
    try:
        found = float(latitude), float(longitude)
    except ValueError:
        return None
    fits = all(map(math.isfinite, found)) and abs(found[0]) <= 90 and abs(found[1]) <= 180  # noqa: PLR2004 -- degrees
    return found if fits else None
