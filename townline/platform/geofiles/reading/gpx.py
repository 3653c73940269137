"""GPX 1.0 and 1.1 (topografix.com): parts of tracks and routes as lines, waypoints as points."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from townline.platform.geofiles.problems import UnreadableGeofile
from townline.platform.geofiles.reading.geometry import row
from townline.platform.geofiles.shapes import Geometry, Parsed, Value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_POINTS = ("trkpt", "rtept")


def parse(content: bytes) -> Parsed:
    """Read tracks, routes and waypoints, in the file's order. Raises Unreadable."""
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415 -- for files of places only

    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 -- the same

    try:
        root = fromstring(content)
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableGeofile("gpx") from error
    if _tag(root) != "gpx":
        raise UnreadableGeofile("gpx")
    found = list(_iter_features(root))
    return Parsed(
        [row(at, properties, make, "gpx") for at, (properties, make) in enumerate(found, 1)]
    )


def _iter_features(root: "Element") -> Iterator[tuple[dict[str, Value], Callable[[], Geometry]]]:
    for each in root:
        tag = _tag(each)
        if tag == "wpt":
            yield _properties(each), partial(_point, each)
        elif tag == "rte":
            yield _properties(each), partial(_line, each)
        elif tag == "trk":
            properties = _properties(each)
            yield from (
                (properties, partial(_line, part)) for part in each if _tag(part) == "trkseg"
            )


def _properties(each: "Element") -> dict[str, Value]:
    """Give what a track says of itself, and what we wrote as its extensions."""
    properties: dict[str, Value] = {}
    for part in each:
        tag = _tag(part)
        if tag == "extensions":
            properties |= {_name(inner): inner.text or "" for inner in part}
        elif tag not in {*_POINTS, "trkseg"} and part.text:
            properties[tag] = part.text.strip()
    return properties


def _name(inner: "Element") -> str:
    return inner.get("name") or _tag(inner)


def _line(part: "Element") -> Geometry:
    from shapely import LineString  # noqa: PLC0415 -- only files of places need it

    points = [_at(each) for each in part if _tag(each) in _POINTS]
    return LineString(points if len(points) > 1 else [])


def _point(each: "Element") -> Geometry:
    from shapely import Point  # noqa: PLC0415 -- as above

    return Point(_at(each))


def _at(each: "Element") -> tuple[float, float]:
    return float(each.attrib["lon"]), float(each.attrib["lat"])


def _tag(each: "Element") -> str:
    return str(each.tag).rpartition("}")[2]
