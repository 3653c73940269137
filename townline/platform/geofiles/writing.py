"""Features into each format, in one of the projections that are read."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from townline.platform.core.text.charsets import clean
from townline.platform.core.text.languages import quote_cell
from townline.platform.geofiles.projections import Grid, between, prj_of
from townline.platform.geofiles.reading.tables import PLACE
from townline.platform.geofiles.shapes import Feature, Geometry, Value, Written


class GeoFormat(StrEnum):
    GEOJSON = "geojson"
    GPX = "gpx"
    CSV = "csv"
    SHAPEFILE = "shapefile"


type Writer = Callable[[Sequence[Feature], Grid], bytes]


def write(form: GeoFormat, features: Sequence[Feature], grid: Grid, name: str) -> Written:
    """Write features, whose shapes are in degrees, as a file of that name.

    GPX knows degrees alone (its standard), and is written so whatever ``grid`` says. Raises
    ValueError where a format has no such shape: an area in GPX, several kinds in a Shapefile.
    """
    ending, kind, writer = _FORMS[form]
    real = Grid.WGS84 if form is GeoFormat.GPX else grid
    content = writer(_reproject(features, real), real)
    return Written(f"{name}.{ending}", kind, content)


def _reproject(features: Sequence[Feature], grid: Grid) -> Sequence[Feature]:
    import numpy as np  # noqa: PLC0415 -- only files of places need it
    from shapely import transform  # noqa: PLC0415 -- the same

    if grid is Grid.WGS84 or not features:
        return features
    shapes = np.array([each.geometry for each in features], dtype=object)
    moved = transform(shapes, between(Grid.WGS84, grid))
    pairs = zip(features, moved, strict=True)
    return [Feature(each.number, shape, each.properties) for each, shape in pairs]


# What all formats do with properties.

# Neither XML nor a table of dBASE can hold them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def names(features: Sequence[Feature]) -> list[str]:
    """Give the names of all properties, in the order in which they come."""
    return list(dict.fromkeys(name for each in features for name in each.properties))


def text(value: Value) -> str:
    """Write a value; nothing is empty."""
    return "" if value is None else _CONTROL.sub("", clean(str(value)))


def digits(grid: Grid) -> int:
    """Give the decimals that keep a millimetre: of degrees, or of metres."""
    return 8 if grid is Grid.WGS84 else 3


# GeoJSON (RFC 7946); a grid is named by the ``crs`` of its older version, as QGIS reads it.


def write_geojson(features: Sequence[Feature], grid: Grid) -> bytes:
    document: dict[str, Any] = {"type": "FeatureCollection"}
    if grid is not Grid.WGS84:
        code = grid.rpartition(":")[2]
        name = f"urn:ogc:def:crs:EPSG::{code}"
        document["crs"] = {"type": "name", "properties": {"name": name}}
    document["features"] = [_feature(each, digits(grid)) for each in features]
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(each: Feature, decimals: int) -> dict[str, Any]:
    geometry = each.geometry.__geo_interface__
    return {
        "type": "Feature",
        "geometry": {
            "type": geometry["type"],
            "coordinates": _round(geometry["coordinates"], decimals),
        },
        "properties": dict(each.properties),
    }


def _round(value: Any, decimals: int) -> Any:  # noqa: ANN401 -- numbers, as deep as the shape
    if isinstance(value, float):
        return round(value, decimals)
    return [_round(each, decimals) for each in value]


# GPX 1.1: lines as tracks, points as waypoints; properties as extensions.

_GPX = "http://www.topografix.com/GPX/1/1"
_OURS = "https://townline.example/gpx"


def write_gpx(features: Sequence[Feature], grid: Grid) -> bytes:
    register_namespace("", _GPX)
    register_namespace("townline", _OURS)
    root = Element(f"{{{_GPX}}}gpx", {"version": "1.1", "creator": "Townline"})
    # The schema wants waypoints first.
    for each in sorted(features, key=lambda each: each.geometry.geom_type != "Point"):
        _add(root, each, digits(grid))
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _add(root: Element, each: Feature, decimals: int) -> None:
    kind = each.geometry.geom_type
    if kind == "Point":
        _add_properties(_at(root, "wpt", each.geometry.coords[0], decimals), each)
    elif kind == "LineString":
        track = SubElement(root, f"{{{_GPX}}}trk")
        _add_properties(track, each)
        part = SubElement(track, f"{{{_GPX}}}trkseg")
        for point in each.geometry.coords:
            _at(part, "trkpt", point, decimals)
    else:
        raise ValueError(f"GPX has no {kind}; accepted: Point, LineString")


def _at(parent: Element, tag: str, point: Sequence[float], decimals: int) -> Element:
    at = {"lat": f"{point[1]:.{decimals}f}", "lon": f"{point[0]:.{decimals}f}"}
    return SubElement(parent, f"{{{_GPX}}}{tag}", at)


def _add_properties(element: Element, each: Feature) -> None:
    properties = {name: text(value) for name, value in each.properties.items()}
    if properties.get("name"):
        SubElement(element, f"{{{_GPX}}}name").text = properties.pop("name")
    if properties:
        more = SubElement(element, f"{{{_GPX}}}extensions")
        for name, value in properties.items():
            SubElement(more, f"{{{_OURS}}}property", {"name": text(name)}).text = value


# ESRI Shapefile as a ZIP, its words in UTF-8 (``.cpg`` says so).

_LONGEST_NAME, _LONGEST_TEXT = 10, 254  # bytes, of dBASE
_WHOLE, _WIDE, _DECIMALS = 18, 24, 8
_KINDS = {"Point": 1, "LineString": 3, "Polygon": 5}


def write_shapefile(features: Sequence[Feature], grid: Grid) -> bytes:
    files = {"shp": io.BytesIO(), "shx": io.BytesIO(), "dbf": io.BytesIO()}
    _fill(files, features)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for ending, file in files.items():
            packed.writestr(f"features.{ending}", file.getvalue())
        packed.writestr("features.prj", prj_of(grid))
        packed.writestr("features.cpg", "UTF-8")
    return out.getvalue()


def _fill(files: dict[str, Any], features: Sequence[Feature]) -> None:
    import shapefile  # noqa: PLC0415 -- only files of places need it

    kinds = {each.geometry.geom_type for each in features} or {"LineString"}
    if len(kinds) > 1 or not kinds <= _KINDS.keys():
        raise ValueError(f"a Shapefile holds one kind of shape, not: {', '.join(sorted(kinds))}")
    called = _short_names(names(features)) or {"id": "id"}
    with shapefile.Writer(shapeType=_KINDS[kinds.pop()], encoding="utf-8", **files) as out:
        for name, short in called.items():
            out.field(short, *_column([each.properties.get(name) for each in features]))
        for each in features:
            _add_shapefiles(out, each.geometry)
            out.record(*(_cell(each.properties.get(name)) for name in called))


def _add_shapefiles(out: Any, shape: Geometry) -> None:  # noqa: ANN401 -- of pyshp
    if shape.geom_type == "Point":
        out.point(shape.x, shape.y)
    else:
        out.shape(shape.__geo_interface__)


def _short_names(long: list[str]) -> dict[str, str]:
    """Give each property a name of ten bytes that no other has."""
    found: dict[str, str] = {}
    for name in long:
        base, number = _cut(text(name), _LONGEST_NAME) or "field", 0
        short = base
        while short.lower() in {each.lower() for each in found.values()}:
            number += 1
            short = _cut(base, _LONGEST_NAME - len(str(number))) + str(number)
        found[name] = short
    return found


def _column(values: list[Value]) -> tuple[str, int, int]:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int}:
        return "N", _WHOLE, 0
    return ("N", _WIDE, _DECIMALS) if kinds and kinds <= {int, float} else ("C", _LONGEST_TEXT, 0)


def _cell(value: Value) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        return _cut(text(value), _LONGEST_TEXT)
    return value


def _cut(words: str, most: int) -> str:
    return words.encode()[:most].decode("utf-8", "ignore").strip()


# CSV: points in degrees as latitude and longitude, all else as WKT that names its grid.


def write_csv(features: Sequence[Feature], grid: Grid) -> bytes:
    points = grid is Grid.WGS84 and {each.geometry.geom_type for each in features} == {"Point"}
    place = ["latitude", "longitude"] if points else ["wkt"]
    called = names(features)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([_header(name) for name in called] + place)
    for each in features:
        cells = [_cell_tables(each.properties.get(name)) for name in called]
        table.writerow(cells + (_degrees(each) if points else [_wkt(each, grid)]))
    # With a mark in front, or spreadsheets read Korean as noise.
    return ("\ufeff" + out.getvalue()).encode()


def _header(name: str) -> str:
    """Keep what is called like a column of the place from being taken for one."""
    known = text(name).lower().replace(" ", "") in PLACE
    return quote_cell(f"{text(name)}_" if known else text(name))


def _cell_tables(value: Value) -> str:
    return quote_cell(text(value)) if isinstance(value, str) else text(value)


def _degrees(each: Feature) -> list[str]:
    decimals = digits(Grid.WGS84)
    return [f"{each.geometry.y:.{decimals}f}", f"{each.geometry.x:.{decimals}f}"]


def _wkt(each: Feature, grid: Grid) -> str:
    from shapely import to_wkt  # noqa: PLC0415 -- only files of places need it

    written = str(to_wkt(each.geometry, rounding_precision=digits(grid)))
    return written if grid is Grid.WGS84 else f"SRID={grid.rpartition(':')[2]};{written}"


_FORMS: dict[GeoFormat, tuple[str, str, Writer]] = {
    GeoFormat.GEOJSON: ("geojson", "application/geo+json", write_geojson),
    GeoFormat.GPX: ("gpx", "application/gpx+xml", write_gpx),
    GeoFormat.CSV: ("csv", "text/csv; charset=utf-8", write_csv),
    GeoFormat.SHAPEFILE: ("zip", "application/zip", write_shapefile),
}
