"""Looking a place up by hand: whoever knows better chooses it."""

from collections.abc import Iterator

from townline.platform.triage.rules.places import entries
from townline.platform.triage.rules.places.areas import Ring, metres
from townline.platform.triage.rules.places.entries import NO_GROUND, GazetteerEntry
from townline.platform.triage.rules.places.finding import FoundPlace, find
from townline.platform.triage.rules.places.gazetteer import Gazetteer
from townline.platform.triage.rules.places.letters import fold_name

_SHORTEST = 2
_REACHES = (1, 3, 8, 20)  # squares around a point

type Point = tuple[float, float]  # latitude, longitude


def matching(words: str, known: Gazetteer, *, limit: int) -> list[FoundPlace]:
    """Give places that words may mean: what they say as a text first, then names that hold them."""
    wanted = fold_name(words)
    if len(wanted) < _SHORTEST:
        return []
    text_place = find(words, known)
    found = {
        (place.name_ko, place.dong): place for place in [text_place] if place and place.name_ko
    }
    names = [name for name in known.every if wanted in name.letters and not name.stem]
    for name in sorted(names, key=lambda name: (len(name.letters), name.letters)):
        for entry in name.entries:
            place = as_place(entry, known)
            found.setdefault((place.name_ko, place.dong), place)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def chosen_place(name_ko: str, dong: str, known: Gazetteer) -> FoundPlace | None:
    """Give the place that a person chose among those of ``matching``; None for another."""
    wanted = fold_name(name_ko)
    rows = (
        row for n in known.names.get(wanted[:2], ()) if n.letters == wanted for row in n.entries
    )
    places = [as_place(row, known) for row in rows if row.kind not in NO_GROUND]
    text_place = find(name_ko, known)
    if text_place:
        places.append(text_place)
    return next((place for place in places if place.dong == dong), None)


def as_place(entry: GazetteerEntry, known: Gazetteer) -> FoundPlace:
    """Give an entry as a place that somebody names."""
    one = entry.dongs[0] if len(entry.dongs) == 1 else ""
    dong = entry.name_ko if entry.kind == entries.DONG else one
    return FoundPlace(
        entry.kind,
        entry.name_ko,
        entry.name_en,
        dong or known.naming.smallest(known.cells(entry)),
        entry.latitude,
        entry.longitude,
        (),
        "text",
        sure=True,
    )


def near(point: Point, known: Gazetteer, *, limit: int) -> list[FoundPlace]:
    """Give the places next to a point (latitude, longitude), the nearest first, then its dong."""
    placed: list[GazetteerEntry] = []
    for reach in _REACHES:
        placed = list(known.around(*point, reach))
        if len(placed) >= limit:
            break
    placed.sort(key=lambda entry: metres(point, (entry.latitude or 0, entry.longitude or 0)))
    dong = next((area.name_ko for area in known.areas if area.holds(*point)), "")
    dong_place = chosen_place(dong, dong, known) if dong else None
    return [
        *(as_place(entry, known) for entry in placed[:limit]),
        *([dong_place] if dong_place else []),
    ]


def outline(dong: str, known: Gazetteer) -> Iterator[Ring]:
    """Give the rings of the ground that a dong's name stands for."""
    for area in known.areas:
        if known.naming.agree(area.name_ko, dong):
            yield from area.rings
