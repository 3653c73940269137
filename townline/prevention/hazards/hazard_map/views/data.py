"""The same as data: tiles for the map, files for a spreadsheet or another map, photos."""

import gzip
import threading
from collections import OrderedDict
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from townline.platform.conversations import api as conversations
from townline.platform.core import clock, media
from townline.platform.core.http.client import client_key
from townline.platform.web.export import ExportSheet, open_tables
from townline.platform.web.public_pages import opened_if
from townline.prevention.hazards.hazard_map.doors import REQUEST_LIMIT
from townline.prevention.hazards.hazard_map.rules.items import MapFilters, MapItem
from townline.prevention.hazards.hazard_map.rules.tiles import DEEPEST, cut
from townline.prevention.hazards.hazard_map.selectors import (
    Snapshot,
    photo_shown,
    snapshot,
    snapshot_marked,
)
from townline.prevention.hazards.hazard_map.views import words
from townline.prevention.hazards.hazard_map.views.asking import filters_or_all
from townline.prevention.hazards.hazard_map.views.page import is_shown

_TILE = "application/vnd.mapbox-vector-tile"
_KEPT, _KEPT_LONG = "public, max-age=60", "public, max-age=86400, immutable"
_MOST_BYTES = 8_000_000  # of packed tiles that a process keeps
_COPIES = {"small": "thumbnail", "view": "view"}

type Key = tuple[str, MapFilters, int, int, int]


class _Tiles:
    """Packed tiles, the one that was asked longest ago goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, found: Snapshot, filters: MapFilters, zoom: int, x: int, y: int) -> bytes:
        key = (found.mark, filters, zoom, x, y)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = gzip.compress(cut(found.drawn(filters), zoom, x, y, found.near), 6, mtime=0)
        with self._lock:
            self._keep(key, made)
        return made

    def _keep(self, key: Key, made: bytes) -> None:
        if key not in self._kept:
            self._bytes += len(made)
        self._kept[key] = made
        while self._bytes > _MOST_BYTES:
            self._bytes -= len(self._kept.popitem(last=False)[1])


_tiles = _Tiles()


@require_safe
def tiles(request: HttpRequest, mark: str, zoom: int, x: int, y: int) -> HttpResponse:
    """Give one vector tile. Under the mark of what is true now it stays as it is for ever."""
    if not is_shown() or zoom > DEEPEST or not (x < 2**zoom and y < 2**zoom):
        raise Http404
    if refused := too_many(request):
        return refused
    found = snapshot_marked(mark)
    filters, _ = filters_or_all(request.GET, found.years)
    made = _tiles.get(found, filters, zoom, x, y)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(made if packed else gzip.decompress(made), content_type=_TILE)
    response.headers["Content-Encoding"] = "gzip" if packed else "identity"
    response.headers["Cache-Control"] = _KEPT_LONG if found.mark == mark else _KEPT
    patch_vary_headers(response, ["Accept-Encoding"])
    etag = f'"{found.mark}-{"gz" if packed else "id"}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def too_many(request: HttpRequest) -> HttpResponse | None:
    """Count one look at the data; give the refusal of an address that looks too often."""
    wait = REQUEST_LIMIT.take(client_key(request), clock.now())
    if not wait:
        return None
    refused = HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    refused.headers["Retry-After"], refused.headers["Cache-Control"] = str(wait), "no-store"
    return refused


@opened_if(is_shown)
def csv_file(request: HttpRequest) -> HttpResponse:
    """Give what the filters leave, one line each."""
    if refused := too_many(request):
        return refused
    found = snapshot()
    filters, _ = filters_or_all(request.GET, found.years)
    head = [
        pgettext("map", "종류"), pgettext("map", "내용"), gettext("연도"), gettext("날짜"),
        gettext("주소"), gettext("동"), gettext("시점"), gettext("종점"), gettext("길이(m)"),
        gettext("가로(m)"), gettext("깊이(m)"), gettext("위도"), gettext("경도"),
    ]  # fmt: skip
    return open_tables("open-map.csv", ExportSheet(head, map(_line, filters.select(found.items))))


def _line(item: MapItem) -> list[str]:
    longitude, latitude = item.middle
    return [
        words.kind_words(item.kind), words.what_words(item), str(item.year),
        item.day.isoformat() if item.day else "", item.address, item.dong, item.begins_at,
        item.ends_at, *map(_metres, (item.length_m, item.width_m, item.depth_m)),
        f"{latitude:.6f}", f"{longitude:.6f}",
    ]  # fmt: skip


def _metres(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


@require_safe
def photo(_request: HttpRequest, sha256: str, copy: str) -> HttpResponse:
    """Give a copy of a photo that was released, drawn anew: never the file as it came."""
    if copy not in _COPIES or not photo_shown(sha256):
        raise Http404
    stored = conversations.photos_by_hash([sha256]).get(sha256)
    name = getattr(stored, _COPIES[copy], "") if stored and stored.kind != "mp4" else ""
    try:
        data = media.read(name)
    except media.MediaNotFound:
        raise Http404 from None
    kind = "image/webp" if copy == "view" and stored and stored.moves else "image/jpeg"
    response = HttpResponse(data, content_type=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Encoding"] = "identity"
    # Not for ever: who takes a photo back wants it gone before long.
    response.headers["Cache-Control"] = "public, max-age=600"
    return response
