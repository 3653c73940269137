"""Addresses by road and number, lots by dong and number; neighbours stand in for each other."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from townline.triage.rules.places import entries
from townline.triage.rules.places.entries import Entry
from townline.triage.rules.places.letters import folded

_ADDRESS = re.compile(r"(.*[로길])(\d+(?:-\d+)?)$")
_LATIN = re.compile(r"^(\d+(?:-\d+)?)([a-z].*)$")
_LOT = re.compile(r"(.*?[동가리])(산?\d+(?:-\d+)?)$")
_STRETCH = re.compile(r"(.*)(?<!\d)(\d+)-(\d+)$")
_NEAR = 20  # house numbers: some 200 metres


@dataclass(frozen=True)
class Streets:
    """``houses``: by folded road and number. ``numbers``: the main numbers of each road."""

    houses: Mapping[str, Entry]
    numbers: Mapping[str, tuple[tuple[int, Entry], ...]]
    stretches: Mapping[str, tuple[tuple[range, Entry], ...]]

    def exact(self, road: str, number: str) -> Entry | None:
        """Give the address or lot itself."""
        return self.houses.get(road + number)

    def near(self, road: str, number: str) -> Entry | None:
        """Give a row that says in which dong a number lies: a stretch, else a near neighbour."""
        main = int(number.split("-", maxsplit=1)[0]) if number[0].isdecimal() else 0
        for numbers, entry in self.stretches.get(road, ()):
            if main in numbers:
                return entry
        return self._neighbour(self.numbers.get(road, ()), main)

    def unnamed(self, named: set[str]) -> Iterator[Entry]:
        """Give the roads that only addresses speak of, with all dongs that these lie in."""
        for road, numbers in self.numbers.items():
            if road not in named:
                dongs = dict.fromkeys(dong for _, entry in numbers for dong in entry.dongs)
                first = numbers[0][1]
                korean = _road_name(first.name_ko)
                if korean:
                    yield Entry(entries.ROAD, korean, _english(first), (), tuple(dongs))

    @staticmethod
    def _neighbour(numbers: tuple[tuple[int, Entry], ...], main: int) -> Entry | None:
        at = bisect_left(numbers, main, key=lambda pair: pair[0])
        near = numbers[max(0, at - 2) : at + 2]
        # Odd numbers stand on one side of the road, even ones on the other.
        found = min(near, key=lambda n: abs(n[0] - main) + (n[0] - main) % 2, default=None)
        return found[1] if found and abs(found[0] - main) <= _NEAR else None


def streets(rows: Iterable[Entry]) -> Streets:
    """Sort addresses, lots and stretches of roads."""
    houses: dict[str, Entry] = {}
    numbers: dict[str, dict[int, Entry]] = defaultdict(dict)
    stretches: dict[str, list[tuple[range, Entry]]] = defaultdict(list)
    for row in rows:
        name = folded(row.name_ko)
        if row.kind == entries.STRETCH and (found := _STRETCH.match(name)):
            stretches[found[1]].append((range(int(found[2]), int(found[3]) + 1), row))
            continue
        houses.setdefault(name, row)
        if row.kind == entries.ADDRESS and (parts := _ADDRESS.match(name)):
            numbers[parts[1]].setdefault(int(parts[2].split("-")[0]), row)
    return Streets(
        houses,
        {road: tuple(sorted(found.items(), key=lambda n: n[0])) for road, found in numbers.items()},
        {road: tuple(found) for road, found in stretches.items()},
    )


def address_kind(name: str) -> str:
    """Say of a named place whether its name is an address or a lot, else that it is a landmark."""
    letters = folded(name)
    if _ADDRESS.match(letters):
        return entries.ADDRESS
    return entries.LOT if _LOT.match(letters) else "landmark"


def _road_name(address: str) -> str:
    return re.sub(r"\s*\d+(?:-\d+)?\s*$", "", address)


def _english(entry: Entry) -> str:
    found = _LATIN.match(folded(entry.name_en))
    return re.sub(r"^\s*\d+(?:-\d+)?\s*", "", entry.name_en) if found else ""
