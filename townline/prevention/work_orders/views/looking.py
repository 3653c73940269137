"""Reading a look from a form: fields, sketch and photos."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from townline.casework.cases.api import InvalidInput, PhotoUnusable
from townline.platform.core import media
from townline.platform.core.text.foreign import json_read
from townline.platform.web.reading import read
from townline.prevention.work_orders import api
from townline.prevention.work_orders.views.inputs import SpotLook


def look_of(request: HttpRequest, now: dt.datetime, schema: type[SpotLook] = SpotLook) -> api.Look:
    """Read a look. Raises InvalidForm, InvalidInput for a sketch that is none."""
    told = read(request, schema, key="look")
    return api.Look(
        key=told.key,
        step=told.step,
        seen_at=told.seen(now),
        note=told.note,
        point=told.point,
        accuracy_m=told.accuracy_m,
        sizes={name: getattr(told, name) for name in api.SIZES},
        sketch=_sketch(told.sketch),
        done=told.done,
        moment=told.moment,
    )


def _sketch(words: str) -> dict[str, Any] | None:
    if not words:
        return None
    try:
        found = json_read(words)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise InvalidInput("a sketch is GeoJSON")
    return found


def files(request: HttpRequest) -> list[bytes]:
    """Read the photos that were chosen. Raises PhotoUnusable, TooManyHazardPhotos."""
    chosen = request.FILES.getlist("photos")
    if len(chosen) > api.PHOTOS:
        raise api.TooManyHazardPhotos("too many photos", most=api.PHOTOS)
    if any((file.size or 0) > settings.TOWNLINE_PHOTO_BYTES for file in chosen):
        raise PhotoUnusable("a file is too large", problem=media.TOO_LARGE)
    return [file.read() for file in chosen]
