"""GPX 1.1: lines as tracks, points as waypoints; properties as extensions."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from townline.platform.geofiles.projections import Grid
from townline.platform.geofiles.shapes import Feature
from townline.platform.geofiles.writing.plain import digits, text

_GPX = "http://www.topografix.com/GPX/1/1"
_OURS = "https://townline.example/gpx"


def write_gpx(features: Sequence[Feature], grid: Grid) -> bytes:
    register_namespace("", _GPX)
    register_namespace("townline", _OURS)
    root = Element(f"{{{_GPX}}}gpx", {"version": "1.1", "creator": "Townline"})
    # The schema wants waypoints first.
    for each in sorted(features, key=lambda each: each.geometry.geom_type != "Point"):
        _add(root, each, digits(grid))
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _add(root: Element, each: Feature, decimals: int) -> None:
    kind = each.geometry.geom_type
    if kind == "Point":
        _add_properties(_at(root, "wpt", each.geometry.coords[0], decimals), each)
    elif kind == "LineString":
        track = SubElement(root, f"{{{_GPX}}}trk")
        _add_properties(track, each)
        part = SubElement(track, f"{{{_GPX}}}trkseg")
        for point in each.geometry.coords:
            _at(part, "trkpt", point, decimals)
    else:
        raise ValueError(f"GPX has no {kind}; accepted: Point, LineString")


def _at(parent: Element, tag: str, point: Sequence[float], decimals: int) -> Element:
    at = {"lat": f"{point[1]:.{decimals}f}", "lon": f"{point[0]:.{decimals}f}"}
    return SubElement(parent, f"{{{_GPX}}}{tag}", at)


def _add_properties(element: Element, each: Feature) -> None:
    properties = {name: text(value) for name, value in each.properties.items()}
    if properties.get("name"):
        SubElement(element, f"{{{_GPX}}}name").text = properties.pop("name")
    if properties:
        more = SubElement(element, f"{{{_GPX}}}extensions")
        for name, value in properties.items():
            SubElement(more, f"{{{_OURS}}}property", {"name": text(name)}).text = value
