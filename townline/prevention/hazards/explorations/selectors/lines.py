"""Lines of campaigns: all of them, those near a place, what a year has done of its plan."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum

from townline.prevention.hazards.explorations.models import Line
from townline.prevention.hazards.explorations.rules import ground


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One stretch of road, ``surface`` roadway or pavement.

    ``geometry``: GeoJSON LineString (WGS 84); ``explored_on``: None while it is only planned.
    """

    id: int
    campaign_id: int
    campaign: str
    year: int
    surface: str
    geometry: dict[str, Any]
    length_m: float
    address: str
    begins_at: str
    ends_at: str
    dong: str
    explored_on: dt.date | None

    @property
    def points(self) -> list[tuple[float, float]]:
        """Give its corners as longitude, latitude."""
        return [(at[0], at[1]) for at in self.geometry["coordinates"]]


@dataclass(frozen=True, slots=True)
class NearLine:
    """``metres`` off the place, which lies ``along`` metres from the line's start."""

    line: LineView
    metres: float
    along: float


type Box = tuple[float, float, float, float]  # west, south, east, north

_COLUMNS = (
    "id", "campaign_id", "surface", "geometry", "length_m", "address", "begins_at", "ends_at",
    "dong", "explored_on",
)  # fmt: skip
_OF_CAMPAIGN = ("campaign__name", "campaign__year")


def lines(
    *,
    campaign: int | None = None,
    year: int | None = None,
    surface: str = "",
    box: Box | None = None,
    explored: bool | None = None,
) -> list[LineView]:
    """Give lines with their campaigns, by one statement; newest days first, then by id.

    ``year``: of the campaign. ``box``: that the line's own box touches. ``explored``: None for
    planned ones too.
    """
    filters: dict[str, Any] = {"campaign_id": campaign, "campaign__year": year}
    wanted = Q(**{name: value for name, value in filters.items() if value is not None})
    if surface:
        wanted &= Q(surface=surface)
    if explored is not None:
        wanted &= Q(explored_on__isnull=not explored)
    return _views(Line.objects.filter(wanted & _touching(box)))


def lines_after(*, after: int, limit: int, campaign: int | None = None) -> list[LineView]:
    """Give lines by number, from after one on, for programs; one statement."""
    rows = Line.objects.filter(id__gt=after).order_by("id")
    if campaign is not None:
        rows = rows.filter(campaign_id=campaign)
    return [view(row) for row in rows.values(*_COLUMNS, *_OF_CAMPAIGN)[:limit]]


def _touching(box: Box | None) -> Q:
    if box is None:
        return Q()
    west, south, east, north = box
    return Q(west__lte=east, south__lte=north, east__gte=west, north__gte=south)


def _views(rows: QuerySet[Line]) -> list[LineView]:
    ordered = rows.order_by("-explored_on", "id")
    found = ordered.values(*_COLUMNS, *_OF_CAMPAIGN)
    return [view(row) for row in found]


def view(row: dict[str, Any]) -> LineView:
    """Make it of a row's values."""
    campaign, year = row["campaign__name"], row["campaign__year"]
    return LineView(campaign=campaign, year=year, **{name: row[name] for name in _COLUMNS})


def line_get(line_id: int) -> LineView | None:
    """Give one line, None where there is none."""
    return next(iter(_views(Line.objects.filter(id=line_id))), None)


def lines_near(*, latitude: float, longitude: float, metres: float) -> list[NearLine]:
    """Give the explored lines that pass within so many metres of a place, nearest first."""
    found = lines(box=ground.around(latitude, longitude, metres), explored=True)
    place = (longitude, latitude)
    near = (NearLine(line, *ground.nearest_spot(line.points, place)) for line in found)
    return sorted((n for n in near if n.metres <= metres), key=lambda n: (n.metres, n.line.id))


def last_explored(*, latitude: float, longitude: float, metres: float) -> dt.date | None:
    """Give the last day on which a line within so many metres was explored; None for never."""
    found = lines_near(latitude=latitude, longitude=longitude, metres=metres)
    return max((n.line.explored_on for n in found if n.line.explored_on), default=None)


def explored_metres(years: Iterable[int] | None = None) -> dict[int, float]:
    """Give the metres explored by year of the campaign."""
    rows = Line.objects.filter(explored_on__isnull=False)
    if years is not None:
        rows = rows.filter(campaign__year__in=list(years))
    found = rows.values_list("campaign__year").annotate(Sum("length_m")).order_by()
    return {year: float(total or 0) for year, total in found}


def collection(found: Sequence[LineView]) -> dict[str, Any]:
    """Give lines as one GeoJSON FeatureCollection, for a map."""
    features = [
        {"type": "Feature", "geometry": line.geometry, "properties": {"id": line.id}}
        for line in found
    ]
    return {"type": "FeatureCollection", "features": features}
