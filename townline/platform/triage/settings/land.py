"""Reading holidays.csv, boundaries.geojson and places.csv."""

import csv
import datetime as dt
import io
from typing import Any

from townline.platform.core.calendars.columns import HOLIDAY_COLUMNS, HOLIDAY_KINDS, HOLIDAYS
from townline.platform.core.district_files.documents import Document
from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.shapes import Shape
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import CsvRow
from townline.platform.core.models import Holiday, Place
from townline.platform.triage.rules.places import PLACE_COLUMNS

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
