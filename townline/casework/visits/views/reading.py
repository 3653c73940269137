"""Reading what forms of visits hold: days, times, positions, files."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time

from townline.casework.cases import api as cases
from townline.casework.visits import api
from townline.platform.core import media


def planned_at(request: HttpRequest) -> dt.datetime | dt.date:
    """Read ``day`` and, if it is given, ``time``. Raises InvalidInput."""
    day, words = day_in(request.POST.get("day", "")), request.POST.get("time", "").strip()
    if day is None:
        raise cases.InvalidInput("choose the day of the visit")
    if not words:
        return day
    try:
        time = parse_time(words)
    except ValueError:
        time = None
    if time is None:
        raise cases.InvalidInput(f"{words!r} is not a time; write it like 14:30")
    return timezone.make_aware(dt.datetime.combine(day, time.replace(tzinfo=None)))


def day_in(words: str) -> dt.date | None:
    """Read a day as forms write it; None for anything else."""
    try:
        return parse_date(words)
    except ValueError:
        return None


def number(words: str) -> int | None:
    """Read the number of a row; None for what cannot be one."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else None  # noqa: PLR2004 -- far below the column's end


def point(request: HttpRequest) -> tuple[float, float] | None:
    """Read where the phone is, if its holder lets it say so."""
    try:
        return float(request.POST["latitude"]), float(request.POST["longitude"])
    except (KeyError, ValueError):
        return None


def files(request: HttpRequest) -> list[bytes]:
    """Read the photos that were chosen. Raises PhotoUnusable, TooManyVisitPhotos."""
    chosen = request.FILES.getlist("photos")
    if len(chosen) > api.VISIT_PHOTOS:
        raise api.TooManyVisitPhotos("too many photos", most=api.VISIT_PHOTOS)
    if any((file.size or 0) > settings.TOWNLINE_PHOTO_BYTES for file in chosen):
        raise cases.PhotoUnusable("a file is too large", problem=media.TOO_LARGE)
    return [file.read() for file in chosen]
