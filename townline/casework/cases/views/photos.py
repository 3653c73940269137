"""Photos as pages show them, and the files themselves, for those who see the case."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from townline.casework.cases import api
from townline.casework.cases.views.access import staff_page
from townline.casework.cases.views.lists import the_viewer
from townline.casework.cases.views.photo_words import problem
from townline.platform.conversations.api import Photo
from townline.platform.core import media
from townline.platform.departments.api import Viewer

_SMALL = 240  # the longest side of a thumbnail, in pixels
# Styles: a browser dresses a picture that is opened by itself with styles of its own.
_POLICY = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
_BY_COPY = {"small": "thumbnail", "view": "view", "original": "sha256"}


@dataclass(frozen=True)
class Shown:
    """A photo, the size of its thumbnail on the page, and what is the matter with it."""

    photo: Photo
    width: int
    height: int
    words: str


def shown(photos: Iterable[Photo]) -> list[Shown]:
    """Make photos ready to draw."""
    return [_shown(photo) for photo in photos]


def _shown(photo: Photo) -> Shown:
    longest = max(photo.width, photo.height, 1)
    part = min(1.0, _SMALL / longest)
    words = problem(photo.problem) if photo.problem else ""
    return Shown(photo, round(photo.width * part), round(photo.height * part), words)


@require_GET
@staff_page()
def photo(request: HttpRequest, code: str, sha256: str, copy: str) -> HttpResponse:
    """Give one file of a case: its thumbnail, the copy to look at, or the original to keep."""
    return photo_file(code=code, viewer=the_viewer(request), sha256=sha256, copy=copy)


def photo_file(*, code: str, viewer: Viewer, sha256: str, copy: str) -> HttpResponse:
    """Give ``small``, ``view`` or ``original`` to who sees the case. Raises NotFound."""
    return guarded_photo(api.case_photo(code=code, viewer=viewer, sha256=sha256), copy)


def guarded_photo(found: Photo, copy: str) -> HttpResponse:
    """Give one copy of a photo that its reader may see. Raises NotFound."""
    name = getattr(found, _BY_COPY.get(copy, ""), "")
    if not name:
        raise api.NotFound("there is no such copy of this photo")
    try:
        data = media.read(name)
    except media.NotKept:
        raise api.NotFound("this photo is not kept any more") from None
    return _guarded(data, _type(found, copy), copy, found.sha256)


def _type(found: Photo, copy: str) -> str:
    if copy == "original":
        return "application/octet-stream"  # never anything that a browser would open
    if copy == "small":
        return "image/jpeg"
    if found.kind == "mp4":
        return "video/mp4"
    return "image/webp" if found.moves else "image/jpeg"


def _guarded(data: bytes, content_type: str, copy: str, sha256: str) -> HttpResponse:
    """Serve bytes of a stranger so that they can only be looked at, and by nobody later."""
    response = HttpResponse(data, content_type=content_type)
    kept = f'attachment; filename="{sha256[:12]}"' if copy == "original" else "inline"
    response.headers["Content-Disposition"] = kept
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Encoding"] = "identity"  # nothing to be won by packing it again
    return response
