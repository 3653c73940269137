"""Layers of the staff's map of everything: what a room gives, and what is asked of it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

MIDNIGHT = dt.time.min


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFilter:
    """What all layers show: days (``since`` None for from the beginning), a dong, words."""

    until: dt.date
    since: dt.date | None = None
    dong: str = ""
    q: str = ""

    def days(self, column: str) -> dict[str, dt.date]:
        """Give the condition of a column of days."""
        found = {f"{column}__lte": self.until}
        return found | ({f"{column}__gte": self.since} if self.since else {})

    def moments(self, column: str) -> dict[str, dt.datetime]:
        """Give the condition of a column of moments, from midnight to midnight."""
        end = dt.datetime.combine(self.until + dt.timedelta(days=1), MIDNIGHT)
        found = {f"{column}__lt": timezone.make_aware(end)}
        if self.since:
            begin = timezone.make_aware(dt.datetime.combine(self.since, MIDNIGHT))
            found[f"{column}__gte"] = begin
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFeature:
    """One thing on the map. ``kind``: how it is marked (``static/web/map-marks.js``).

    ``id``: its number in its layer. ``geometry``: GeoJSON of a line, else it lies at the spot;
    ``style``: of a line: colour, pattern and offset (pixels to the right of its way).
    """

    id: int
    title: str
    state: str
    url: str
    latitude: float = 0.0
    longitude: float = 0.0
    at: dt.datetime | dt.date | None = None
    kind: str = "case"
    mark: str = ""
    dong: str = ""
    detail: str = ""
    geometry: dict[str, Any] | None = None
    style: dict[str, str | int] = field(default_factory=dict)


type MapRead = Callable[[HttpRequest, MapFilter, int], tuple[Sequence[MapFeature], int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayer:
    """One layer of the map.

    ``read`` gives at most so many things that who looks may list, and how many there are;
    ``visible``: whether who looks sees the layer at all. ``legend``: marks (of lines ``line-`` and
    their colour) with their words. ``first``: shown before anybody chooses. ``single``: near ones
    are never drawn as one mark with a number.
    """

    code: str
    label: Callable[[], str]
    visible: Callable[[HttpRequest], object]
    read: MapRead
    legend: Callable[[], Sequence[tuple[str, str]]]
    lines: bool = False
    single: bool = False
    first: bool = False
