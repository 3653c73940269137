"""The dongs of the district that is loaded, for maps that colour them."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from townline.platform.web.maps.frames import boundaries


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Give them as GeoJSON (RFC 7946), with ``name_ko`` and ``name_en``."""
    body = json.dumps(boundaries(), ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(body, content_type="application/geo+json")
    answer.headers["ETag"], answer.headers["Cache-Control"] = tag, "public, max-age=300"
    return answer
