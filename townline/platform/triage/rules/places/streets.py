"""Addresses by road and number, lots by dong and number; neighbours stand in for each other."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from townline.platform.triage.rules.places import entries
from townline.platform.triage.rules.places.entries import GazetteerEntry
from townline.platform.triage.rules.places.letters import fold_name

_ADDRESS = re.compile(r"(.*[로길])(\d+(?:-\d+)?)$")
_LATIN = re.compile(r"^(\d+(?:-\d+)?)([a-z].*)$")
_LOT = re.compile(r"(.*?[동가리])(산?\d+(?:-\d+)?)$")
_STRETCH = re.compile(r"(.*?\D)(?:(\d+)-(\d+)|(\d+)길(\d+)길)$")
_LEADING = re.compile(r"\d+")
_NEAR = 20  # house numbers: some 200 metres


@dataclass(frozen=True)
class Streets:
    """``houses``: by folded road and number. ``numbers``: the main numbers of each road."""

    houses: Mapping[str, GazetteerEntry]
    numbers: Mapping[str, tuple[tuple[int, GazetteerEntry], ...]]
    stretches: Mapping[str, tuple[tuple[range, GazetteerEntry], ...]]

    def exact(self, road: str, number: str) -> GazetteerEntry | None:
        """Give the address or lot itself."""
        return self.houses.get(road + number)

    def near(self, road: str, number: str) -> GazetteerEntry | None:
        """Give a row that says in which dong a number lies: a stretch, else a near neighbour."""
        main = _main(number)
        return self._stretch(road, main) or self._neighbour(self.numbers.get(road, ()), main)

    def side(self, road: str, branch: str) -> GazetteerEntry | None:
        """Give a row that says in which dong a road that branches off lies, ``14길``."""
        return self._stretch(f"{road}길", _main(branch))

    def _stretch(self, road: str, main: int) -> GazetteerEntry | None:
        found = self.stretches.get(road, ())
        return next((entry for numbers, entry in found if main in numbers), None)

    def unnamed(self, named: set[str]) -> Iterator[GazetteerEntry]:
        """Give the roads that only addresses speak of, with all dongs that these lie in."""
        for road, numbers in self.numbers.items():
            if road not in named:
                dongs = dict.fromkeys(dong for _, entry in numbers for dong in entry.dongs)
                first = numbers[0][1]
                korean = _road_name(first.name_ko)
                if korean:
                    yield GazetteerEntry(entries.ROAD, korean, _english(first), (), tuple(dongs))

    @staticmethod
    def _neighbour(
        numbers: tuple[tuple[int, GazetteerEntry], ...], main: int
    ) -> GazetteerEntry | None:
        at = bisect_left(numbers, main, key=lambda pair: pair[0])
        near = numbers[max(0, at - 2) : at + 2]
        # Odd numbers stand on one side of the road, even ones on the other.
        found = min(near, key=lambda n: abs(n[0] - main) + (n[0] - main) % 2, default=None)
        return found[1] if found and abs(found[0] - main) <= _NEAR else None


def streets(rows: Iterable[GazetteerEntry]) -> Streets:
    """Sort addresses, lots and stretches of roads."""
    houses: dict[str, GazetteerEntry] = {}
    numbers: dict[str, dict[int, GazetteerEntry]] = defaultdict(dict)
    stretches: dict[str, list[tuple[range, GazetteerEntry]]] = defaultdict(list)
    for row in rows:
        name = fold_name(row.name_ko)
        if row.kind == entries.STRETCH and (found := _STRETCH.match(name)):
            side = "길" if found[4] else ""
            stretches[found[1] + side].append((_numbers(found), row))
            continue
        houses.setdefault(name, row)
        if row.kind == entries.ADDRESS and (parts := _ADDRESS.match(name)):
            numbers[parts[1]].setdefault(_main(parts[2]), row)
    return Streets(
        houses,
        {road: tuple(sorted(found.items(), key=lambda n: n[0])) for road, found in numbers.items()},
        {road: tuple(found) for road, found in stretches.items()},
    )


def _numbers(found: re.Match[str]) -> range:
    """Give the numbers of a stretch: between two odd or two even ones, of that side only."""
    if found[4]:
        return range(int(found[4]), int(found[5]) + 1)
    first, last = int(found[2]), int(found[3])
    return range(first, last + 1, 2 if (last - first) % 2 == 0 else 1)


def _main(number: str) -> int:
    found = _LEADING.match(number)
    return int(found[0]) if found else 0


def is_stretch(name: str) -> bool:
    """Say whether a name tells numbers of a road: ``느티로 1-60``, ``느티로 1길-9길``."""
    return bool(_STRETCH.match(fold_name(name)))


def address_kind(name: str) -> str:
    """Say of a named place whether its name is an address or a lot, else that it is a landmark."""
    letters = fold_name(name)
    if _ADDRESS.match(letters):
        return entries.ADDRESS
    return entries.LOT if _LOT.match(letters) else "landmark"


def _road_name(address: str) -> str:
    return re.sub(r"\s*\d+(?:-\d+)?\s*$", "", address)


def _english(entry: GazetteerEntry) -> str:
    found = _LATIN.match(fold_name(entry.name_en))
    return re.sub(r"^\s*\d+(?:-\d+)?\s*", "", entry.name_en) if found else ""
