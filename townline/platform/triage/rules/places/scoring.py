"""How well places are found in texts whose place is known."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from townline.platform.triage.rules.places.finding import FoundPlace, find
from townline.platform.triage.rules.places.gazetteer import Gazetteer
from townline.platform.triage.rules.places.letters import fold_name

_Z = 1.959964  # of a confidence of 95 %


@dataclass(frozen=True, slots=True)
class HitShare:
    """``hits`` of ``total``, with its interval of 95 % confidence (Wilson)."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Give the two ends, 0 to 1; everything is possible where nothing was seen."""
        if not self.total:
            return 0.0, 1.0
        n, p = self.total, self.value
        middle = p + _Z**2 / (2 * n)
        reach = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n))
        scale = 1 + _Z**2 / n
        return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


@dataclass(frozen=True, slots=True)
class Miss:
    """A text that was read otherwise than it should be: names of dongs, empty for none."""

    id: str
    text: str
    wanted: str
    found: str
    place: str


@dataclass(frozen=True, slots=True)
class PlacesScore:
    """``precision``: of the dongs told, how many are right (also where none is stated).

    A name for several dongs (성수동) tells none where the file tells none either.

    ``recall``: of the dongs stated, how many were told rightly. ``places``: of the places named,
    how many were found by that name, or by one that holds it. ``unknown``: texts whose dong is
    not one of the district; they count for precision only.
    """

    precision: HitShare
    recall: HitShare
    places: HitShare
    unknown: int
    misses: tuple[Miss, ...] = field(default=())


def places_score(rows: Iterable[Mapping[str, Any]], known: Gazetteer) -> PlacesScore:
    """Measure on rows with ``text`` and ``dong`` and perhaps ``place``; others are skipped.

    Two names of dongs are equal if the district says that they overlap.
    """
    predicted, right, stated, unknown, named, matched = 0, 0, 0, 0, 0, 0
    misses: list[Miss] = []
    for row in rows:
        if "dong" not in row or not isinstance(row.get("text"), str):
            continue
        wanted = str(row["dong"] or "")
        found = find(row["text"], known)
        dong = _predicted_dong(found, wanted, known)
        hit = bool(dong) and known.naming.agree(wanted, dong)
        is_known = bool(known.naming.of(wanted))
        stated, unknown = stated + is_known, unknown + (bool(wanted) and not is_known)
        predicted, right = predicted + bool(dong), right + hit
        if isinstance(row.get("place"), str) and row["place"]:
            named, matched = named + 1, matched + same_place(row["place"], found)
        if hit != is_known or (dong and not hit):
            place = found.name_ko if found else ""
            misses.append(Miss(str(row.get("id", "")), row["text"], wanted, dong, place))
    return PlacesScore(
        HitShare(right, predicted),
        HitShare(right, stated),
        HitShare(matched, named),
        unknown,
        tuple(misses),
    )


def _predicted_dong(found: FoundPlace | None, wanted: str, known: Gazetteer) -> str:
    if found is None or not (wanted or known.naming.one(found.dong)):
        return ""
    return found.dong


def same_place(wanted: str, found: FoundPlace | None) -> bool:
    """Say whether a place was found by a name, by one that holds it, or by the words."""
    if found is None:
        return False
    name = fold_name(wanted)
    names = [fold_name(each) for each in (found.name_ko, found.name_en, *found.words) if each]
    return any(name in each or each in name for each in names)
