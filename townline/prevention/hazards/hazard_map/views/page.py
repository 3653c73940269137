"""The map of what was explored and repaired under the roads: a page, and a part to embed."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.platform.triage.api import dong_name
from townline.platform.web.maps.frames import ground
from townline.platform.web.moments import english
from townline.platform.web.public_pages import opened_if
from townline.platform.web.registry import open_pages
from townline.prevention.hazards.hazard_map.rules.items import EXPLORED, MapItemKind
from townline.prevention.hazards.hazard_map.rules.tiles import DEEPEST
from townline.prevention.hazards.hazard_map.selectors import Snapshot, map_settings, snapshot
from townline.prevention.hazards.hazard_map.views import words
from townline.prevention.hazards.hazard_map.views.asking import filters_or_all, query
from townline.prevention.hazards.hazard_map.views.shown import EACH, Listed, list_page

ADDRESS = "/open/map"
# This part holds nothing of anybody and nothing to press but links: any website may frame it.
_FRAMED = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


def is_shown() -> bool:
    """Say whether the district shows this map."""
    return map_settings() is not None


def page(request: HttpRequest) -> HttpResponse:
    """Show the map; where the district shows another one only, lead there."""
    if is_shown():
        return _page(request)
    for other in (each for each, _ in open_pages() if each.is_map):
        lang = request.GET.get("lang", "")
        return HttpResponseRedirect(f"{other.url}?lang={lang}" if lang else other.url)
    raise Http404


@opened_if(is_shown)
def _page(request: HttpRequest) -> HttpResponse:
    context = _page_context(request) | {"open_pages": open_pages(ADDRESS)}
    return HttpResponse(render_to_string("hazard_map/map.html", context))


@xframe_options_exempt
@csp_override(_FRAMED)
@opened_if(is_shown)
def embed(request: HttpRequest) -> HttpResponse:
    """Show the same to a frame of another website."""
    return HttpResponse(render_to_string("hazard_map/embed.html", _page_context(request)))


def _page_context(request: HttpRequest) -> dict[str, Any]:
    found = snapshot()
    filters, wrong = filters_or_all(request.GET, found.years)
    shown = list_page(found, filters, request.GET)
    lang = "en" if english() else "ko"
    return {
        "office": district.part(Office).service_name.in_language(lang),
        "language": lang,
        "here": request.path,
        "shown": shown,
        "filters": filters,
        "wrong": wrong,
        "query": query(filters, lang=lang),
        "data_query": query(filters),
        "query_asks": bool(query(filters)),
        "start": (shown.page - 1) * EACH + 1,
        "kinds": [(kind.value, words.kind_words(kind)) for kind in _kinds(found)],
        "years": [(year, words.year_words(year)) for year in found.years],
        "dongs": [(dong, dong_name(dong, english=english())) for dong in found.dongs],
        "layers": _layers(found, query(filters)),
        "box": json.dumps(shown.box or [*ground().bounds]),
    } | _figures(found) | _turning(shown, query(filters, lang=lang))  # fmt: skip


def _kinds(found: Snapshot) -> list[MapItemKind]:
    """Give the kinds to choose from: planned ones only where some are shown."""
    planned = any(item.kind is MapItemKind.PLANNED for item in found.items)
    return [kind for kind in MapItemKind if kind is not MapItemKind.PLANNED or planned]


def _figures(found: Snapshot) -> dict[str, Any]:
    most = max((year.km for year in found.figures), default=0) or 1
    return {
        "figures": [(each, round(100 * each.km / most)) for each in found.figures],
        "explored_km": sum(i.length_m or 0 for i in found.items if i.kind in EXPLORED) / 1000,
        "repaired": sum(item.kind is MapItemKind.REPAIRED for item in found.items),
        "open_now": sum(item.kind is MapItemKind.OPEN for item in found.items),
    }


def _turning(shown: Listed, query_text: str) -> dict[str, str]:
    before, after = shown.page - 1, shown.page + 1
    return {
        "before": f"?{query_text}&page={before}" if before else "",
        "after": f"?{query_text}&page={after}" if after <= shown.pages else "",
    }


def _layers(found: Snapshot, query_text: str) -> list[dict[str, Any]]:
    """Give the lines and spots as the map's script takes them: from tiles, one source."""
    tiles = reverse("open_map_tiles", args=[found.mark, 0, 0, 0]).removesuffix("0/0/0.mvt")
    source = {"tiles": f"{tiles}{{z}}/{{x}}/{{y}}.mvt{'?' + query_text if query_text else ''}"}
    more = {"minzoom": 10, "maxzoom": DEEPEST, "near": found.near}
    return [
        {"id": "lines", "kind": "lines", "source_layer": "lines", "prefix": "l"} | source | more,
        {"id": "points", "kind": "points", "source_layer": "points", "prefix": "p"} | source | more,
    ]
