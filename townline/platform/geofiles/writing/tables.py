"""CSV: points in degrees as latitude and longitude, all else as WKT that names its grid."""

import csv
import io
from collections.abc import Sequence

from townline.platform.core.text.foreign import quote_cell
from townline.platform.geofiles.projections import Grid
from townline.platform.geofiles.reading.tables import PLACE
from townline.platform.geofiles.shapes import Feature, Value
from townline.platform.geofiles.writing.plain import digits, names, text


def write_csv(features: Sequence[Feature], grid: Grid) -> bytes:
    points = grid is Grid.WGS84 and {each.geometry.geom_type for each in features} == {"Point"}
    place = ["latitude", "longitude"] if points else ["wkt"]
    called = names(features)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([_header(name) for name in called] + place)
    for each in features:
        cells = [_cell(each.properties.get(name)) for name in called]
        table.writerow(cells + (_degrees(each) if points else [_wkt(each, grid)]))
    # With a mark in front, or spreadsheets read Korean as noise.
    return ("\ufeff" + out.getvalue()).encode()


def _header(name: str) -> str:
    """Keep what is called like a column of the place from being taken for one."""
    known = text(name).lower().replace(" ", "") in PLACE
    return quote_cell(f"{text(name)}_" if known else text(name))


def _cell(value: Value) -> str:
    return quote_cell(text(value)) if isinstance(value, str) else text(value)


def _degrees(each: Feature) -> list[str]:
    decimals = digits(Grid.WGS84)
    return [f"{each.geometry.y:.{decimals}f}", f"{each.geometry.x:.{decimals}f}"]


def _wkt(each: Feature, grid: Grid) -> str:
    from shapely import to_wkt  # noqa: PLC0415 -- only files of places need it

    written = str(to_wkt(each.geometry, rounding_precision=digits(grid)))
    return written if grid is Grid.WGS84 else f"SRID={grid.rpartition(':')[2]};{written}"
