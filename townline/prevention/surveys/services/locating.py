"""Where homes of a list lie: by the file, by another home at the same door, by the gazetteer."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from townline.platform.geofiles.api import district_land
from townline.platform.triage import api as triage
from townline.platform.web.maps.frames import boundaries
from townline.prevention.surveys.rules.entries import HomeEntry, Wrong

_SPARE = 0.001  # degrees, some 100 m: boundaries are drawn coarsely
_NUMBER = re.compile(r" [^ ]*$")
_AREAS = frozenset({"dong", "area"})  # a whole dong is nowhere to go to
FILE, PLACES, BUILDING = "file", "places", "building"


@dataclass(frozen=True, slots=True)
class Located:
    """An entry with its position; ``by``: file, building, places, or "" where nobody knows."""

    entry: HomeEntry
    by: str


def in_district(entries: Sequence[HomeEntry]) -> tuple[list[HomeEntry], list[Wrong]]:
    """Refuse positions outside of the district; tell those that lie in it with axes exchanged."""
    placed = [entry for entry in entries if entry.latitude is not None]
    inside = set(_inside([(e.latitude or 0.0, e.longitude or 0.0) for e in placed]))
    strange = [(at, entry) for at, entry in enumerate(placed) if at not in inside]
    turned = set(_inside([(e.longitude or 0.0, e.latitude or 0.0) for _, e in strange]))
    wrong = [
        Wrong(entry.line, "latitude", "swapped" if nth in turned else "outside", _point_text(entry))
        for nth, (_, entry) in enumerate(strange)
    ]
    lines = {each.line for each in wrong}
    return [entry for entry in entries if entry.line not in lines], wrong


def _point_text(entry: HomeEntry) -> str:
    return f"{entry.latitude:g}, {entry.longitude:g}"


def _inside(points: Sequence[tuple[float, float]]) -> list[int]:
    from shapely import contains_xy  # noqa: PLC0415 -- only files of places need it

    land = district_land()
    if land is None or not points:
        return list(range(len(points)))
    found = contains_xy(land.buffer(_SPARE), [x for _, x in points], [y for y, _ in points])
    return [at for at, inside in enumerate(found) if inside]


def locate_entries(
    entries: Iterable[HomeEntry], doors: Mapping[str, tuple[float, float]]
) -> list[Located]:
    """Say where each home lies, with its dong. ``doors``: positions that are known, by place."""
    found = list(entries)
    known = dict(doors)
    for entry in found:
        if entry.latitude is not None and entry.longitude is not None:
            known.setdefault(entry.place, (entry.latitude, entry.longitude))
    look = lru_cache(maxsize=None)(_looked_up)
    dongs = frozenset(triage.dongs())
    placed = [_place_entry(entry, known, look, dongs) for entry in found]
    return _in_dongs(placed)


def _place_entry(
    entry: HomeEntry,
    doors: Mapping[str, tuple[float, float]],
    look: Callable[[str, str, str], tuple[str, float | None, float | None]],
    dongs: frozenset[str],
) -> Located:
    own = entry.dong if entry.dong in dongs else ""
    if entry.latitude is not None:
        return Located(replace(entry, dong=own), FILE)
    if entry.place in doors:
        latitude, longitude = doors[entry.place]
        return Located(replace(entry, dong=own, latitude=latitude, longitude=longitude), BUILDING)
    dong, lat, lon = look(_NUMBER.sub("", entry.place), entry.place, own)
    updated = replace(entry, dong=own or dong, latitude=lat, longitude=lon)
    return Located(updated, PLACES if lat is not None else "")


def _looked_up(street: str, place: str, dong: str) -> tuple[str, float | None, float | None]:
    """Ask the gazetteer for the house itself, then for its street."""
    queries = dict.fromkeys((f"{dong} {place}", place, street))
    found = [each for words in queries if (each := triage.place_find(words)) is not None]
    best = next((each for each in found if each.latitude is not None), None)
    if best is None or best.kind in _AREAS:
        return next((each.dong for each in found if each.dong), ""), None, None
    return best.dong, best.latitude, best.longitude


def _in_dongs(placed: Sequence[Located]) -> list[Located]:
    """Give each position the dong that it lies in: a file may name another one, or none."""
    from shapely import contains_xy  # noqa: PLC0415 -- only files of places need it
    from shapely.geometry import shape  # noqa: PLC0415 -- the same

    exact = [at for at, each in enumerate(placed) if each.by in {FILE, BUILDING}]
    found = list(placed)
    xs = [placed[at].entry.longitude for at in exact]
    ys = [placed[at].entry.latitude for at in exact]
    for feature in boundaries()["features"] if exact else []:
        inside = contains_xy(shape(feature["geometry"]), xs, ys)
        name = feature["properties"]["name_ko"]
        for at, holds in zip(exact, inside, strict=True):
            if holds:
                found[at] = Located(replace(placed[at].entry, dong=name), placed[at].by)
    return found
