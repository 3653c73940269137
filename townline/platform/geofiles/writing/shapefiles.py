"""ESRI Shapefile as a ZIP, its words in UTF-8 (``.cpg`` says so)."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from townline.platform.geofiles.projections import Grid, prj_of
from townline.platform.geofiles.shapes import Feature, Geometry, Value
from townline.platform.geofiles.writing.plain import names, text

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
            _add(out, each.geometry)
            out.record(*(_cell(each.properties.get(name)) for name in called))


def _add(out: Any, shape: Geometry) -> None:  # noqa: ANN401 -- of pyshp
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
