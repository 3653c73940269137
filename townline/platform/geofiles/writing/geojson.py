"""GeoJSON (RFC 7946); a grid is named by the ``crs`` of its older version, as QGIS reads it."""

import json
from collections.abc import Sequence
from typing import Any

from townline.platform.geofiles.projections import Grid
from townline.platform.geofiles.shapes import Feature
from townline.platform.geofiles.writing.plain import digits


def written(features: Sequence[Feature], grid: Grid) -> bytes:
    told: dict[str, Any] = {"type": "FeatureCollection"}
    if grid is not Grid.WGS84:
        code = grid.rpartition(":")[2]
        name = f"urn:ogc:def:crs:EPSG::{code}"
        told["crs"] = {"type": "name", "properties": {"name": name}}
    told["features"] = [_feature(each, digits(grid)) for each in features]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(each: Feature, decimals: int) -> dict[str, Any]:
    told = each.geometry.__geo_interface__
    return {
        "type": "Feature",
        "geometry": {
            "type": told["type"],
            "coordinates": _rounded(told["coordinates"], decimals),
        },
        "properties": dict(each.properties),
    }


def _rounded(value: Any, decimals: int) -> Any:  # noqa: ANN401 -- numbers, as deep as the shape
    if isinstance(value, float):
        return round(value, decimals)
    return [_rounded(each, decimals) for each in value]
