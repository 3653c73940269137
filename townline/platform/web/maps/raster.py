"""Pictures of another map (WMTS or XYZ, Web Mercator) in the place of our own tiles.

We ask for them ourselves: the key stays here, and that service learns nothing of who looks at what.
"""

import math
import os
from http import HTTPStatus

import httpx
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from townline.platform.core import district
from townline.platform.web.maps.frames import ground
from townline.platform.web.settings import Maps, Raster

KEY = "TOWNLINE_MAP_KEY"
_SECONDS = 5.0
_LARGEST = 2_000_000
_DEEPEST = 22
_KINDS = ("image/png", "image/jpeg", "image/webp")
_AROUND = 0.02  # degrees around the district that may be asked for


def raster_settings() -> Raster | None:
    """Give ``map_raster`` of the district's settings, None where it has its own tiles."""
    return district.part(Maps).map_raster


@require_safe
def raster(_request: HttpRequest, zoom: int, x: int, y: int) -> HttpResponse:
    """Hand on one picture of the district; none of elsewhere, so that nobody else maps by us."""
    source = raster_settings()
    if source is None or not covers(zoom, x, y):
        raise Http404
    found = _fetch_tile(source, zoom, x, y)
    if found is None:
        return HttpResponse(status=HTTPStatus.BAD_GATEWAY)
    answer = HttpResponse(found.content, content_type=found.headers["Content-Type"])
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


def _fetch_tile(source: Raster, zoom: int, x: int, y: int) -> httpx.Response | None:
    url = source.url
    for name, value in {"z": zoom, "x": x, "y": y, "key": os.environ.get(KEY, "")}.items():
        url = url.replace(f"{{{name}}}", str(value))
    try:
        found = httpx.get(url, timeout=_SECONDS, follow_redirects=False)
    except (httpx.HTTPError, httpx.InvalidURL):
        return None
    good = found.status_code == HTTPStatus.OK and len(found.content) <= _LARGEST
    kind = found.headers.get("Content-Type", "").partition(";")[0]
    return found if good and kind in _KINDS else None


def covers(zoom: int, x: int, y: int) -> bool:
    """Say whether a picture shows anything of the district."""
    if not (0 <= zoom <= _DEEPEST and 0 <= x < 2**zoom and 0 <= y < 2**zoom):
        return False
    west, south, east, north = ground().bounds
    first = _tile(zoom, west - _AROUND, north + _AROUND)
    last = _tile(zoom, east + _AROUND, south - _AROUND)
    return first[0] <= x <= last[0] and first[1] <= y <= last[1]


def _tile(zoom: int, longitude: float, latitude: float) -> tuple[int, int]:
    sin = math.sin(math.radians(latitude))
    across = (longitude / 360 + 0.5) * 2**zoom
    down = (0.5 - math.log((1 + sin) / (1 - sin)) / (4 * math.pi)) * 2**zoom
    return int(across), int(down)
