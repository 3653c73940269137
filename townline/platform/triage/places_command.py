"""The ground of a district for measuring: its files as they lie, without Django or a database."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from townline.platform.core.paths import ROOT
from townline.platform.core.text.columns import column_names
from townline.platform.triage.rules.places import (
    DONG_COLUMNS,
    GAZETTEER_COLUMNS,
    PLACE_COLUMNS,
    Gazetteer,
    GazetteerEntry,
    assemble,
    entries,
    find,
    landmark,
    parts,
)

_COLUMNS = {"dongs": DONG_COLUMNS, "gazetteer": GAZETTEER_COLUMNS, "places": PLACE_COLUMNS}
_ENOUGH = 1_000  # texts to know a district by
_SHIPPED = ROOT / "townline" / "data" / "districts"


class GroundInvalid(ValueError):
    """A district's ground cannot be read; the words name the folder and what is the matter."""


def ground(named: str) -> tuple[Gazetteer, str]:
    """Read the ground of a district that comes with us, or of a folder. Raises GroundInvalid."""
    folder = _SHIPPED / named if (_SHIPPED / named).is_dir() else Path(named)
    if not folder.is_dir():
        known = ", ".join(one.name for one in _shipped_districts())
        raise GroundInvalid(f"no district {named!r}; give a folder, or one of: {known}")
    return _read(folder), folder.name


def likeliest(rows: Sequence[Mapping[str, Any]]) -> tuple[Gazetteer, str]:
    """Choose the district that comes with us whose dongs, else whose places, the rows name most."""
    named = [str(row["dong"]) for row in rows if row.get("dong")]

    def hits(folder: Path) -> int:
        known = _read(folder)
        if not named:
            return sum(find(str(row.get("text") or ""), known) is not None for row in rows)
        return sum(bool(known.naming.of(name)) for name in named)

    best = max(_shipped_districts(), key=hits)
    return _read(best), best.name


def locating(texts: Sequence[str]) -> Callable[[str], tuple[float, float] | None]:
    """Give what tells where the places lie that these texts name, in degrees; dongs are too wide.

    The district is the one that comes with us whose places the texts name most.
    """
    known, _ = likeliest([{"text": text} for text in texts[:_ENOUGH]])

    def locate(text: str) -> tuple[float, float] | None:
        found = find(text, known)
        if found is None or found.kind == entries.DONG or found.latitude is None:
            return None
        return (found.latitude, found.longitude) if found.longitude is not None else None

    return locate


def _shipped_districts() -> list[Path]:
    return sorted(one for one in _SHIPPED.iterdir() if one.is_dir())


@cache
def _read(folder: Path) -> Gazetteer:
    try:
        boundaries = json.loads((folder / "boundaries.geojson").read_text("utf-8"))
        dongs = [(row["name_ko"], row["name_en"], row["legal"]) for row in _rows(folder, "dongs")]
        entries = [_entry(row) for row in _rows(folder, "gazetteer")]
        entries += [_landmark(row) for row in _rows(folder, "places")]
        return assemble(entries, dongs, boundaries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GroundInvalid(f"the places of {folder} cannot be read: {error!r}") from error


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    file = folder / f"{name}.csv"
    if file.exists():
        with file.open(encoding="utf-8-sig", newline="") as opened:
            headings, *rows = csv.reader(opened)
        columns = {one.name: one for one in _COLUMNS[name]}
        names = column_names(headings, _COLUMNS[name])
        for cells in filter(None, rows):
            written = zip(names, cells, strict=False)
            yield {key: columns[key].value(cell) for key, cell in written if key in columns}


def _entry(row: dict[str, str]) -> GazetteerEntry:
    point = (float(row[axis]) if row[axis] else None for axis in ("latitude", "longitude"))
    names = parts(row["aliases"]), parts(row["dong"])
    return GazetteerEntry(row["kind"], row["name_ko"], row["name_en"], *names, *point)


def _landmark(row: dict[str, str]) -> GazetteerEntry:
    point = float(row["latitude"]), float(row["longitude"])
    return landmark(row["name_ko"], row["name_en"], row["dong"], *point)
