"""Where a case's hazard lies, and what a spot is called."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.triage import api as triage
from townline.prevention.work_orders.api import Point

_OUTSIDE = "outside"  # a kind of the gazetteer


@dataclass(frozen=True, slots=True)
class Where:
    """A spot with where people would look for it; "" where nobody knows."""

    point: Point
    address: str
    dong: str


def place_named(point: Point) -> Where:
    """Name a spot by what is nearest."""
    near = next(iter(triage.places_near(*point, limit=1)), None)
    return Where(point, near.name_ko if near else "", (near.dong if near else "") or "")


def place_of_words(bodies: Iterable[str]) -> Where | None:
    """Give the place of the district that words speak of, if its position is known."""
    found = triage.place_find(" ".join(bodies))
    if found is None or found.kind == _OUTSIDE or found.latitude is None or found.longitude is None:
        return None
    return Where((found.latitude, found.longitude), found.name_ko, found.dong or "")


def place_of_case(case_id: int, title: str, now: dt.datetime) -> Where | None:
    """Give where a case lies: as its texts were read or somebody said, else as photos tell."""
    read = cases.row_extras("spot", [case_id], now).get(case_id)
    if read is not None and read.latitude is not None and read.longitude is not None:
        return Where((read.latitude, read.longitude), read.name_ko, read.dong)
    spot = cases.spot_of(conversations.thread(cases.subject(case_id)), title=title)
    if spot is None or spot.point is None:
        return None
    found = place_named(spot.point)
    return Where(spot.point, spot.name_ko or found.address, found.dong)
