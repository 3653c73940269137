"""Lines, anomalies and cavities as files, in four formats and three projections."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from townline.platform.departments.guards import act_of
from townline.platform.geofiles import api as geofiles
from townline.platform.geofiles.api import Feature, GeoFormat, Grid
from townline.platform.web.export import export_file
from townline.platform.web.staff import staff_page
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.explorations.api import AnomalyView, CavityView, LineView
from townline.prevention.hazards.explorations.views.paging import number_of


@require_GET
@staff_page(reads=True)
def export(request: HttpRequest) -> HttpResponseBase:
    """Give a file: ``what`` of a ``campaign`` (all without one), its ``form`` and ``grid``."""
    what = request.GET.get("what", "lines")
    try:
        form = GeoFormat(request.GET.get("form", GeoFormat.GEOJSON))
        grid = Grid(request.GET.get("grid", Grid.WGS84))
        features = _KINDS[what](number_of(request, "campaign"))
    except (ValueError, KeyError):
        raise Http404 from None
    made = geofiles.write(form, features, grid, what)
    return export_file(
        act_of(request),
        made.name,
        made.content,
        content_type=made.content_type,
        lines=len(features),
    )


def _lines(campaign: int | None) -> list[Feature]:
    found = api.lines(campaign=campaign)
    return [_feature(n, line.geometry, _line(line)) for n, line in enumerate(found, 1)]


def _anomalies(campaign: int | None) -> list[Feature]:
    found = api.anomalies(campaign=campaign)
    return [_feature(n, _point(each), _anomaly(each)) for n, each in enumerate(found, 1)]


def _cavities(campaign: int | None) -> list[Feature]:
    found = api.cavities(campaign=campaign)
    return [_feature(n, _point(each), _cavity(each)) for n, each in enumerate(found, 1)]


_KINDS: dict[str, Callable[[int | None], list[Feature]]] = {
    "lines": _lines, "anomalies": _anomalies, "cavities": _cavities,
}  # fmt: skip


# Names of ten letters at most: a Shapefile takes no longer ones. Those of a line are read again
# by an import.
def _line(line: LineView) -> dict[str, Any]:
    return {
        "id": line.id, "campaign": line.campaign, "year": line.year, "surface": line.surface,
        "address": line.address, "start": line.begins_at, "end": line.ends_at, "dong": line.dong,
        "length_m": line.length_m, "day": _day(line.explored_on),
    }  # fmt: skip


def _anomaly(one: AnomalyView) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "state": one.state, "line": one.line_id,
        "campaign": one.campaign, "address": one.address, "position_m": one.position_m,
        "depth_m": one.depth_m, "found_on": _day(one.found_on), "grade": one.grade or "",
        "flags": ";".join(one.flags or ()), "note": one.note,
    }  # fmt: skip


def _cavity(one: CavityView) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "campaign": one.campaign, "address": one.address,
        "dong": one.dong, "grade": one.grade, "flags": ";".join(one.flags),
        "asphalt_cm": one.asphalt_cm, "cover_cm": one.cover_cm, "width_m": one.width_m,
        "length_m": one.length_m, "depth_m": one.depth_m, "found_on": _day(one.found_on),
        "repair_by": _day(one.repair_by), "resurvey": _day(one.resurvey_on),
        "repaired": _day(one.repaired_at), "hazard": one.hazard_id,
    }  # fmt: skip


def _day(at: Any) -> str:  # noqa: ANN401 -- a day, a moment or None
    return at.isoformat() if at else ""


def _point(one: AnomalyView | CavityView) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [one.longitude, one.latitude]}


def _feature(number: int, geometry: dict[str, Any], properties: dict[str, Any]) -> Feature:
    from shapely.geometry import shape  # noqa: PLC0415 -- only files of places need it

    return Feature(number, shape(geometry), properties)
