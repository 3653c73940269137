"""CSV: columns of latitude and longitude (or x and y of a grid), or one of WKT."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from townline.platform.core.text.charsets import encoding_of
from townline.platform.core.text.languages import unquote_cell
from townline.platform.geofiles.problems import GeofileProblem, UnreadableGeofile
from townline.platform.geofiles.reading.geometry import row
from townline.platform.geofiles.shapes import Geometry, Parsed, Row

_LATITUDE = ("latitude", "lat", "위도", "y", "y좌표", "northing")
_LONGITUDE = ("longitude", "lon", "lng", "long", "경도", "x", "x좌표", "easting")
_WKT = ("wkt", "geometry", "geom", "the_geom", "도형", "공간정보")
PLACE = frozenset({*_LATITUDE, *_LONGITUDE, *_WKT})
_SEPARATORS = ",;\t|"
# As PostGIS and QGIS write the projection of one shape.
_SRID = re.compile(r"\s*SRID=(\d{4,6});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the shape stands; ``wkt`` or both others."""

    names: list[str]
    wkt: int | None
    latitude: int | None
    longitude: int | None

    def place(self) -> set[int | None]:
        return {self.wkt} if self.wkt is not None else {self.latitude, self.longitude}


def parse(content: bytes) -> Parsed:
    """Read rows below a header, in UTF-8, UTF-16 or CP949. Raises Unreadable."""
    lines = _lines(content)
    if not lines:
        raise UnreadableGeofile("nothing")
    columns = _columns(lines[0])
    crs: str | None = None
    rows = []
    for number, cells in enumerate(lines[1:], 1):
        own = _srid(cells, columns)
        crs = crs or own
        rows.append(_row(number, cells, columns, strange=own not in {None, crs}))
    return Parsed(rows, crs)


def _lines(content: bytes) -> list[list[str]]:
    encoding = encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise UnreadableGeofile("encoding", encoding=encoding) from error
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableGeofile("headers") from error
    return [cells for cells in rows if any(cell.strip() for cell in cells)]


def _columns(header: Sequence[str]) -> _Columns:
    names = [unquote_cell(name).strip() for name in header]
    known = [name.lower().replace(" ", "") for name in names]
    found = _Columns(names, *(_at(known, wanted) for wanted in (_WKT, _LATITUDE, _LONGITUDE)))
    if None in found.place():
        raise UnreadableGeofile("headers")
    return found


def _at(known: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((known.index(name) for name in wanted if name in known), None)


def _srid(cells: list[str], columns: _Columns) -> str | None:
    at = columns.wkt
    found = _SRID.match(cells[at]) if at is not None and at < len(cells) else None
    return f"EPSG:{found[1]}" if found else None


def _row(number: int, cells: list[str], columns: _Columns, *, strange: bool) -> Row:
    if len(cells) != len(columns.names):
        counts = {"count": len(cells), "expected": len(columns.names)}
        return Row(number, {}, problem=GeofileProblem("columns", number, counts))
    place = columns.place()
    pairs = enumerate(zip(columns.names, cells, strict=True))
    properties = {name: unquote_cell(cell) for at, (name, cell) in pairs if at not in place}
    if strange:
        return Row(number, properties, problem=GeofileProblem("grids", number))
    form = "csv" if columns.wkt is None else "wkt"
    return row(number, properties, partial(_shape, cells, columns), form)


def _shape(cells: list[str], columns: _Columns) -> Geometry:
    from shapely import Point, from_wkt  # noqa: PLC0415 -- only files of places need it

    if columns.wkt is not None:
        return from_wkt(_SRID.sub("", cells[columns.wkt]))
    return Point(float(cells[columns.longitude or 0]), float(cells[columns.latitude or 0]))
