"""The list or a plan as a file, and as lines for the map."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.geofiles import api as geofiles
from townline.platform.geofiles.api import Feature, GeoFormat
from townline.platform.web.export import export_file
from townline.prevention.hazards.exploration_planning import api
from townline.prevention.hazards.exploration_planning.views.lines import (
    SectionLine,
    collection,
    list_sections,
)
from townline.prevention.hazards.exploration_planning.views.ranking_query import parse_query

_FORMS = {"csv": GeoFormat.CSV, "geojson": GeoFormat.GEOJSON}


@require_safe
def lines(request: HttpRequest, _viewer: Viewer) -> HttpResponse:
    """Give the sections of a page of the list, or of a plan, as lines for its map."""
    query = parse_query(request.GET)
    made = api.ranking(api.planning_settings(), clock.now(), query.weights)
    found = list_sections(made, query)
    return JsonResponse(collection(made, found.lines), content_type="application/geo+json")


@require_safe
def export(request: HttpRequest, _viewer: Viewer, form: str) -> HttpResponseBase:
    """Give all of the list, or a plan, as CSV or GeoJSON."""
    if form not in _FORMS:
        raise Http404
    query = parse_query(request.GET)
    made = api.ranking(api.planning_settings(), clock.now(), query.weights)
    found = list_sections(made, query, whole=True)
    features = [feature(made, line) for line in found.lines]
    name = f"where-next-{made.day:%Y-%m-%d}"
    written = geofiles.write(_FORMS[form], features, name=name)
    return export_file(
        act_of(request),
        written.name,
        written.content,
        content_type=written.content_type,
        lines=len(features),
    )


def feature(made: api.Ranking, line: SectionLine) -> Feature:
    """Give a section of the list for a file, with its score and why."""
    rows = made.sections.rows
    properties = {
        "rank": line.rank,
        "score": round(line.score, 1),
        "id": rows["code"][line.at],
        "name": line.name,
        "dong": rows["dong"][line.at],
        "surface": rows["surface"][line.at],
        "length_m": line.length_m,
        "group": line.group or None,
        "why": line.why,
    }
    return Feature(line.rank, made.sections.degrees[line.at], properties)
