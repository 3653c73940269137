"""Reading a look from a form: fields, sketch and photos."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from townline.casework.cases.api import InvalidInput, PhotoUnusable
from townline.platform.core import media
from townline.platform.core.text.languages import json_read
from townline.platform.web.reading import read
from townline.prevention.work_orders import api
from townline.prevention.work_orders.views.inputs import SpotLook


def look_of(
    request: HttpRequest, now: dt.datetime, schema: type[SpotLook] = SpotLook
) -> api.SiteInspection:
    """Read a look. Raises InvalidForm, InvalidInput for a sketch that is none."""
    form = read(request, schema, key="look")
    return api.SiteInspection(
        key=form.key,
        step=form.step,
        seen_at=form.seen(now),
        note=form.note,
        point=form.point,
        accuracy_m=form.accuracy_m,
        sizes={name: getattr(form, name) for name in api.SIZES},
        sketch=_sketch(form.sketch),
        done=form.done,
        moment=form.moment,
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
