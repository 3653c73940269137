"""What a district says of its ground, besides the tables that are kept as rows."""

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from townline.platform.core.calendars.columns import HOLIDAY_COLUMNS, HOLIDAY_KINDS, HOLIDAYS
from townline.platform.core.district_files.documents import Document
from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.shapes import Shape
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import CsvRow
from townline.platform.core.district_files.values import Many, text
from townline.platform.core.models import Holiday, Place
from townline.platform.triage.rules.places import (
    DONG_COLUMNS,
    GAZETTEER_COLUMNS,
    KINDS,
    NO_GROUND,
    PLACE_COLUMNS,
    STRETCH,
    Area,
    GazetteerEntry,
    Naming,
    areas_in,
    dong_naming,
    is_stretch,
    parts,
)


class GroundSettings(Part):
    """``boundaries``: the file of the dongs' outlines."""

    boundaries: Annotated[str, text(200)] = "boundaries.geojson"


class Dongs(Part):
    """Which dong of the office (Korean, English name) overlaps which one of the boundaries.

    Read from dongs.csv; none where the office's dongs are those of the boundaries.
    """

    dongs: Many[Many[str]] = ()


# Reading gazetteer.csv and dongs.csv: what the ground is called. A district may have neither.

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


# Reading holidays.csv, boundaries.geojson and places.csv.

PLACES = "places.csv"
type Ring = list[tuple[float, float]]


def holidays(source: Source) -> list[Holiday]:
    """Read the days off; each date once."""
    found: dict[dt.date, Holiday] = {}
    for row in source.rows(HOLIDAYS, HOLIDAY_COLUMNS):
        day = _date(row["date"])
        if day is None:
            words = f"date {row['date']!r} is not a date; write it like 2026-11-25"
            source.problems.add(HOLIDAYS, row.line, words)
            continue
        if day in found:
            source.problems.add(HOLIDAYS, row.line, f"the date {day} stands above already")
        if row["kind"] not in HOLIDAY_KINDS:
            words = f"kind {row['kind']!r} is unknown; {accepted_hint(HOLIDAY_KINDS)}"
            source.problems.add(HOLIDAYS, row.line, words)
        found[day] = Holiday(
            date=day, name_ko=row["name_ko"], name_en=row["name_en"], kind=row["kind"]
        )
    return list(found.values())


def holidays_written(before: bytes) -> dict[str, bytes]:
    """Write the days off that count as their file has them; {} where ``before`` says the same."""
    names = [column.name for column in HOLIDAY_COLUMNS]
    rows = [
        {"date": one.date.isoformat(), **{name: getattr(one, name) for name in names[1:]}}
        for one in Holiday.objects.order_by("date")
    ]
    existing = csv.DictReader(io.StringIO(before.decode("utf-8-sig"), newline=""))
    if sorted(existing, key=lambda row: row["date"]) == rows:
        return {}
    lines = io.StringIO(newline="")
    table = csv.DictWriter(lines, names, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return {HOLIDAYS: lines.getvalue().encode()}


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def boundaries(source: Source, file: str) -> tuple[dict[str, Any], dict[str, list[Ring]]]:
    """Read the dongs: the GeoJSON as it is, and the outer rings of each by its Korean name."""
    document = source.json(file)
    if document is None:
        return {}, {}
    shape = Shape(document, source.problems)
    dongs: dict[str, list[Ring]] = {}
    for at in shape.items("features"):
        path = ("features", at)
        shape.text(*path, "properties", "code", limit=40)
        name = shape.text(*path, "properties", "name_ko", limit=40)
        shape.text(*path, "properties", "name_en", limit=80)
        if name in dongs:
            shape.problem((*path, "properties"), f"the dong {name!r} stands here twice")
        dongs[name] = _rings(shape, document, at)
    return document.data if isinstance(document.data, dict) else {}, dongs


def _rings(shape: Shape, document: Document, at: int) -> list[Ring]:
    path = ("features", at, "geometry")
    shape.one_of(*path, "type", values=["Polygon", "MultiPolygon"])
    try:
        geometry = document.data["features"][at]["geometry"]
        shapes = geometry["coordinates"]
        polygons = shapes if geometry["type"] == "MultiPolygon" else [shapes]
        return [[(float(x), float(y)) for x, y in polygon[0]] for polygon in polygons]
    except (KeyError, TypeError, ValueError, IndexError):
        shape.problem((*path, "coordinates"), "must be rings of [longitude, latitude]")
        return []


def places(source: Source, dongs: dict[str, list[Ring]]) -> list[Place]:
    """Read streets and landmarks; each lies in the dong it names, and each name comes once."""
    found: dict[str, Place] = {}
    for row in source.rows(PLACES, PLACE_COLUMNS):
        words = _place_wrong(row, dongs)
        if not words and row["name_ko"] in found:
            words = f"the place {row['name_ko']!r} stands above already"
        if words:
            source.problems.add(PLACES, row.line, words)
            continue
        found[row["name_ko"]] = Place(
            name_ko=row["name_ko"],
            name_en=row["name_en"],
            dong=row["dong"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
    return list(found.values())


def _place_wrong(row: CsvRow, dongs: dict[str, list[Ring]]) -> str:
    try:
        point = float(row["longitude"]), float(row["latitude"])
    except ValueError:
        return "latitude and longitude must be degrees, like 36.61983"
    if not dongs:  # their file could not be read: that is told already
        return ""
    if row["dong"] not in dongs:
        return f"dong {row['dong']!r} is unknown; {accepted_hint(dongs)}"
    if not any(_inside(point, ring) for ring in dongs[row["dong"]]):
        return f"the point {point[1]}, {point[0]} does not lie in {row['dong']}"
    return ""


def _inside(point: tuple[float, float], ring: Ring) -> bool:
    """Count how often a ray to the east crosses the ring: odd means inside."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
