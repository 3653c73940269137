"""What lies on the public map: stretches of road and spots, and which of them are asked for."""

import datetime as dt
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_ROAD_ENDS = 100  # years; what lies further away was mistyped


class MapItemKind(StrEnum):
    """In the order of the list: what is not mended yet comes first."""

    OPEN = "open"  # made safe, not repaired yet
    REPAIRED = "repaired"
    ROADWAY = "roadway"  # explored
    PAVEMENT = "pavement"  # explored
    PLANNED = "planned"  # to be explored


LINES = frozenset({MapItemKind.ROADWAY, MapItemKind.PAVEMENT, MapItemKind.PLANNED})
EXPLORED = (MapItemKind.ROADWAY, MapItemKind.PAVEMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapItem:
    """One stretch or spot. ``id``: ``l12`` of a line, ``p12`` of a spot.

    ``parts``: flat runs of longitude and latitude, one run a part; a spot has one of one point.
    ``day``: explored, made safe or repaired on; None where it is planned. ``what``: the code of a
    spot's kind. Lengths in metres; of a spot they tell its size. ``surface``: of a line.
    """

    id: str
    number: int
    kind: MapItemKind
    year: int
    parts: tuple[array[float], ...]
    day: dt.date | None = None
    address: str = ""
    dong: str = ""
    begins_at: str = ""
    ends_at: str = ""
    what: str = ""
    surface: str = ""
    length_m: float | None = None
    width_m: float | None = None
    depth_m: float | None = None

    @property
    def is_line(self) -> bool:
        return self.kind in LINES

    @property
    def middle(self) -> tuple[float, float]:
        """Give longitude and latitude of a point on it, half along its longest part."""
        part = max(self.parts, key=len)
        at = len(part) // 4 * 2
        return part[at], part[at + 1]

    @property
    def words(self) -> str:
        """Give what a search looks in: all that says where it is, without spaces."""
        return squeeze(f"{self.address} {self.begins_at} {self.ends_at} {self.dong}")


def squeeze(words: str) -> str:
    """Write words so that spaces and capitals make no difference."""
    return "".join(words.split()).casefold()


def order_items(items: Iterable[MapItem]) -> list[MapItem]:
    """Lay in the order of the list: by kind, the latest first."""
    ranks = {kind: rank for rank, kind in enumerate(MapItemKind)}
    return sorted(items, key=lambda i: (ranks[i.kind], -_day(i), i.address, i.number))


def _day(item: MapItem) -> int:
    return item.day.toordinal() if item.day else 0


@dataclass(frozen=True, slots=True)
class MapFilters:
    """What is asked for; 0 and "" ask for everything. ``q``: a part of an address or road name."""

    year: int = 0
    kind: str = ""
    dong: str = ""
    q: str = ""

    def select(self, items: Iterable[MapItem]) -> list[MapItem]:
        """Give those that are asked for, in the same order."""
        wanted = squeeze(self.q)
        return [
            item
            for item in items
            if (not self.kind or item.kind == self.kind)
            and (not self.year or item.year == self.year)
            and (not self.dong or item.dong == self.dong)
            and (not wanted or wanted in item.words)
        ]


class Unaccepted(ValueError):
    """A filter that is none: ``name`` of it, and what is accepted, in English words."""

    def __init__(self, name: str, accepted: str) -> None:
        self.name, self.accepted = name, accepted
        super().__init__(f"{name} must be {accepted}")


def kind_of(written: str) -> str:
    """Read a kind; "" is every kind. Raises Unaccepted."""
    if written and written not in set(MapItemKind):
        raise Unaccepted("kind", f"one of {', '.join(MapItemKind)}")
    return written


def year_of(written: str, years: Iterable[int], this_year: int) -> int:
    """Read a year; 0 is every year. Raises Unaccepted where nothing can lie in it.

    ``years``: those that something lies in. The years between and the next one are accepted too,
    so that a script that asks for a new year is not refused on its first of January.
    """
    if not written:
        return 0
    known = [year for year in years if abs(year - this_year) <= _ROAD_ENDS]
    first, last = min([this_year, *known]), max([this_year + 1, *known])
    if written.isascii() and written.isdigit() and first <= int(written[:5]) <= last:
        return int(written)
    raise Unaccepted("year", f"a year from {first} to {last}")
