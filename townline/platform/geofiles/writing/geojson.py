"""GeoJSON (RFC 7946); a grid is named by the ``crs`` of its older version, as QGIS reads it."""

import json
from collections.abc import Sequence
from typing import Any

from townline.platform.geofiles.projections import Grid
from townline.platform.geofiles.shapes import Feature
from townline.platform.geofiles.writing.plain import digits


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
