"""A file of lines is looked at first, then all of it comes in, or nothing."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.geofiles import api as geofiles
from townline.platform.web import sealed
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, pressed_button, read
from townline.platform.web.staff import staff_page
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.explorations.api import ImportPlan
from townline.prevention.hazards.explorations.rules import ground
from townline.prevention.hazards.explorations.views.inputs import ImportForm

_LIFE = dt.timedelta(hours=1)  # of a file that a page carries
_SHOWN = 200  # lines and mistakes; the rest is counted


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def bring(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Take a file: say what would come in, or bring it when that is wished and all is right."""
    if request.method == "GET":
        return _page(request, {"given": {"campaign": request.GET.get("campaign", "")}})
    given = given_again(request)
    try:
        form = read(request, ImportForm)
        files = files_of(request, "lines", form.kept)
        plan = api.lines_look(files=files, now=clock.now(), crs=form.crs, campaign=form.campaign)
    except InvalidForm as error:
        return _page(request, {"given": given, "wrong": error.wrong}, 422)
    except geofiles.UnreadableGeofile as error:
        return _page(request, {"given": given, "wrong": {"files": error.problem.words()}}, 422)
    if plan.problems or pressed_button(request) != "import":
        stored = keep(files, "lines") if not plan.problems else ""
        more = {"given": given, "kept": stored} | _plan_context(plan)
        return _page(request, more, 422 if plan.problems else 200)
    done = api.lines_import(by=viewer, plan=plan, now=clock.now())
    message = gettext("노선 %(lines)d개를 가져왔습니다. 이미 있던 것은 %(doubles)d개입니다.")
    messages.success(request, message % {"lines": done.lines, "doubles": done.doubles})
    return HttpResponseRedirect("/explorations/")


def files_of(request: HttpRequest, kind: str, stored: str) -> dict[str, bytes]:
    """Read what was chosen, else what the page kept of before. Raises Unreadable."""
    chosen = request.FILES.getlist("files")
    geofiles.check_size(sum(each.size or 0 for each in chosen), geofiles.GeofileLimits())
    if chosen:
        return {each.name or "": each.read() for each in chosen}
    return sealed.unseal_files(kind, stored, clock.now(), _LIFE)


def keep(files: dict[str, bytes], kind: str) -> str:
    """Have the page carry files, so that they are not chosen twice; "" for large ones."""
    return sealed.seal_files(kind, files, clock.now())


def given_again(request: HttpRequest) -> dict[str, object]:
    """Give what was typed, without the files that the page carried."""
    return {name: value for name, value in as_written(request).items() if name != "kept"}


def _page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    context = {"grids": list(geofiles.Grid), "wrong": {}} | more
    return render(request, "explorations/import.html", context, status=status)


def _plan_context(plan: ImportPlan) -> dict[str, Any]:
    rows = [(line, _middle(line.points)) for line in plan.lines[:_SHOWN]]
    return {
        "plan": plan,
        "rows": rows,
        "problems": plan.problems[:_SHOWN],
        "more": max(len(plan.problems) - _SHOWN, 0),
        "kilometres": plan.metres / 1000,
        "layers": [{"id": "lines", "kind": "lines", "data": _line_features(plan)}],
    }


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    longitude, latitude = ground.middle(points)
    return latitude, longitude


def _line_features(plan: ImportPlan) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": line.points},
            "properties": {"id": str(line.number), "colour": "primary", "pattern": "solid"},
        }
        for line in plan.lines[: _SHOWN * 10]
    ]
    return {"type": "FeatureCollection", "features": features}
