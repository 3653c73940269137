"""Names made searchable: longest first, by their first two letters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor

from townline.platform.triage.rules.places import entries
from townline.platform.triage.rules.places.areas import Area
from townline.platform.triage.rules.places.entries import GazetteerEntry
from townline.platform.triage.rules.places.letters import fold_name, latin
from townline.platform.triage.rules.places.naming import NOWHERE, Cells, Naming
from townline.platform.triage.rules.places.streets import Streets, streets
from townline.platform.triage.rules.places.variants import bare, variants

_HEAD = 2
_SQUARES = 200  # in a degree: 560 m from south to north, 440 m across
_TYPED = 4  # shorter names are not looked for with a slip
_NUMBERED = (entries.ADDRESS, entries.LOT, entries.STRETCH)


@dataclass(frozen=True, slots=True)
class Name:
    """A way to write some entries. ``weak``: only as a word of its own.

    ``bare``: a dong without the word for dong, so that only what stands around tells it is one.
    ``stem``: of a road whose last syllable a number comes before: 연무장5길.
    """

    letters: str
    weak: bool
    latin: bool
    entries: tuple[GazetteerEntry, ...]
    bare: bool = False
    stem: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """All that is known of a district's ground. ``landmarks``: what has a position, by square."""

    every: tuple[Name, ...]
    names: Mapping[str, tuple[Name, ...]]
    slips: Mapping[str, tuple[Name, ...]]
    streets: Streets
    naming: Naming
    areas: tuple[Area, ...]
    landmarks: Mapping[tuple[int, int], list[GazetteerEntry]]
    english: Mapping[str, str]

    def around(self, latitude: float, longitude: float, reach: int) -> Iterator[GazetteerEntry]:
        """Give what lies in the square of a point and in so many squares around it."""
        row, column = _square(latitude, longitude)
        steps = range(-reach, reach + 1)
        for up in steps:
            for across in steps:
                yield from self.landmarks.get((row + up, column + across), ())

    def cells(self, entry: GazetteerEntry) -> Cells:
        """Give the ground that an entry touches."""
        return NOWHERE.union(*map(self.naming.of, entry.dongs))


def gazetteer(
    known: Iterable[GazetteerEntry], naming: Naming, areas: Iterable[Area] = ()
) -> Gazetteer:
    """Make entries searchable. Addresses and lots are looked up by number, all else by name."""
    rows = list(known)
    streets_ = streets(row for row in rows if row.kind in _NUMBERED)
    roads = [row for row in rows if row.kind == entries.ROAD]
    named = [row for row in rows if row.kind not in _NUMBERED]
    named += streets_.unnamed({fold_name(row.name_ko) for row in roads})
    found = [*_names(named), *map(_stem, filter(_narrow, named))]
    return Gazetteer(
        every=tuple(name for name in found if name.entries[0].kind not in entries.NO_GROUND),
        names=_group_names(found, slice(0, _HEAD)),
        slips=_group_names((name for name in found if _may_slip(name)), slice(-_HEAD, None)),
        streets=streets_,
        naming=naming,
        areas=tuple(areas),
        english={row.name_ko: row.name_en for row in rows if row.kind == entries.DONG},
        landmarks=_squares(rows),
    )


def _square(latitude: float, longitude: float) -> tuple[int, int]:
    return floor(latitude * _SQUARES), floor(longitude * _SQUARES)


def _squares(rows: Iterable[GazetteerEntry]) -> dict[tuple[int, int], list[GazetteerEntry]]:
    found: dict[tuple[int, int], list[GazetteerEntry]] = defaultdict(list)
    for row in rows:
        if row.latitude is not None and row.longitude is not None:
            found[_square(row.latitude, row.longitude)].append(row)
    return dict(found)


def _narrow(row: GazetteerEntry) -> bool:
    return row.kind == entries.ROAD and len(row.name_ko) > _HEAD and row.name_ko.endswith("길")


def _stem(road: GazetteerEntry) -> Name:
    return Name(fold_name(road.name_ko)[:-1], False, False, (road,), stem=True)


def _may_slip(name: Name) -> bool:
    return len(name.letters) >= _TYPED and not name.latin and not (name.weak or name.stem)


def _names(rows: list[GazetteerEntry]) -> list[Name]:
    stems = frozenset(
        row.name_ko[:-1] for row in rows if row.kind == entries.DONG and row.name_ko[-1] == "동"
    )
    found: dict[str, list[tuple[GazetteerEntry, bool]]] = defaultdict(list)
    for row in rows:
        for letters, weak in variants(row, stems):
            found[letters].append((row, weak))
    return [_name(letters, rows) for letters, rows in found.items()]


def _name(letters: str, found: list[tuple[GazetteerEntry, bool]]) -> Name:
    """Join what is written alike; a name that somebody gave outright outdoes a short form."""
    outright = [(row, weak) for row, weak in found if _outright(row, letters)]
    chosen = outright or found
    weak = all(weak for _, weak in chosen)
    rows = tuple(dict.fromkeys(row for row, _ in chosen))
    dong = all(row.kind == entries.DONG for row in rows) and bare(letters)
    return Name(letters, weak, latin(letters), rows, bare=dong)


def _outright(row: GazetteerEntry, letters: str) -> bool:
    return letters in map(fold_name, (row.name_ko, row.name_en, *row.aliases))


def _group_names(names: Iterable[Name], part: slice) -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        found[name.letters[part]].append(name)
    return {
        head: tuple(sorted(group, key=lambda name: -len(name.letters)))
        for head, group in found.items()
    }
