"""The one place that a text speaks of, by its words and where its photo was taken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from townline.platform.triage.rules.places import entries
from townline.platform.triage.rules.places.areas import metres
from townline.platform.triage.rules.places.entries import GazetteerEntry
from townline.platform.triage.rules.places.gazetteer import Gazetteer
from townline.platform.triage.rules.places.joining import join_mentions
from townline.platform.triage.rules.places.letters import LetterText, to_letters
from townline.platform.triage.rules.places.mentions import Mention, mentions
from townline.platform.triage.rules.places.naming import Cells

# What is told of a place that was found.

type Source = Literal["text", "photo", "both"]


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that a text or a photo tells.

    ``kind`` as in the gazetteer (``road``, ``station``, ``dong``...). ``dong``: the smallest named
    dong that covers it, empty where several would. Degrees of WGS 84, None where nobody knows.
    ``words``: the pieces of the text that named it, as they stand there. ``source``: what told of
    it; ``both`` agreed. ``sure``: nothing else in the text speaks against it.
    """

    kind: str
    name_ko: str
    name_en: str
    dong: str
    latitude: float | None
    longitude: float | None
    words: tuple[str, ...]
    source: Source
    sure: bool


_NEAR = 430  # metres: a square; beyond two of them a name would say nothing
_SAME = 300  # metres between what is said and where the photo was taken

type Point = tuple[float, float]  # latitude, longitude


def find(text: str, known: Gazetteer, point: Point | None = None) -> FoundPlace | None:
    """Find the place, or None. The words win over the photo where the two disagree."""
    text_place = _place_in_text(text, known)
    shown = at_point(point, known) if point else None
    if text_place is None or shown is None:
        return text_place or shown
    if text_place.kind == entries.OUTSIDE:
        # Whoever took a photo here means what is on it, whatever else is named.
        return replace(shown, sure=False)
    # A long road, too, agrees with a photo: it is narrowed by it.
    agree = (
        known.naming.agree(text_place.dong, shown.dong)
        or _close(text_place, shown)
        or not text_place.dong
    )
    return FoundPlace(
        text_place.kind,
        text_place.name_ko,
        text_place.name_en,
        text_place.dong or shown.dong,
        text_place.latitude
        if text_place.latitude is not None
        else shown.latitude
        if agree
        else None,
        text_place.longitude
        if text_place.longitude is not None
        else shown.longitude
        if agree
        else None,
        text_place.words,
        "both" if agree else "text",
        agree,
    )


def at_point(point: Point, known: Gazetteer) -> FoundPlace | None:
    """Name a position by its dong and the nearest place; None outside of the district."""
    area = next((area for area in known.areas if area.holds(*point)), None)
    if area is None:
        return None
    near = _nearest(point, known, 1) or _nearest(point, known, 2)
    if near is None:
        near = GazetteerEntry(entries.DONG, area.name_ko, area.name_en)
    return FoundPlace(
        near.kind, near.name_ko, near.name_en, area.name_ko, *point, (), "photo", sure=True
    )


def _nearest(point: Point, known: Gazetteer, reach: int) -> GazetteerEntry | None:
    """Give the nearest place within squares around a point, unless one beyond may be nearer."""
    around = known.around(*point, reach)
    near = min(around, key=lambda row: metres(point, spot(row)), default=None)
    return near if near and metres(point, spot(near)) <= _NEAR * reach else None


def spot(row: GazetteerEntry) -> Point:
    """Give the position of a row that has one."""
    return row.latitude or 0.0, row.longitude or 0.0


def _close(text_place: FoundPlace, shown: FoundPlace) -> bool:
    if text_place.latitude is None or text_place.longitude is None:
        return False
    here = shown.latitude or 0.0, shown.longitude or 0.0
    return metres((text_place.latitude, text_place.longitude), here) <= _SAME


def _place_in_text(text: str, known: Gazetteer) -> FoundPlace | None:
    letters = to_letters(text)
    found = list(join_mentions(letters, mentions(letters, known), known))
    best = _best(found)
    if best is None:
        return None
    if best.kind == entries.OUTSIDE:
        return _elsewhere(best, letters)
    others = [m for m in found if m is not best and m.kind != entries.OUTSIDE]
    cells, agreed = _ground(best, others, known)
    row = _row(best, cells, known)
    whole = cells == best.cells(known)
    exact = best.exact or best.kind == entries.ADDRESS
    placed = row is not None and row.latitude is not None and row.kind != entries.STRETCH
    return FoundPlace(
        best.kind,
        best.name_ko,
        best.name_en,
        _dong(best, cells, known, whole=whole),
        row.latitude if row and placed else None,
        row.longitude if row and placed else None,
        tuple(letters.piece(m.start, m.end) for m in (best, *others)),
        "text",
        sure=agreed and exact and row is not None and bool(best.weight and cells),
    )


def _elsewhere(best: Mention, text: LetterText) -> FoundPlace:
    """Tell a place of another district: whoever sorts may want to pass the text on."""
    words = (text.piece(best.start, best.end),)
    return FoundPlace(
        best.kind, best.name_ko, best.name_en, "", None, None, words, "text", sure=False
    )


def _best(found: Sequence[Mention]) -> Mention | None:
    """Choose what the matter is said to be at: by weight, then what tells most closely."""
    return max(
        found, key=lambda m: (min(m.weight, 1), _closely(m), m.weight, -m.start), default=None
    )


def _closely(mention: Mention) -> int:
    if mention.kind == entries.OUTSIDE:
        return 0  # "먼섬에서 다리 건너 …": whoever writes to us means ours, if any is named
    return mention.rank + (mention.weight == 3) - 2 * (mention.weight == 1)  # noqa: PLR2004


def _ground(best: Mention, others: Sequence[Mention], known: Gazetteer) -> tuple[Cells, bool]:
    """Give the ground of a place, narrowed by what else is named; and whether all agree."""
    cells, agreed = best.cells(known), True
    for other in others:
        ground = other.cells(known)
        if other.kind == entries.DONG and other.end == best.start and not ground & cells:
            cells, agreed = ground, False  # who says the dong before a name knows which one
        elif ground and cells and other.weight:
            shared = cells & ground
            agreed = agreed and bool(shared)
            cells = shared or cells
    return cells, agreed


def _dong(best: Mention, cells: Cells, known: Gazetteer, *, whole: bool) -> str:
    if whole and best.kind in (entries.DONG, entries.LOT) and len(best.entries) == 1:
        row = best.entries[0]
        return row.name_ko if row.kind == entries.DONG else known.naming.smallest(cells)
    if whole and len(best.entries) == 1 and len(best.entries[0].dongs) == 1:
        return best.entries[0].dongs[0]
    return known.naming.smallest(cells)


def _row(best: Mention, cells: Cells, known: Gazetteer) -> GazetteerEntry | None:
    fitting = [row for row in best.entries if known.cells(row) & cells or not cells]
    # What two lists name at the same spot is one place.
    spots = {(row.latitude, row.longitude) for row in fitting}
    one = len(fitting) == 1 or (len(spots) == 1 and (None, None) not in spots)
    return fitting[0] if one else None
