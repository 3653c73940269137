"""What the public map shows: matters with their place rounded, their category and their state."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.platform.core import district
from townline.platform.core.database.unchanged import while_unchanged
from townline.platform.web.maps.frames import ground
from townline.prevention.policy.insights.rules.publishing import square_middle
from townline.prevention.policy.insights.settings import FigureSettings, PublicMap

_CACHE = dt.timedelta(minutes=1)
_OUTSIDE = "outside"  # a kind of the gazetteer


@dataclass(frozen=True, slots=True)
class PublicMatter:
    """One matter as everybody sees it: a square of 100 m, a dong, a day; nobody's words or name.

    ``case_id`` is for us alone.
    """

    case_id: int
    day: dt.date
    service: str
    answered: bool
    dong: str
    latitude: float
    longitude: float


def public_map_settings() -> PublicMap:
    """Give ``public_map`` of the district's settings; without services where it shows none."""
    return district.part(FigureSettings).public_map or PublicMap()


def public_map(*, now: dt.datetime) -> list[PublicMatter]:
    """Give what is shown, newest first; one query while nothing was written, else seven.

    Only categories that the district names, only sure places, and nothing that ever was an alarm
    or was read as danger. A matter appears a while after it came: nobody stands there any more.
    """
    return while_unchanged("public_map", lambda: _public_map(now), now=now, within=_CACHE)


def _public_map(now: dt.datetime) -> list[PublicMatter]:
    settings = public_map_settings()
    _, south, _, north = ground().bounds
    middle = (south + north) / 2
    complaints = cases.public_cases(
        services=settings.services,
        since=now - dt.timedelta(days=settings.days),
        until=now - settings.after,
    )
    ids = [matter.id for matter in complaints]
    withheld = alarms.ever_alarmed(ids) | classification.read_as_danger(ids)
    spots = cases.row_extras("spot", [number for number in ids if number not in withheld], now)
    found = ((matter, spots.get(matter.id)) for matter in complaints)
    return [
        _public_complaint(matter, spot, middle) for matter, spot in found if _has_sure_place(spot)
    ]


def _has_sure_place(spot: classification.Located | None) -> bool:
    return (
        spot is not None
        and spot.sure
        and spot.kind != _OUTSIDE
        and spot.latitude is not None
        and spot.longitude is not None
    )


def _public_complaint(
    matter: cases.MatterFact, spot: classification.Located | None, middle: float
) -> PublicMatter:
    latitude, longitude = (spot.latitude, spot.longitude) if spot else (None, None)
    at = square_middle(latitude or 0.0, longitude or 0.0, middle)
    day = matter.came_at.astimezone(district.current().zone).date()
    return PublicMatter(
        matter.id, day, matter.service, matter.answered, spot.dong if spot else "", *at
    )
