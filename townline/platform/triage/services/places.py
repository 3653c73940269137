"""Finding where a text speaks of, with the gazetteer of the loaded district."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from townline.platform.core import clock, district
from townline.platform.core.database.rows import rows_sync
from townline.platform.core.models import District, Mark, Place as Landmark
from townline.platform.triage.models import NamedPlace
from townline.platform.triage.rules.places import (
    FoundPlace,
    Gazetteer,
    GazetteerEntry,
    Ring,
    assemble,
    chosen_place,
    find,
    landmark,
    matching,
    near,
    outline,
    parts,
    without_places,
)
from townline.platform.triage.settings import Dongs

_MARK = "gazetteer"
_TITLES = 4096


@dataclass(frozen=True, slots=True)
class _CachedGazetteer:
    """What was made of the tables at one load."""

    load: tuple[str, ...]
    known: Gazetteer


_cached: _CachedGazetteer | None = None


def place_find(
    text: str, *, latitude: float | None = None, longitude: float | None = None
) -> FoundPlace | None:
    """Say where a text speaks of, by its words and where its photo was taken (WGS 84 degrees).

    The words win where both tell; needs no language process. Never raises for odd texts.
    """
    point = None if latitude is None or longitude is None else (latitude, longitude)
    return find(text, current_gazetteer(), point)


def place_free(text: str) -> str:
    """Give a text without the names of the district's places."""
    return without_places(text, current_gazetteer())


def places_matching(words: str, *, limit: int = 12) -> list[FoundPlace]:
    """Give places of the gazetteer that words may mean, the likeliest first."""
    return matching(words, current_gazetteer(), limit=limit)


def places_near(latitude: float, longitude: float, *, limit: int = 6) -> list[FoundPlace]:
    """Give the places of the gazetteer next to a point, the nearest first, then its dong."""
    return near((latitude, longitude), current_gazetteer(), limit=limit)


def place_chosen(name_ko: str, dong: str) -> FoundPlace | None:
    """Give the place of ``places_matching`` by its Korean name and dong; None for another."""
    return chosen_place(name_ko, dong, current_gazetteer())


def dong_name(dong: str, *, english: bool) -> str:
    """Give a dong's name as it is told, in English where it has such a name."""
    return current_gazetteer().english.get(dong, dong) if english else dong


def dong_in(words: str) -> str:
    """Give the dong that a few words, such as a title, speak of; "" for none."""
    return district.derive(_dong_reader)(words)


def _dong_reader(_: district.Settings) -> Callable[[str], str]:
    """Give what reads a dong in words; the same hundred titles are read for each page."""

    @lru_cache(maxsize=_TITLES)
    def read(words: str) -> str:
        found = find(words, current_gazetteer())
        return found.dong if found else ""

    return read


def dongs() -> list[str]:
    """Give the names of the district's dongs, of the office and of the land register."""
    return sorted(current_gazetteer().naming.written())


def dongs_like(name: str) -> list[str]:
    """Give every name of a dong that shares ground with one, itself among them."""
    return current_gazetteer().naming.overlapping(name)


def dong_outline(dong: str) -> list[Ring]:
    """Give the rings (longitude, latitude) of the ground that a dong's name stands for."""
    return list(outline(dong, current_gazetteer()))


def current_gazetteer() -> Gazetteer:
    """Give the district's gazetteer, as it was at most half a minute ago."""
    found: Gazetteer = district.derive(_build_gazetteer)
    return found


def places_load(rows: Iterable[GazetteerEntry], *, others: int = 0) -> int:
    """Store the gazetteer in the place of the one before; ``others``: changed rows beside it.

    Returns how many rows are new, different, or went.
    """
    count, missing = rows_sync(NamedPlace, map(_row, rows), key=["kind", "name_ko", "dong"])
    changed = count + len(missing)
    if changed + others:
        data = {"load": secrets.token_hex(8)}
        Mark.objects.update_or_create(name=_MARK, defaults={"at": clock.now(), "data": data})
    return changed


def _row(entry: GazetteerEntry) -> NamedPlace:
    return NamedPlace(
        kind=entry.kind,
        name_ko=entry.name_ko,
        name_en=entry.name_en,
        aliases="|".join(entry.aliases),
        dong="|".join(entry.dongs),
        latitude=entry.latitude,
        longitude=entry.longitude,
    )


def _build_gazetteer(settings: district.Settings) -> Gazetteer:
    """Make it anew only after another load: with the addresses of a whole city it takes a while."""
    global _cached  # noqa: PLW0603 -- one for each process; threads may make two, which harms nobody
    load = _load(settings)
    cached = _cached
    if cached is None or cached.load != load:
        cached = _cached = _CachedGazetteer(load, _assemble(settings.part(Dongs).dongs))
    return cached.known


def _load(settings: district.Settings) -> tuple[str, ...]:
    mark = Mark.objects.filter(name=_MARK).first()
    at = District.objects.values_list("loaded_at", flat=True).first()
    return settings.jurisdiction_id, str(at), str(mark.data.get("load")) if mark else ""


def _assemble(dongs: Sequence[Sequence[str]]) -> Gazetteer:
    rows = [
        GazetteerEntry(kind, ko, en, parts(aliases), parts(dong), latitude, longitude)
        for kind, ko, en, aliases, dong, latitude, longitude in NamedPlace.objects.values_list(
            "kind", "name_ko", "name_en", "aliases", "dong", "latitude", "longitude"
        ).iterator()
    ]
    columns = ("name_ko", "name_en", "dong", "latitude", "longitude")
    rows += [landmark(*row) for row in Landmark.objects.values_list(*columns)]
    land = District.objects.values_list("boundaries", flat=True).first() or {}
    return assemble(rows, dongs, land)
