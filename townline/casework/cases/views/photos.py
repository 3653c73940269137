"""Photos as pages show them, and the files themselves, for those who see the case."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from townline.casework.cases import api
from townline.casework.cases.views.access import photo_problem
from townline.casework.cases.views.lists import the_viewer
from townline.platform.conversations.api import Photo
from townline.platform.departments.api import Viewer
from townline.platform.web.photo_files import photo_response
from townline.platform.web.staff import staff_page

_SMALL = 240  # the longest side of a thumbnail, in pixels


@dataclass(frozen=True)
class PhotoDisplay:
    """A photo, the size of its thumbnail on the page, and what is the matter with it."""

    photo: Photo
    width: int
    height: int
    words: str


def photo_displays(photos: Iterable[Photo]) -> list[PhotoDisplay]:
    """Make photos ready to draw."""
    return [_photo_display(photo) for photo in photos]


def _photo_display(photo: Photo) -> PhotoDisplay:
    longest = max(photo.width, photo.height, 1)
    part = min(1.0, _SMALL / longest)
    words = photo_problem(photo.problem) if photo.problem else ""
    return PhotoDisplay(photo, round(photo.width * part), round(photo.height * part), words)


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
    response = photo_response(found, copy)
    if response is None:
        raise api.NotFound("this photo is not kept, or has no such copy")
    return response
