"""Where photos were taken, by the nearest place that the district knows: a suggestion."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import ExpressionWrapper, F, FloatField
from django.utils.translation import gettext

from townline.platform.conversations.api import ThreadText
from townline.platform.core.models import Place
from townline.platform.web.moments import english

_NEAR = 1_000  # metres; beyond it a name would say nothing
_DEGREE = 111_195  # metres of latitude
_MOST = 3  # on a page; photos of one walk lie together
_SAME = 3  # decimals: within about a hundred metres


@dataclass(frozen=True)
class Suggested:
    """A position in degrees of WGS 84, in words."""

    latitude: float
    longitude: float
    words: str


def places(texts: Iterable[ThreadText]) -> list[Suggested]:
    """Give the places that a thread's photos tell, the latest first; a question for each."""
    found = {
        (round(photo.latitude, _SAME), round(photo.longitude, _SAME)): photo
        for text in texts
        for photo in text.photos
        if photo.latitude is not None and photo.longitude is not None
    }
    latest = list(reversed(found.values()))[:_MOST]
    return [_suggest_place(photo.latitude or 0, photo.longitude or 0) for photo in latest]


def _suggest_place(latitude: float, longitude: float) -> Suggested:
    narrow = math.cos(math.radians(latitude))
    north = (F("latitude") - latitude) * _DEGREE
    east = (F("longitude") - longitude) * _DEGREE * narrow
    square = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    place = Place.objects.annotate(square=square).order_by("square").first()
    if place is None or place.square > _NEAR**2:
        words = gettext("주변 장소를 알 수 없습니다")
        return Suggested(latitude, longitude, words)
    name = place.name_en if english() else place.name_ko
    metres = round(math.sqrt(place.square), -1)
    if not metres:
        return Suggested(latitude, longitude, name)
    words = gettext("{place} 가까이 (약 {metres:.0f} m)").format(place=name, metres=metres)
    return Suggested(latitude, longitude, words)
