"""Where a case lies, beside it; and choosing another place."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from townline.casework.cases import api as cases
from townline.casework.cases.views.actions import back_to_case
from townline.casework.cases.views.lists import the_act
from townline.casework.classification import api
from townline.casework.classification.models import TextReading
from townline.casework.classification.selectors.located import TITLE, title_location
from townline.casework.classification.settings import Sorting
from townline.casework.classification.views.api.locating import Chosen
from townline.platform.core import district
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.triage import api as triage
from townline.platform.web.moments import english
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page

_OUTSIDE = "outside"  # a kind of the gazetteer
_SOURCES: dict[str, Promise] = {
    "text": _("문자에 적힌 위치"),
    "photo": _("사진 촬영 위치"),
    "both": _("사진 위치와 일치"),
    TITLE: _("제목에 적힌 위치"),
}


def panel(
    readings: list[TextReading], detail: cases.Detail, viewer: Viewer
) -> dict[str, Any] | None:
    """Give what is known of the place; None where nothing was read. No query of its own."""
    if not readings:
        return None
    found = api.case_location(readings) or _title_location(readings, detail)
    leads = viewer.sees(detail.row.department)
    return {
        "place": found,
        "said": _source_text(found) if found else "",
        "dong": triage.dong_name(found.dong, english=english()) if found else "",
        "outline": _outline(found) if found else "",
        "map": _map(found) if found else "",
        "may": leads and viewer.may(Permission.WRITE),
    }


def _title_location(readings: list[TextReading], detail: cases.Detail) -> api.Located | None:
    """Give the place that the title names, unless a person said that nobody knows it."""
    if any(row.place_by_id for row in readings):
        return None
    return title_location(detail.row.title, detail.last_incoming_id)


def _source_text(found: api.Located) -> str:
    if found.by_person:
        return gettext("직원이 수정")
    if found.kind == _OUTSIDE:
        return gettext("우리 구 밖으로 보임")
    source = str(_SOURCES.get(found.source, ""))
    return source if found.sure else gettext("{said} · 확실하지 않음").format(said=source)


def _outline(found: api.Located) -> str:
    """Give the ground of its dong as GeoJSON, "" where nobody knows it."""
    rings = triage.dong_outline(found.dong) if found.dong else []
    shape = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return json.dumps(shape, separators=(",", ":")) if rings else ""


def _map(found: api.Located) -> str:
    """Give the district's own way to a map, if it has one and the spot is known."""
    link = district.part(Sorting).map_link
    if not link or found.latitude is None or found.longitude is None:
        return ""
    spot = {"{latitude}": f"{found.latitude:.5f}", "{longitude}": f"{found.longitude:.5f}"}
    for name, value in spot.items():
        link = link.replace(name, value)
    return link


@require_safe
@staff_page(may(Permission.WRITE), reads=True)
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Look for a place by its name or address; each that is found can be chosen."""
    detail = cases.case_get(the_act(request), code=code)
    wanted = request.GET.get("named", "").strip()[:80]
    if msisdn.is_whole(wanted):
        # Not even the way back may carry a number on.
        return HttpResponseRedirect(request.path)
    pressed = _point_of_query(request)
    near = triage.places_near(*pressed) if pressed else []
    context = {
        "case": detail.row,
        "located": api.case_location(api.readings_of(detail.row.id)),
        "wanted": wanted,
        "pressed": pressed,
        "found": near or (triage.places_matching(wanted) if wanted else []),
    }
    return render(request, "classification/place.html", context)


def _point_of_query(request: HttpRequest) -> tuple[float, float] | None:
    """Read the spot that was pressed on the map: ``at=36.62118,125.33077``."""
    latitude, _, longitude = request.GET.get("at", "").partition(",")
    try:
        at = float(latitude), float(longitude)
    except ValueError:
        return None
    return at if -90 <= at[0] <= 90 and -180 <= at[1] <= 180 else None  # noqa: PLR2004 -- degrees


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Write down the place that was chosen."""
    arguments = read(request, Chosen).arguments()
    api.place_correct(the_act(request), code=code, **arguments)
    return back_to_case(request, code, gettext("위치를 수정했습니다."))


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def clear(request: HttpRequest, code: str) -> HttpResponse:
    """Write down that nobody knows the place."""
    api.place_clear(the_act(request), code=code)
    return back_to_case(request, code, gettext("위치를 알 수 없음으로 저장했습니다."))
