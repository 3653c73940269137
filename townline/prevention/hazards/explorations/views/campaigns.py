"""Campaigns: the list with each year's plan, one with its lines on the map, new and changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.geofiles.api import GeoFormat, Grid
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_ticked, as_written, read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.explorations.api import (
    CampaignEntry,
    CampaignView,
    LineView,
    PartnerEntry,
)
from townline.prevention.hazards.explorations.rules import ground
from townline.prevention.hazards.explorations.views.inputs import CampaignForm, YearForm
from townline.prevention.hazards.explorations.views.labels import SURFACES, mark_of
from townline.prevention.hazards.explorations.views.paging import part

_PARTNERS = ("partner", "share_of_length", "share_of_cost")
_ROWS = 4  # of partners that a form shows at least
# How the map draws a line: roadway red and whole, pavement blue and dashed.
_LINE_STYLES = {"roadway": ("danger", "solid"), "pavement": ("primary", "dash")}
# Which field a refusal belongs to.
_FIELDS = {"campaign-exists": "name", "campaign-days": "ends_on", "campaign-shares": "partner-1"}


@require_GET
@staff_page(reads=True)
def campaigns(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List campaigns by year, with what each year planned and did."""
    return _list(request, viewer)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def plan(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Keep the plan of a year."""
    try:
        form = read(request, YearForm)
    except InvalidForm as error:
        return _list(request, viewer, wrong=error.wrong, given=as_written(request))
    api.year_plan(by=viewer, now=clock.now(), **dict(form))
    messages.success(request, gettext("연간 계획을 저장했습니다."))
    return HttpResponseRedirect("/explorations/")


def _list(request: HttpRequest, viewer: Viewer, **more: Any) -> HttpResponse:  # noqa: ANN401 -- of a page
    context = {
        "campaigns": api.campaigns(),
        "years": api.years(),
        "may_write": viewer.may(Permission.WRITE),
        "may_plan": api.changes(viewer),
    } | more
    status = 422 if more.get("wrong") else 200
    return render(request, "explorations/campaigns.html", context, status=status)


@require_GET
@staff_page(reads=True)
def campaign(request: HttpRequest, viewer: Viewer, campaign_id: int) -> HttpResponse:
    """Show a campaign: its lines on the map and as a list, and what was found."""
    found = _get_campaign(campaign_id)
    lines = part(request, api.lines(campaign=campaign_id))
    rows = [(line, SURFACES[line.surface], middle(line)) for line in lines.rows]
    anomalies = [(each, mark_of(each)) for each in api.anomalies(campaign=campaign_id)]
    context = {
        "campaign": found,
        "lines": lines,
        "rows": rows,
        "anomalies": anomalies,
        "layers": _layers(campaign_id),
        "forms": list(GeoFormat),
        "grids": list(Grid),
        "may_write": api.campaign_changes(viewer, campaign_id),
    }
    return render(request, "explorations/campaign.html", context)


@require_GET
@staff_page(reads=True)
def shapes(_request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Give a campaign's lines as GeoJSON, as the map draws them."""
    return JsonResponse(line_features(api.lines(campaign=campaign_id)))


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Begin a campaign."""
    if request.method == "GET":
        return _form(request, None, {"year": clock.now().year})
    return _save_campaign(request, viewer, None)


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def edit(request: HttpRequest, viewer: Viewer, campaign_id: int) -> HttpResponse:
    """Change a campaign."""
    found = _get_campaign(campaign_id)
    if not api.campaign_changes(viewer, campaign_id):
        return problem_page(request, 403)
    if request.method == "GET":
        return _form(request, found, _form_values(found))
    return _save_campaign(request, viewer, found)


def _save_campaign(
    request: HttpRequest, viewer: Viewer, found: CampaignView | None
) -> HttpResponse:
    try:
        entry = _entry(read(request, CampaignForm))
        now = clock.now()
        if found is None:
            row = api.campaign_create(by=viewer, entry=entry, now=now)
        else:
            row = api.campaign_change(by=viewer, campaign_id=found.id, entry=entry, now=now)
    except InvalidForm as error:
        return _form(request, found, _typed_values(request), error.wrong)
    except (api.CampaignExists, api.DaysTurned, api.SharesTooLarge) as error:
        return _form(request, found, _typed_values(request), {_FIELDS[error.type]: error.message()})
    messages.success(request, gettext("탐사를 저장했습니다."))
    return HttpResponseRedirect(f"/explorations/{row.pk}/")


def _entry(form: CampaignForm) -> CampaignEntry:
    rows = [PartnerEntry(p.partner, p.share_of_length, p.share_of_cost) for p in form.partners]
    return CampaignEntry(**(dict(form) | {"partners": rows}))


def _form(
    request: HttpRequest,
    found: CampaignView | None,
    given: dict[str, Any],
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    rows = [*given.get("partners", [])]
    rows += [("", "", "")] * max(_ROWS - len(rows), 1)
    context = {"campaign": found, "given": given, "wrong": wrong or {}, "partners": rows}
    return render(request, "explorations/campaign_form.html", context, status=422 if wrong else 200)


def _form_values(found: CampaignView) -> dict[str, Any]:
    rows = [(p.name, f"{p.length:g}", f"{p.cost:g}") for p in found.partners]
    names = ("name", "year", "team", "begins_on", "ends_on", "cost", "note")
    given = {name: getattr(found, name) for name in names} | {"partners": rows}
    # A template writes a day as people read it, and a field takes it as ISO 8601.
    return given | {name: str(given[name] or "") for name in ("begins_on", "ends_on")}


def _typed_values(request: HttpRequest) -> dict[str, Any]:
    rows = zip(*(as_ticked(request, name) for name in _PARTNERS), strict=False)
    return as_written(request) | {"partners": [row for row in rows if any(row)]}


def _get_campaign(campaign_id: int) -> CampaignView:
    found = api.campaign_get(campaign_id)
    if found is None:
        raise api.ExplorationNotFound(f"there is no campaign {campaign_id}")
    return found


def middle(line: LineView) -> tuple[float, float]:
    """Give the latitude and longitude half way along."""
    longitude, latitude = ground.middle(line.points)
    return latitude, longitude


def _layers(campaign_id: int) -> list[dict[str, str]]:
    return [{"id": "lines", "kind": "lines", "url": f"/explorations/{campaign_id}/lines.geojson"}]


def line_features(lines: list[LineView]) -> dict[str, Any]:
    """Give lines as the map's layer takes them."""
    return {"type": "FeatureCollection", "features": [_feature(line) for line in lines]}


def _feature(line: LineView) -> dict[str, Any]:
    colour, pattern = _LINE_STYLES[line.surface]
    properties = {"id": str(line.id), "colour": colour, "pattern": pattern, "name": line.address}
    return {"type": "Feature", "geometry": line.geometry, "properties": properties}
