"""Reading gazetteer.csv and dongs.csv: what the ground is called. A district may have neither."""

from collections.abc import Mapping, Sequence
from typing import Any

from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import CsvRow
from townline.platform.triage.rules.places import (
    DONG_COLUMNS,
    GAZETTEER_COLUMNS,
    KINDS,
    NO_GROUND,
    STRETCH,
    Area,
    GazetteerEntry,
    Naming,
    areas_in,
    dong_naming,
    is_stretch,
    parts,
)

GAZETTEER, DONGS = "gazetteer.csv", "dongs.csv"
_DONG = "dong"


def dongs(source: Source, known: Mapping[str, object]) -> list[list[str]]:
    """Read which dong of the office overlaps which dong of the boundaries, one pair a row."""
    if not source.has(DONGS):
        return []
    found: list[list[str]] = []
    for row in source.rows(DONGS, DONG_COLUMNS):
        if known and row["legal"] not in known:
            words = f"legal {row['legal']!r} is not in the boundaries; {accepted_hint(known)}"
            source.problems.add(DONGS, row.line, words)
        found.append([row["name_ko"], row["name_en"], row["legal"]])
    return found


def gazetteer(
    source: Source, boundaries: Mapping[str, Any], pairs: Sequence[Sequence[str]]
) -> list[GazetteerEntry]:
    """Read the rows; each names dongs that there are and lies in one of them, and comes once."""
    rows = source.rows(GAZETTEER, GAZETTEER_COLUMNS) if source.has(GAZETTEER) else []
    areas = _areas(boundaries)
    named = dong_naming(pairs, areas, [_entry(r, None) for r in rows if r["kind"] == _DONG])
    found: dict[tuple[str, str, str], GazetteerEntry] = {}
    for row in rows:
        wrong, point = _point(row)
        entry = _entry(row, point)
        key = entry.kind, entry.name_ko, row["dong"]
        wrong = wrong or _wrong(entry, named, areas)
        if not wrong and key in found:
            wrong = f"the {entry.kind} {entry.name_ko!r} stands above already"
        if wrong:
            source.problems.add(GAZETTEER, row.line, wrong)
        found.setdefault(key, entry)
    return list(found.values())


def _areas(boundaries: Mapping[str, Any]) -> list[Area]:
    try:
        return areas_in(boundaries)
    except (KeyError, TypeError, ValueError, IndexError):  # what is wrong is told already
        return []


def _entry(row: CsvRow, point: tuple[float, float] | None) -> GazetteerEntry:
    return GazetteerEntry(
        row["kind"],
        row["name_ko"],
        row["name_en"],
        parts(row["aliases"]),
        parts(row["dong"]),
        *(point or (None, None)),
    )


def _point(row: CsvRow) -> tuple[str, tuple[float, float] | None]:
    if not row["latitude"] and not row["longitude"]:
        return "", None
    try:
        return "", (float(row["latitude"]), float(row["longitude"]))
    except ValueError:
        return "latitude and longitude must be degrees, like 36.61983, or both empty", None


def _wrong(entry: GazetteerEntry, named: Naming, areas: Sequence[Area]) -> str:
    if entry.kind not in KINDS:
        return f"kind {entry.kind!r} is unknown; {accepted_hint(KINDS)}"
    if entry.kind == STRETCH and not is_stretch(entry.name_ko):
        return f"name_ko {entry.name_ko!r} tells no numbers; write it like '느티로 1-60'"
    if not areas:
        return ""
    if entry.kind not in NO_GROUND and not entry.dongs:
        return "dong is empty; name the dongs that it touches, like 느티동|한들동"
    for dong in entry.dongs:
        if not named.of(dong):
            return f"dong {dong!r} is unknown; {accepted_hint(name for name, _ in named.shown)}"
    return _position_problem(entry, named, areas)


def _position_problem(entry: GazetteerEntry, named: Naming, areas: Sequence[Area]) -> str:
    if entry.latitude is None or entry.longitude is None:
        return ""
    point = entry.latitude, entry.longitude
    own = (area for area in areas if any(named.agree(d, area.name_ko) for d in entry.dongs))
    if any(area.holds(*point) for area in own):
        return ""
    here = next((area.name_ko for area in areas if area.holds(*point)), "")
    words = f"the point {point[0]}, {point[1]} does not lie in {entry.dongs[0]}"
    return f"{words} but in {here}" if here else f"{words}, nor in any other dong"
