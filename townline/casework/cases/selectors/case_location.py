"""Where a case lies: what its photos tell, else the district's places that its words name."""

from collections.abc import Iterable
from dataclasses import dataclass

from townline.casework.cases.errors import InvalidInput
from townline.casework.cases.rules.distance import Point, metres
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.models import Place
from townline.platform.triage.api import place_find

_OUTSIDE = "outside"  # a kind of the gazetteer
_NEAR = 1_000  # metres; beyond it a name would say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSpot:
    """A place with its names, perhaps without a position (degrees of WGS 84), or the reverse."""

    name_ko: str = ""
    name_en: str = ""
    point: Point | None = None


def all_places() -> list[Place]:
    """Give the district's places, as they were read at most half a minute ago."""
    return district.derive(_places)


def _places(_settings: district.Settings) -> list[Place]:
    return list(Place.objects.order_by("name_ko"))


def place_named(name: str) -> CaseSpot:
    """Give a place of the district by its Korean name. Raises InvalidInput for another."""
    for place in all_places():
        if place.name_ko == name:
            return _spot(place)
    raise InvalidInput(f"the district has no place {name!r}")


def spot_at(point: Point) -> CaseSpot:
    """Name a position by the nearest place, if one is near."""
    near = min(all_places(), key=lambda place: metres(point, _point(place)), default=None)
    if near is None or metres(point, _point(near)) > _NEAR:
        return CaseSpot(point=point)
    return CaseSpot(name_ko=near.name_ko, name_en=near.name_en, point=point)


def spot_of(thread: Iterable[ThreadText], *, title: str = "") -> CaseSpot | None:
    """Say where a case lies: its latest photo's position, else a place that its title names.

    Staff write the title when they know the place; else the resident's words are asked.
    """
    incoming = [text for text in thread if text.direction == "in"]
    photos = [photo for text in incoming for photo in text.photos]
    for photo in reversed(photos):
        if photo.latitude is not None and photo.longitude is not None:
            return spot_at((photo.latitude, photo.longitude))
    return _place_named(title) or _place_named(" ".join(text.body for text in incoming))


def _place_named(words: str) -> CaseSpot | None:
    """Give the place that words speak of; one of another district is none of ours."""
    found = place_find(words)
    if found is None or found.kind == _OUTSIDE:
        return None
    known = found.latitude is not None and found.longitude is not None
    point = (found.latitude or 0.0, found.longitude or 0.0) if known else None
    return CaseSpot(name_ko=found.name_ko, name_en=found.name_en or found.name_ko, point=point)


def places_in(words: str) -> list[Place]:
    """Find the district's places in words, however they are spaced; longer names first.

    A name that is part of a longer one that was found does not count by itself.
    """
    letters = fold_words(words)
    found: list[Place] = []
    for place, names in district.derive(_by_length):
        for name in names:
            if name in letters:
                found.append(place)
                letters = letters.replace(name, "\n")
                break
    return found


def _by_length(_settings: district.Settings) -> list[tuple[Place, tuple[str, ...]]]:
    """Give places with their folded names, longer ones first."""
    places = sorted(all_places(), key=lambda p: (-len(p.name_ko), p.name_ko))
    return [
        (p, tuple(filter(None, (fold_words(p.name_ko), fold_words(p.name_en))))) for p in places
    ]


def fold_words(words: str) -> str:
    """Reduce words to what people type alike: letters and digits, lower case."""
    return "".join(filter(str.isalnum, words.lower()))


def _point(place: Place) -> Point:
    return place.latitude, place.longitude


def _spot(place: Place) -> CaseSpot:
    return CaseSpot(name_ko=place.name_ko, name_en=place.name_en, point=_point(place))
