"""GPX 1.0 and 1.1 (topografix.com): parts of tracks and routes as lines, waypoints as points."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from townline.platform.geofiles.problems import Unreadable
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
        raise Unreadable("gpx") from error
    if _tag(root) != "gpx":
        raise Unreadable("gpx")
    found = list(_found(root))
    return Parsed([row(at, told, make, "gpx") for at, (told, make) in enumerate(found, 1)])


def _found(root: "Element") -> Iterator[tuple[dict[str, Value], Callable[[], Geometry]]]:
    for each in root:
        tag = _tag(each)
        if tag == "wpt":
            yield _told(each), partial(_point, each)
        elif tag == "rte":
            yield _told(each), partial(_line, each)
        elif tag == "trk":
            told = _told(each)
            yield from ((told, partial(_line, part)) for part in each if _tag(part) == "trkseg")


def _told(each: "Element") -> dict[str, Value]:
    """Give what a track says of itself, and what we wrote as its extensions."""
    told: dict[str, Value] = {}
    for part in each:
        tag = _tag(part)
        if tag == "extensions":
            told |= {_name(inner): inner.text or "" for inner in part}
        elif tag not in {*_POINTS, "trkseg"} and part.text:
            told[tag] = part.text.strip()
    return told


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
