"""Anomalies and cavities: where, how bad, what became of them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.prevention.hazards.explorations.models import Anomaly, Cavity, Check
from townline.prevention.hazards.explorations.rules.anomalies import anomaly_subject


@dataclass(frozen=True, slots=True, kw_only=True)
class CavityView:
    """A hollow that was confirmed. ``grade``: emergency, priority, general or watch.

    ``hazard_id``: through whose lane its repair goes, None where it is only watched;
    ``repaired_at`` and ``released_at`` (shown on the public map) are that hazard's.
    """

    id: int
    anomaly_id: int
    number: str
    line_id: int
    campaign: str
    year: int
    surface: str
    address: str
    dong: str
    latitude: float
    longitude: float
    found_on: dt.date
    confirmed_at: dt.datetime
    grade: str
    flags: list[str] = field(default_factory=list)
    asphalt_cm: float | None = None
    cover_cm: float | None = None
    width_m: float | None = None
    length_m: float | None = None
    depth_m: float | None = None
    repair_by: dt.datetime | None = None
    resurvey_on: dt.date | None = None
    hazard_id: int | None = None
    repaired_at: dt.datetime | None = None
    released_at: dt.datetime | None = None


# The view's names by those of the columns.
_FIELDS = {
    "id": "id", "anomaly_id": "anomaly_id", "anomaly__number": "number",
    "anomaly__line_id": "line_id", "anomaly__line__campaign__name": "campaign",
    "anomaly__line__campaign__year": "year", "anomaly__line__surface": "surface",
    "anomaly__line__address": "address", "anomaly__line__dong": "dong",
    "anomaly__latitude": "latitude", "anomaly__longitude": "longitude",
    "anomaly__found_on": "found_on", "graded_at": "confirmed_at", "grade": "grade",
    "flags": "flags", "asphalt_cm": "asphalt_cm", "cover_cm": "cover_cm", "width_m": "width_m",
    "length_m": "length_m", "depth_m": "depth_m", "repair_by": "repair_by",
    "resurvey_on": "resurvey_on", "hazard_id": "hazard_id",
    "hazard__repaired_at": "repaired_at", "hazard__released_at": "released_at",
}  # fmt: skip


def cavities(
    *,
    campaign: int | None = None,
    year: int | None = None,
    box: tuple[float, float, float, float] | None = None,
    released: bool = False,
) -> list[CavityView]:
    """Give cavities by one statement, newest finds first.

    ``box``: west, south, east, north. ``released``: only those that everybody sees on the public
    map, since an officer released their hazard.
    """
    wanted = Q()
    if campaign is not None:
        wanted &= Q(anomaly__line__campaign_id=campaign)
    if year is not None:
        wanted &= Q(anomaly__line__campaign__year=year)
    if box is not None:
        west, south, east, north = box
        wanted &= Q(anomaly__longitude__range=(west, east), anomaly__latitude__range=(south, north))
    if released:
        wanted &= Q(hazard__released_at__isnull=False)
    return _views(Cavity.objects.filter(wanted).order_by("-anomaly__found_on", "-id"))


def cavities_after(*, after: int, limit: int, grade: str = "") -> list[CavityView]:
    """Give cavities by number, from after one on, for programs; one statement."""
    wanted = Q(grade=grade) if grade else Q()
    return _views(Cavity.objects.filter(wanted, id__gt=after).order_by("id")[:limit])


def cavity_of(anomaly_id: int) -> CavityView | None:
    """Give the cavity that an anomaly turned out to be, None where it is none."""
    return next(iter(_views(Cavity.objects.filter(anomaly_id=anomaly_id))), None)


def resurveys_due(*, today: dt.date, within: dt.timedelta) -> list[CavityView]:
    """Give the cavities that are to be looked at again by then, the nearest day first."""
    due = Cavity.objects.filter(resurvey_on__lte=today + within)
    return _views(due.order_by("resurvey_on", "id"))


def _views(rows: QuerySet[Cavity]) -> list[CavityView]:
    return [_view(row) for row in rows.values(*_FIELDS)]


def _view(row: dict[str, Any]) -> CavityView:
    return CavityView(**{name: row[column] for column, name in _FIELDS.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyView:
    """Something the radar saw: ``position_m`` along its line, ``depth_m`` below the surface."""

    id: int
    line_id: int
    number: str
    state: str
    position_m: float
    depth_m: float | None
    latitude: float
    longitude: float
    found_on: dt.date
    note: str
    address: str
    surface: str
    campaign_id: int
    campaign: str
    grade: str | None
    flags: list[str] | None
    repair_by: dt.datetime | None
    resurvey_on: dt.date | None
    hazard_id: int | None
    repaired_at: dt.datetime | None


_ANOMALY = {
    "id": "id", "line_id": "line_id", "number": "number", "state": "state",
    "position_m": "position_m", "depth_m": "depth_m", "latitude": "latitude",
    "longitude": "longitude", "found_on": "found_on", "note": "note", "line__address": "address",
    "line__surface": "surface", "line__campaign_id": "campaign_id",
    "line__campaign__name": "campaign", "cavity__grade": "grade", "cavity__flags": "flags",
    "cavity__repair_by": "repair_by", "cavity__resurvey_on": "resurvey_on",
    "cavity__hazard_id": "hazard_id", "cavity__hazard__repaired_at": "repaired_at",
}  # fmt: skip


def anomalies(
    *, campaign: int | None = None, line: int | None = None, state: str = ""
) -> list[AnomalyView]:
    """Give anomalies by one statement, newest finds first, then by number."""
    wanted = Q()
    if campaign is not None:
        wanted &= Q(line__campaign_id=campaign)
    if line is not None:
        wanted &= Q(line_id=line)
    if state:
        wanted &= Q(state=state)
    return _anomalies(Anomaly.objects.filter(wanted).order_by("-found_on", "number", "id"))


def anomaly_get(anomaly_id: int) -> AnomalyView | None:
    """Give one anomaly, None where there is none."""
    return next(iter(_anomalies(Anomaly.objects.filter(id=anomaly_id))), None)


def _anomalies(rows: QuerySet[Anomaly]) -> list[AnomalyView]:
    found = rows.values(*_ANOMALY)
    return [AnomalyView(**{name: row[c] for c, name in _ANOMALY.items()}) for row in found]


def checks(anomaly_id: int) -> list[Check]:
    """Give the looks into the ground at one anomaly, the newest first, with who looked."""
    found = Check.objects.filter(anomaly_id=anomaly_id).select_related("by")
    return list(found.order_by("-checked_on", "-id"))


def anomaly_history(anomaly_id: int) -> list[Transition]:
    """Give the lines of an anomaly's history, oldest first."""
    return list(audit.history(anomaly_subject(anomaly_id)))
