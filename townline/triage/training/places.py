"""A district's folder as a gazetteer, without a database: for measuring only.

``townline district load`` checks the same files; here a row that is wrong raises.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from townline.triage.rules.places import Entry, Gazetteer, assemble, landmark, parts

GAZETTEER, DONGS, PLACES, BOUNDARIES = (
    "gazetteer.csv",
    "dongs.csv",
    "places.csv",
    "boundaries.geojson",
)


def gazetteer_in(folder: Path) -> Gazetteer:
    """Read the files of a folder that speak of its ground. Raises OSError or ValueError."""
    land = json.loads((folder / BOUNDARIES).read_text(encoding="utf-8"))
    rows = [_entry(row) for row in _rows(folder / GAZETTEER)]
    rows += [_landmark(row) for row in _rows(folder / PLACES)]
    dongs = [(row["name_ko"], row["name_en"], row["legal"]) for row in _rows(folder / DONGS)]
    return assemble(rows, dongs, land)


def best_folder(folders: Iterable[Path], rows: Iterable[Mapping[str, Any]]) -> Path | None:
    """Choose the district whose dongs the rows' values name most; None where none is named."""
    values = [str(row["dong"]) for row in rows if row.get("dong")]
    scored = []
    for folder in sorted(folders):
        naming = gazetteer_in(folder).naming
        scored.append((sum(bool(naming.of(value)) for value in values), folder))
    best = max(scored, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _rows(file: Path) -> Iterator[dict[str, str]]:
    if file.exists():
        with file.open(encoding="utf-8-sig", newline="") as lines:
            yield from csv.DictReader(lines)


def _degrees(value: str) -> float | None:
    return float(value) if value else None


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        row["kind"],
        row["name_ko"],
        row["name_en"],
        parts(row["aliases"]),
        parts(row["dong"]),
        _degrees(row["latitude"]),
        _degrees(row["longitude"]),
    )


def _landmark(row: Mapping[str, str]) -> Entry:
    position = float(row["latitude"]), float(row["longitude"])
    return landmark(row["name_ko"], row["name_en"], row["dong"], *position)
