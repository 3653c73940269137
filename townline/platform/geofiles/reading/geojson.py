"""GeoJSON (RFC 7946), with the ``crs`` of its older version."""

import json
from collections.abc import Mapping
from typing import Any

from townline.platform.core.text.languages import json_read
from townline.platform.geofiles.problems import UnreadableGeofile
from townline.platform.geofiles.reading.geometry import row
from townline.platform.geofiles.shapes import Geometry, Parsed, Value


def parse(content: bytes) -> Parsed:
    """Read a FeatureCollection, a Feature or a geometry. Raises Unreadable."""
    try:
        document = json_read(content)
    except ValueError as error:
        raise UnreadableGeofile("json") from error
    features = _features(document)
    return Parsed(
        [
            row(number, _properties(each), lambda each=each: _shape(each), "geojson")  # type: ignore[misc]
            for number, each in enumerate(features, 1)
        ],
        _crs(document),
    )


def _features(document: Any) -> list[Any]:  # noqa: ANN401 -- what somebody else wrote
    if not isinstance(document, dict) or not isinstance(document.get("type"), str):
        raise UnreadableGeofile("json")
    if document["type"] == "Feature" or "coordinates" in document:
        return [document]
    features = document.get("features")
    if document["type"] != "FeatureCollection" or not isinstance(features, list):
        raise UnreadableGeofile("json")
    return features


def _shape(feature: Any) -> Geometry:  # noqa: ANN401 -- as above
    from shapely import Point  # noqa: PLC0415 -- only files of places need it
    from shapely.geometry import shape  # noqa: PLC0415 -- the same

    geometry = feature if "coordinates" in feature else feature["geometry"]
    return Point() if geometry is None else shape(geometry)


def _properties(feature: Any) -> dict[str, Value]:  # noqa: ANN401 -- as above
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, Mapping):
        return {}
    return {name: _value(value) for name, value in properties.items()}


def _value(value: Any) -> Value:  # noqa: ANN401 -- as above
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return json.dumps(value, ensure_ascii=False)


def _crs(document: Mapping[str, Any]) -> str | None:
    named = document.get("crs")
    properties = named.get("properties") if isinstance(named, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) else None
