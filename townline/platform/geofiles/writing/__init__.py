"""Features into each format, in one of the projections that are read."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from townline.platform.geofiles.projections import Grid, between
from townline.platform.geofiles.shapes import Feature, Written
from townline.platform.geofiles.writing import geojson, gpx, shapefiles, tables


class GeoFormat(StrEnum):
    GEOJSON = "geojson"
    GPX = "gpx"
    CSV = "csv"
    SHAPEFILE = "shapefile"


type Writer = Callable[[Sequence[Feature], Grid], bytes]

_FORMS: dict[GeoFormat, tuple[str, str, Writer]] = {
    GeoFormat.GEOJSON: ("geojson", "application/geo+json", geojson.write_geojson),
    GeoFormat.GPX: ("gpx", "application/gpx+xml", gpx.write_gpx),
    GeoFormat.CSV: ("csv", "text/csv; charset=utf-8", tables.write_csv),
    GeoFormat.SHAPEFILE: ("zip", "application/zip", shapefiles.write_shapefile),
}


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
