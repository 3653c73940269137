"""The map as GeoJSON, for the programs of others."""

import datetime as dt
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.errors import HttpError, Throttled

from townline.platform.core import clock
from townline.platform.core.http.client import client_key
from townline.prevention.hazards.hazard_map.doors import REQUEST_LIMIT
from townline.prevention.hazards.hazard_map.rules.items import MapItem, Unaccepted
from townline.prevention.hazards.hazard_map.selectors import snapshot
from townline.prevention.hazards.hazard_map.views.asking import filters_of
from townline.prevention.hazards.hazard_map.views.page import is_shown

router = Router(auth=None, tags=["open data"])
_DIGITS = 6  # of degrees: a tenth of a metre


class GeometryOut(Schema):
    """GeoJSON of WGS 84 (RFC 7946): Point, LineString or MultiLineString."""

    type: Literal["Point", "LineString", "MultiLineString"]
    coordinates: list[Any]


class PropertiesOut(Schema):
    """``day``: explored, repaired or made safe on; lengths in metres, null: not measured."""

    kind: str = Field(description="open, repaired, roadway, pavement or planned")
    what: str = Field(description="a spot's kind, by its code in the district's data")
    year: int
    day: dt.date | None
    address: str
    dong: str
    begins_at: str
    ends_at: str
    length_m: float | None
    width_m: float | None
    depth_m: float | None


class FeatureOut(Schema):
    type: Literal["Feature"] = "Feature"
    id: str
    geometry: GeometryOut
    properties: PropertiesOut


class FeaturesOut(Schema):
    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[FeatureOut]


@router.get(
    "/open/map.geojson", response=FeaturesOut, summary="What was explored and repaired"
)  # fmt: skip
def features(  # noqa: PLR0917 -- what an address may ask
    request: HttpRequest,
    response: HttpResponse,
    year: str = "",
    kind: str = "",
    dong: str = "",
    q: str = "",
) -> HttpResponse | FeaturesOut:
    """Give stretches and spots, by ``year``, ``kind``, ``dong``, or part of an address (``q``)."""
    if not is_shown():
        raise Http404
    if wait := REQUEST_LIMIT.take(client_key(request), clock.now()):
        raise Throttled(wait=wait)
    found = snapshot()
    try:
        filters = filters_of(request.GET, found.years)
    except Unaccepted as wrong:
        raise HttpError(422, str(wrong)) from None
    response.headers["Cache-Control"] = "public, max-age=600"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return FeaturesOut(features=[_feature(item) for item in filters.select(found.items)])


def _feature(item: MapItem) -> FeatureOut:
    names = PropertiesOut.model_fields
    return FeatureOut.model_construct(
        type="Feature",
        id=item.id,
        geometry=GeometryOut.model_construct(**_geometry(item)),
        properties=PropertiesOut.model_construct(**{name: getattr(item, name) for name in names}),
    )


def _geometry(item: MapItem) -> dict[str, Any]:
    parts = [
        [[round(x, _DIGITS), round(y, _DIGITS)]
         for x, y in zip(part[::2], part[1::2], strict=True)]
        for part in item.parts
    ]  # fmt: skip
    if not item.is_line:
        return {"type": "Point", "coordinates": parts[0][0]}
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}
