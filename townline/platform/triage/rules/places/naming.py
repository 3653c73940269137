"""Which names of dongs mean the same ground.

A dong of the office's work (행정동) and one of the land register (법정동) overlap. The ground is
cut into cells, one for each pair that overlaps; a name, also one that people only say, is a set
of cells. Two names agree if they share a cell.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from townline.platform.triage.rules.places.letters import digits, fold_name

type Cells = frozenset[str]
NOWHERE: Cells = frozenset()
# In the place of a dong: a road or river goes on in another district.
BEYOND = "-"
_ELSEWHERE: Cells = frozenset({BEYOND})

_ORDINAL = re.compile(r"제(?=\d)")
_GA = re.compile(r"(?<=[가-힣])동(?=\d가)")
_SPOKEN_GA = re.compile(r"[일이삼사오육칠팔구]{1,2}(?=가|동)")


@dataclass(frozen=True)
class Naming:
    """``cells`` of each name, by its key; ``shown``: names as they are written, smallest first.

    ``single``: the keys of dongs; the others are names for several.
    """

    cells: Mapping[str, Cells]
    shown: tuple[tuple[str, Cells], ...] = field(default=())
    single: frozenset[str] = frozenset()

    def of(self, name: str) -> Cells:
        """Give the cells of a name, however it is written; none for one that is unknown."""
        if name == BEYOND:
            return _ELSEWHERE
        return self.cells.get(key(name), NOWHERE)

    def one(self, name: str) -> bool:
        """Say whether a name is that of one dong, not one that people say for several."""
        return key(name) in self.single

    def written(self) -> list[str]:
        """Give the names of single dongs, as they are written."""
        return [name for name, _ in self.shown if self.one(name)]

    def overlapping(self, name: str) -> list[str]:
        """Give every name that shares ground with one, itself among them."""
        ground = self.of(name)
        return [other for other, cells in self.shown if cells & ground]

    def agree(self, one: str, other: str) -> bool:
        """Say whether two names share ground."""
        return bool(self.of(one) & self.of(other))

    def smallest(self, cells: Cells, most: int = 6) -> str:
        """Give the smallest dong that covers all cells, or nothing."""
        if not cells:
            return ""
        found = (name for name, covered in self.shown if cells <= covered)
        return next(found, "") if len(cells) <= most else ""


@lru_cache(maxsize=4096)  # tens of thousands of addresses name a few dongs
def key(name: str) -> str:
    """Write a dong's name in one way: 금호2·3가동, 금호2.3가동, 금호제2,3가동 are one."""
    plain = _ORDINAL.sub("", _SPOKEN_GA.sub(lambda m: digits(m[0]), fold_name(name)))
    return _GA.sub("", plain).replace("-", "")


def naming(pairs: Iterable[tuple[str, str]], others: Mapping[str, Iterable[str]]) -> Naming:
    """Build from pairs of names that overlap, and names that people say for several dongs.

    A dong that overlaps no other stands as a pair with itself.
    """
    cells: dict[str, set[str]] = {}
    written: dict[str, str] = {}
    for one, other in pairs:
        for name in (one, other):
            written.setdefault(key(name), name)
            cells.setdefault(key(name), set()).add(f"{key(one)}/{key(other)}")
    single = frozenset(cells)
    for name, parts in others.items():
        found = set().union(*(cells.get(key(part), set()) for part in parts))
        if found and key(name) not in cells:
            cells[key(name)], written[key(name)] = found, name
    frozen = {name: frozenset(found) for name, found in cells.items()}
    shown = sorted(((written[k], v) for k, v in frozen.items()), key=lambda pair: len(pair[1]))
    return Naming(frozen, tuple(shown), single)
