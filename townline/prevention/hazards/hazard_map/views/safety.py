"""The staff's map of everything: one map with the layers that who looks may list."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.triage.api import dong_name
from townline.platform.web.maps.frames import boundaries
from townline.platform.web.maps.layers import MapFeature, MapFilter, MapLayer
from townline.platform.web.moments import english
from townline.platform.web.registry import REGISTRY
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import day_words, moment_words
from townline.prevention.hazards.hazard_map.views.words import PERIODS

_LISTED = 30  # of each layer beside the map
_MOST = 20_000  # of each layer on it
_WEEKS = 156  # how far back the end of the time goes
_PERIOD = "90"


@dataclass(frozen=True, slots=True)
class SafetyFilter:
    """What is asked for. ``weeks``: how long ago the time shown ends."""

    layers: tuple[str, ...]
    period: str
    weeks: int
    dong: str
    q: str

    def of_layers(self, today: dt.date) -> MapFilter:
        """Give what each layer is asked for."""
        until = today - dt.timedelta(weeks=self.weeks)
        since = until - dt.timedelta(days=int(self.period)) if self.period != "all" else None
        return MapFilter(since=since, until=until, dong=self.dong, q=self.q)

    @property
    def query(self) -> str:
        named = [("layers", code) for code in self.layers] or [("layers", "none")]
        more = {"period": self.period, "weeks": self.weeks, "dong": self.dong, "q": self.q}
        return urlencode([*named, *((name, value) for name, value in more.items() if value)])


@dataclass(frozen=True, slots=True)
class LayerPart:
    """One layer beside the map: ``rows`` are the newest of ``count``; None where it is off."""

    layer: MapLayer
    on: bool
    rows: Sequence[tuple[str, MapFeature, str]] = ()
    count: int | None = None

    @property
    def label(self) -> str:
        return self.layer.label()

    @property
    def legend(self) -> Sequence[tuple[str, str]]:
        return self.layer.legend()


def _visible_layers(request: HttpRequest) -> list[MapLayer]:
    return [layer for layer in REGISTRY.value.map_layers if layer.visible(request)]


def filters_of(request: HttpRequest) -> SafetyFilter:
    """Read what is asked for; what is not known is left out."""
    given, allowed = request.GET, _visible_layers(request)
    wanted = given.getlist("layers") or [layer.code for layer in allowed if layer.first]
    period, weeks = given.get("period", ""), given.get("weeks", "")
    return SafetyFilter(
        layers=tuple(layer.code for layer in allowed if layer.code in wanted),
        period=period if period in PERIODS else _PERIOD,
        weeks=min(int(weeks), _WEEKS) if weeks.isascii() and weeks.isdigit() else 0,
        dong=given.get("dong", "")[:40],
        q=given.get("q", "").strip()[:60],
    )


@require_GET
@staff_page(reads=True)
def page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the map with the list and legend of each layer."""
    del viewer
    narrowing = filters_of(request)
    wanted = narrowing.of_layers(timezone.localdate(clock.now()))
    parts = [_part(request, layer, narrowing, wanted) for layer in _visible_layers(request)]
    context = {
        "parts": parts,
        "narrowing": narrowing,
        "wanted": wanted,
        "periods": list(PERIODS.items()),
        "weeks": _WEEKS,
        "dongs": _dongs(),
        "sources": _sources(narrowing.query),
    }
    return render(request, "hazard_map/safety.html", context)


def _part(
    request: HttpRequest, layer: MapLayer, narrowing: SafetyFilter, wanted: MapFilter
) -> LayerPart:
    if layer.code not in narrowing.layers:
        return LayerPart(layer, on=False)
    rows, count = layer.read(request, wanted, _LISTED)
    return LayerPart(layer, on=True, rows=_with_ids(layer, rows), count=count)


def _with_ids(layer: MapLayer, rows: Iterable[MapFeature]) -> list[tuple[str, MapFeature, str]]:
    return [(f"{layer.code}-{row.id}", row, _when(row.at)) for row in rows]


def _dongs() -> list[tuple[str, str]]:
    names = sorted(str(each["properties"]["name_ko"]) for each in boundaries()["features"])
    return [(name, dong_name(name, english=english())) for name in names]


def _sources(query: str) -> list[dict[str, Any]]:
    address = f"{reverse('safety_map_features')}?{query}"
    return [
        {"id": "lines", "kind": "lines", "url": f"{address}&shape=lines"},
        {"id": "things", "kind": "points", "url": address, "cluster": True},
        {"id": "single", "kind": "points", "url": f"{address}&shape=single"},
    ]


def _shape(layer: MapLayer) -> str:
    return "lines" if layer.lines else "single" if layer.single else ""


@require_GET
@staff_page(reads=True)
def features(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give what one source of the map draws, as GeoJSON: spots of all layers together, or lines."""
    del viewer
    narrowing, shape = filters_of(request), request.GET.get("shape", "")
    wanted = narrowing.of_layers(timezone.localdate(clock.now()))
    layers = [each for each in _visible_layers(request) if each.code in narrowing.layers]
    found = [
        _feature(layer, name, row, when)
        for layer in layers
        if _shape(layer) == shape
        for name, row, when in _with_ids(layer, layer.read(request, wanted, _MOST)[0])
    ]
    collection = {"type": "FeatureCollection", "features": found}
    options = {"ensure_ascii": False, "separators": (",", ":")}
    return JsonResponse(collection, json_dumps_params=options)


def _feature(layer: MapLayer, name: str, row: MapFeature, when: str) -> dict[str, Any]:
    spot = {"type": "Point", "coordinates": [round(row.longitude, 6), round(row.latitude, 6)]}
    properties = {
        "id": name, "kind": row.kind, "mark": row.mark, "name": f"{row.title}, {row.state}",
        "layer": layer.label(), "title": row.title, "state": row.state, "detail": row.detail,
        "when": when, "url": row.url,
    } | row.style  # fmt: skip
    return {"type": "Feature", "geometry": row.geometry or spot, "properties": properties}


def _when(at: dt.datetime | dt.date | None) -> str:
    if at is None:
        return ""
    return moment_words(at) if isinstance(at, dt.datetime) else day_words(at)
