"""ESRI Shapefile: ``.shp`` with its ``.dbf``, named in ``.prj`` and ``.cpg`` (pyshp reads it)."""

import codecs
import io
import re
import struct
import warnings
from collections.abc import Mapping
from functools import partial
from typing import Any

from townline.platform.geofiles.problems import UnreadableGeofile
from townline.platform.geofiles.reading.geometry import row
from townline.platform.geofiles.shapes import Geometry, Parsed, Value

_KOREAN = "cp949"
_BROKEN = (struct.error, ValueError, IndexError, KeyError, TypeError, AttributeError, EOFError,
           OverflowError, MemoryError)  # fmt: skip


def parse(parts: Mapping[str, bytes]) -> Parsed:
    """Read the parts of one Shapefile by their endings. Raises Unreadable."""
    if ".shp" not in parts:
        raise UnreadableGeofile("no_shp")
    if ".dbf" not in parts:
        raise UnreadableGeofile("no_dbf")
    encoding = _encoding(parts.get(".cpg", b""))
    found = _read_records(parts, encoding)
    rows = [
        row(number, _properties(record), partial(_shape, shape), "geojson")
        for number, (shape, record) in enumerate(found, 1)
    ]
    prj = parts.get(".prj", b"").decode("utf-8", "replace").strip()
    return Parsed(rows, prj or None)


def _read_records(parts: Mapping[str, bytes], encoding: str) -> list[tuple[Any, dict[str, Any]]]:
    import shapefile  # noqa: PLC0415 -- only files of places need it

    opened = {name[1:]: io.BytesIO(parts[name]) for name in (".shp", ".dbf")}
    try:
        reader = _open_reader(opened, encoding)
        found = [(each.shape, each.record.as_dict()) for each in reader.iterShapeRecords()]
    except (shapefile.ShapefileException, *_BROKEN) as error:
        # pyshp says in words only that it was letters which could not be read.
        if isinstance(error, UnicodeError) or "decode" in str(error):
            raise UnreadableGeofile("encoding", encoding=encoding) from error
        raise UnreadableGeofile("shapefile") from error
    if len(found) != reader.numRecords:
        raise UnreadableGeofile("shapefile")
    return found


def _open_reader(files: Mapping[str, io.BytesIO], encoding: str) -> Any:  # noqa: ANN401 -- of pyshp
    """Open it whatever size its head tells: real files are often wrong there, and read well."""
    import shapefile  # noqa: PLC0415 -- as above

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return shapefile.Reader(**files, encoding=encoding)


def _encoding(cpg: bytes) -> str:
    """Know ``UTF-8``, ``65001``, ``EUC-KR``, ``949``, ``ANSI 949`` …; else what Korea writes."""
    codepage = cpg.decode("ascii", "replace").strip().lower()
    if "utf" in codepage or "65001" in codepage:
        return "utf-8"
    if re.search(r"949|euc|ks_?c|ansi", codepage):
        return _KOREAN
    try:
        return codecs.lookup(codepage).name if codepage else _KOREAN
    except LookupError:
        return _KOREAN


def _shape(found: Any) -> Geometry:  # noqa: ANN401 -- of pyshp
    from shapely import Point  # noqa: PLC0415 -- as above
    from shapely.geometry import shape  # noqa: PLC0415 -- the same

    return Point() if not getattr(found, "points", None) else shape(found.__geo_interface__)


def _properties(record: dict[str, Any]) -> dict[str, Value]:
    return {name: _value(value) for name, value in record.items()}


def _value(value: Any) -> Value:  # noqa: ANN401 -- days come as dates
    return value if value is None or isinstance(value, str | int | float) else str(value)
