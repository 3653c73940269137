"""A gazetteer from address files and a list of landmarks."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from townline.platform.core.text.columns import column_names
from townline.platform.triage.placing.formats import (
    Building,
    Door,
    buildings,
    entrances,
    romanised_roads,
)
from townline.platform.triage.placing.lines import LineWrong
from townline.platform.triage.rules.places.entries import GAZETTEER_COLUMNS

_NAMES = tuple(column.name for column in GAZETTEER_COLUMNS)

type Row = tuple[str, ...]
type Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which files to read, and for which district. ``office``: name dongs as the office does."""

    code: str
    buildings: list[Path]
    positions: list[Path]
    roads: Path | None
    landmarks: list[Path]
    office: bool


@dataclass
class Built:
    """Rows by kind, each once; bounded by the district, not by the files."""

    addresses: dict[str, Row] = field(default_factory=dict)
    lots: dict[str, Row] = field(default_factory=dict)
    flats: dict[tuple[str, str], Row] = field(default_factory=dict)
    roads: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    codes: dict[str, str] = field(default_factory=dict)
    landmarks: list[Row] = field(default_factory=list)


def build(wanted: Wanted) -> Built:
    """Read all files. Raises LineWrong and OSError."""
    points: dict[Door, Point] = {}
    for file in wanted.positions:
        points.update(entrances(file, wanted.code))
    built = Built()
    for file in wanted.buildings:
        for one in buildings(file, wanted.code):
            _put(built, one, one.office if wanted.office else one.legal, points)
    for file in wanted.landmarks:
        built.landmarks += _landmarks(file)
    return built


def _put(built: Built, one: Building, dong: str, points: Mapping[Door, Point]) -> None:
    place = _degrees(points.get(one.door))
    address = f"{one.road} {one.number}"
    built.roads[one.road][dong] = None
    built.codes.setdefault(one.road, one.door[0])
    built.addresses.setdefault(address, ("address", address, "", "", dong, *place))
    lot = f"{one.legal} {one.lot}"
    built.lots.setdefault(lot, ("lot", lot, "", "", dong, *place))
    if one.flats:
        built.flats.setdefault((one.flats, dong), ("apartment", one.flats, "", "", dong, *place))


def _degrees(point: Point | None) -> tuple[str, str]:
    return (f"{point[0]:.5f}", f"{point[1]:.5f}") if point else ("", "")


def _landmarks(file: Path) -> Iterator[Row]:
    """Take rows over as they are: ``townline district load`` checks them with all others."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        header = column_names(next(reader, []), GAZETTEER_COLUMNS)
        if sorted(header) != sorted(_NAMES):
            raise LineWrong(file, 1, f"the header is {','.join(header)!r}; {','.join(_NAMES)}")
        for row in reader:
            if row and len(row) != len(header):
                words = f"the row has {len(row)} columns; the header has {len(header)}"
                raise LineWrong(file, reader.line_num, words)
            if row:
                cells = dict(zip(header, row, strict=True))
                yield tuple(one.value(cells[one.name]) for one in GAZETTEER_COLUMNS)


def rows(built: Built, roads: Path | None, code: str) -> Iterator[Row]:
    """Give the rows of the gazetteer: landmarks first, as a person wrote them."""
    named = {(row[0], row[1], row[4]) for row in built.landmarks}
    yield from built.landmarks
    english = dict(romanised_roads(roads, code)) if roads else {}
    for road, dongs in sorted(built.roads.items()):
        made = ("road", road, english.get(built.codes[road], ""), "", "|".join(dongs), "", "")
        if (made[0], made[1], made[4]) not in named:
            yield made
    for kind in (built.flats, built.addresses, built.lots):
        yield from (row for row in kind.values() if (row[0], row[1], row[4]) not in named)


def write(out: TextIO, made: Iterable[Row]) -> int:
    """Write a gazetteer; give how many rows it has."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_NAMES)
    count = 0
    for row in made:
        writer.writerow(row)
        count += 1
    return count
