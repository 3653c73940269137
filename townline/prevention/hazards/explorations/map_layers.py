"""Explored lines and the cavities under them on the staff's map of everything."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import case_reader
from townline.platform.web.maps.layers import MapFeature, MapFilter, MapLayer
from townline.prevention.hazards.explorations.models import Cavity, Line
from townline.prevention.hazards.explorations.rules.lines import Surface
from townline.prevention.hazards.explorations.views.labels import GRADES, REPAIRED, SURFACES

# Side by side: pavements stand some pixels off the roadway that they go along.
_STYLES: dict[str, dict[str, str | int]] = {
    Surface.ROADWAY: {"colour": "danger", "pattern": "solid"},
    Surface.PAVEMENT: {"colour": "primary", "pattern": "solid", "offset": 5},
}
_PINS = {"danger": "cavity-bad", "warning": "cavity-fair", "case": "cavity-fair"}


def _narrow(rows: QuerySet[Any], narrowing: MapFilter, line: str) -> QuerySet[Any]:
    if narrowing.dong:
        rows = rows.filter(**{f"{line}dong": narrowing.dong})
    if narrowing.q:
        campaign = Q(**{f"{line}campaign__name__icontains": narrowing.q})
        rows = rows.filter(Q(**{f"{line}address__icontains": narrowing.q}) | campaign)
    return rows


def _lines(_request: HttpRequest, narrowing: MapFilter, limit: int) -> tuple[list[MapFeature], int]:
    rows = _narrow(Line.objects.filter(**narrowing.days("explored_on")), narrowing, "")
    found = rows.select_related("campaign").order_by("-explored_on", "-id")[:limit]
    return [_line(row) for row in found], rows.count()


def _line(row: Line) -> MapFeature:
    return MapFeature(
        id=row.pk,
        title=row.address or row.campaign.name,
        state=str(SURFACES[row.surface]),
        url=f"/explorations/lines/{row.pk}/",
        latitude=(row.south + row.north) / 2,
        longitude=(row.west + row.east) / 2,
        at=row.explored_on,
        dong=row.dong,
        detail=f"{row.campaign.name} · {row.length_m:,.0f} m",
        geometry=row.geometry,
        style=_STYLES[row.surface],
    )


def _cavities(
    _request: HttpRequest, narrowing: MapFilter, limit: int
) -> tuple[list[MapFeature], int]:
    rows = Cavity.objects.filter(**narrowing.days("anomaly__found_on"))
    rows = _narrow(rows, narrowing, "anomaly__line__")
    joined = rows.select_related("anomaly__line", "hazard")
    found = joined.order_by("-anomaly__found_on", "-id")[:limit]
    return [_cavity(row) for row in found], rows.count()


def _cavity(row: Cavity) -> MapFeature:
    repaired = row.hazard is not None and row.hazard.repaired_at is not None
    grade = GRADES[row.grade]
    return MapFeature(
        id=row.pk,
        title=gettext("공동 %(number)s") % {"number": row.anomaly.number},
        state=str(REPAIRED.word if repaired else grade.word),
        url=f"/explorations/anomalies/{row.anomaly_id}/",
        latitude=row.anomaly.latitude,
        longitude=row.anomaly.longitude,
        at=row.anomaly.found_on,
        kind="cavity-done" if repaired else _PINS.get(grade.pin, "cavity"),
        dong=row.anomaly.line.dong,
        detail=row.anomaly.line.address,
    )


LINES_LAYER = MapLayer(
    code="lines",
    label=lambda: gettext("탐사 구간"),
    visible=case_reader,
    read=_lines,
    legend=lambda: [("line-danger", gettext("차도")), ("line-primary", gettext("보도"))],
    lines=True,
)
CAVITIES_LAYER = MapLayer(
    code="cavities",
    label=lambda: gettext("공동"),
    visible=case_reader,
    read=_cavities,
    legend=lambda: [
        ("cavity-bad", gettext("긴급")),
        ("cavity-fair", gettext("우선·일반")),
        ("cavity", gettext("관찰")),
        ("cavity-done", gettext("보수 완료")),
    ],
)
