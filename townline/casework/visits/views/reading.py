"""Reading what an address or a form of visits holds beside its fields: days, people, files."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest
from django.utils.dateparse import parse_date

from townline.casework.cases import api as cases
from townline.casework.visits import api
from townline.platform.core import media


def day_in(words: str) -> dt.date | None:
    """Read a day as forms write it; None for anything else."""
    try:
        return parse_date(words)
    except ValueError:
        return None


def number(words: str) -> int | None:
    """Read the number of a row; None for what cannot be one."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else None  # noqa: PLR2004 -- far below the column's end


def files(request: HttpRequest) -> list[bytes]:
    """Read the photos that were chosen. Raises PhotoUnusable, TooManyVisitPhotos."""
    chosen = request.FILES.getlist("photos")
    if len(chosen) > api.VISIT_PHOTOS:
        raise api.TooManyVisitPhotos("too many photos", most=api.VISIT_PHOTOS)
    if any((file.size or 0) > settings.TOWNLINE_PHOTO_BYTES for file in chosen):
        raise cases.PhotoUnusable("a file is too large", problem=media.TOO_LARGE)
    return [file.read() for file in chosen]
