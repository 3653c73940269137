"""Where a hazard lies as a form says it: a spot, corners of a line or an area, or GeoJSON."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.casework.cases import api as cases
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.geofiles import api as geofiles
from townline.platform.web.reading import as_written, pressed_button, read
from townline.platform.web.staff import staff_page
from townline.prevention.hazards import api
from townline.prevention.hazards.views.inputs import Where, spot

_KINDS = {"Point": "point", "LineString": "line", "Polygon": "area"}
_COLOURS = {"colour": "danger", "pattern": "solid"}

type Written = dict[str, object]


def written_of(request: HttpRequest, **before: object) -> Written:
    """Give a form as it is shown once more: a spot that was pressed is the next corner."""
    written = as_written(request, **({"shape": "point", "corners": "", "at": ""} | before))
    if written["shape"] == "point" or request.method != "POST":
        return written
    corners = str(written["corners"]).split()
    at, do = str(written["at"]), pressed_button(request)
    if do == "back":
        corners = corners[:-1]
    elif do == "corner":
        corners += _named_point(str(written.get("place", "")))
    elif do != "save" and spot(at):
        corners.append(at)
    return written | {"corners": "\n".join(corners), "at": ""}


def _named_point(place: str) -> list[str]:
    known = cases.place_named(place).point if place else None
    return [f"{known[0]:.5f},{known[1]:.5f}"] if known else []


def context_of(written: Written) -> dict[str, Any]:
    """Gather what the fields of a place and the map beside them show."""
    corners = str(written["corners"]).split()
    points = _points(corners)
    return {
        "written": written,
        "drawn_box": box(points),
        "pressed": spot(str(written["at"])),
        "corners": corners,
        "drawn": layers([({}, _shape(str(written["shape"]), points))]),
        "places": cases.all_places(),
    }


def layers(shapes: list[tuple[dict[str, Any], dict[str, Any] | None]]) -> list[dict[str, Any]]:
    """Give lines and areas (properties and GeoJSON) as layers of a map; spots are the list's."""
    found: dict[str, list[dict[str, Any]]] = {}
    for properties, shape in shapes:
        if shape and shape["type"] != "Point":
            one = {"type": "Feature", "geometry": shape, "properties": _COLOURS | properties}
            found.setdefault(f"{_KINDS[shape['type']]}s", []).append(one)
    return [
        {
            "id": f"shape-{kind}",
            "kind": kind,
            "plain": True,
            "data": {"type": "FeatureCollection", "features": features},
        }
        for kind, features in sorted(found.items())
    ]


def box(points: list[list[float]]) -> str:
    """Give west, south, east and north of points as a map takes them; "" of none."""
    if not points:
        return ""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return json.dumps([min(xs), min(ys), max(xs), max(ys)])


def _points(corners: list[str]) -> list[list[float]]:
    found = (spot(one) for one in corners)
    return [[one[1], one[0]] for one in found if one]


def _shape(kind: str, corners: list[list[float]]) -> dict[str, Any] | None:
    """Give what corners make as far as it goes, None where it is no shape yet."""
    if kind == "area" and len(corners) > 2:  # noqa: PLR2004 -- an area has three corners
        return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
    if kind != "point" and len(corners) > 1:
        return {"type": "LineString", "coordinates": corners}
    return None


def geometry_of(form: Where) -> dict[str, Any] | None:
    """Give the place that a form says; None for none. Raises ShapeRefused."""
    if form.geojson.strip():
        return _read(form.geojson)
    if form.shape != "point":
        return _parse_corners(form)
    if point := spot(form.at):
        return api.at(*point)
    known = cases.place_named(form.place).point if form.place else None
    return api.at(*known) if known is not None else None


def _parse_corners(form: Where) -> dict[str, Any]:
    corners = form.corners.split()
    shape = _shape(form.shape, _points(corners))
    if len(_points(corners)) < len(corners):
        raise _shape_error(gettext("꼭짓점은 한 줄에 하나씩 ‘위도,경도’로 적어 주세요."))
    if shape is None or _KINDS[shape["type"]] != form.shape:
        raise _shape_error(gettext("선은 꼭짓점이 2개, 면은 3개 이상 있어야 합니다."))
    return _read(json.dumps(shape))


def _read(words: str) -> dict[str, Any]:
    """Have a shape checked as those of files are: on the ground of the district, not crossing."""
    from shapely.geometry import mapping  # noqa: PLC0415 -- only shapes need it

    wanted = geofiles.Wanted(frozenset(geofiles.Kind), geofiles.district_land())
    try:
        found = geofiles.read({"shape.geojson": words.encode()}, wanted)
    except geofiles.UnreadableGeofile as error:
        raise _shape_error(error.problem.words()) from None
    if found.problems:
        raise _shape_error(found.problems[0].words())
    if len(found.features) != 1:
        raise _shape_error(gettext("도형은 하나만 넣을 수 있습니다."))
    shape: dict[str, Any] = json.loads(json.dumps(mapping(found.features[0].geometry)))
    return shape


def _shape_error(problem: str) -> api.ShapeRefused:
    return api.ShapeRefused("the shape cannot be used", problem=problem)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def place(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say anew where a hazard lies, as a spot, a line or an area."""
    row = api.hazard_get(hazard_id=number, viewer=viewer).row
    written = written_of(request, **_geometry_fields(row.geometry))
    problem, status = "", 200
    if pressed_button(request) == "save":
        try:
            _save(request, viewer, row)
        except (api.PlaceNeeded, api.ShapeRefused) as error:
            problem, status = error.message(), 422
        else:
            messages.success(request, gettext("저장했습니다."))
            return HttpResponseRedirect(f"/hazards/{number}/")
    context = context_of(written) | {
        "h": row, "kind": api.kind_name(row.kind), "problem": problem,
    }  # fmt: skip
    return render(request, "hazards/place.html", context, status=status)


def _save(request: HttpRequest, viewer: Viewer, row: Any) -> None:  # noqa: ANN401 -- the row
    geometry = geometry_of(read(request, Where))
    if geometry is None:
        raise api.PlaceNeeded("choose the place on the map")
    api.hazard_edit(
        Act(viewer, clock.now()), hazard_id=row.pk, kind=row.kind, severity=row.severity,
        geometry=geometry,
    )  # fmt: skip


def _geometry_fields(geometry: dict[str, Any]) -> Written:
    """Give a geometry as the form writes it."""
    kind, held = _KINDS[geometry["type"]], geometry["coordinates"]
    corners = {"point": [held], "line": held, "area": held[0][:-1] if kind == "area" else []}[kind]
    words = [f"{y:.5f},{x:.5f}" for x, y, *_ in corners]
    if kind == "point":
        return {"shape": kind, "corners": "", "at": words[0]}
    return {"shape": kind, "corners": "\n".join(words), "at": ""}
