"""Shapes out of what files tell, and the one way to say that they tell no numbers."""

from collections.abc import Callable, Mapping

from townline.platform.geofiles.problems import GeofileProblem
from townline.platform.geofiles.shapes import Geometry, Row, Value

EXAMPLE = {"geojson": "[127.04, 37.56]", "gpx": 'lat="37.56" lon="127.04"',
           "csv": "37.56, 127.04", "wkt": "LINESTRING (127.04 37.56, 127.05 37.56)"}  # fmt: skip


def row(
    number: int, properties: Mapping[str, Value], make: Callable[[], Geometry], form: str
) -> Row:
    """Make a feature; where its numbers are none, a feature with that problem."""
    from shapely.errors import ShapelyError  # noqa: PLC0415 -- only files of places need it

    try:
        return Row(number, properties, make())
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError,
            ShapelyError):  # fmt: skip
        wrong = GeofileProblem("coordinates", number, {"example": EXAMPLE[form]})
        return Row(number, properties, problem=wrong)
