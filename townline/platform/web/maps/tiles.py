"""The file of a district's tiles, served by ourselves, in parts."""

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from townline.platform.core import district
from townline.platform.web.maps.ranges import Unsatisfiable, requested_range

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_CACHE_CONTROL = "public, max-age=3600"


def file_of(jurisdiction_id: str) -> Path | None:
    """Give the tiles of a district; None where nobody made any, or its name is none of a file."""
    if not _NAME.fullmatch(jurisdiction_id):
        return None
    found = Path(settings.TOWNLINE_MAPS) / f"{jurisdiction_id}.pmtiles"
    return found if found.is_file() else None


@require_safe
def tiles(request: HttpRequest, name: str) -> HttpResponse:
    """Serve the tiles of the district that is loaded; of no other, and no other file."""
    found = file_of(name) if name == district.current().jurisdiction_id else None
    if found is None:
        raise Http404
    with found.open("rb") as file:
        about = found.stat()
        tag = f'"{about.st_mtime_ns:x}-{about.st_size:x}"'
        if request.headers.get("If-None-Match") == tag:
            return _with_headers(HttpResponse(status=304), tag)
        try:
            part = _part(request, about.st_size, tag)
        except Unsatisfiable:
            refused = HttpResponse(status=416)
            refused.headers["Content-Range"] = f"bytes */{about.st_size}"
            return refused
        if part is None:
            return _with_headers(HttpResponse(file.read(), content_type=_TYPE), tag)
        file.seek(part.start)
        answer = HttpResponse(file.read(len(part)), status=206, content_type=_TYPE)
        answer.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{about.st_size}"
        return _with_headers(answer, tag)


_TYPE = "application/vnd.pmtiles"


def _part(request: HttpRequest, size: int, tag: str) -> range | None:
    """Give the part that is asked for, unless it was asked of a file that is gone."""
    if request.headers.get("If-Range", tag) != tag:
        return None
    return requested_range(request.headers.get("Range", ""), size)


def _with_headers(answer: HttpResponse, tag: str) -> HttpResponse:
    answer.headers["ETag"], answer.headers["Cache-Control"] = tag, _CACHE_CONTROL
    answer.headers["Accept-Ranges"] = "bytes"
    # A packed answer would hold other bytes than those that were asked for.
    answer.headers["Content-Encoding"] = "identity"
    return answer
