"""What is drawn: a shape in metres, in a layer, with its tags."""

import math
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

type Tags = dict[str, str | int]
_METRES = 111_195.0  # of a degree of latitude


@dataclass(frozen=True, slots=True)
class Feature:
    """``zoom``: the first one (11 to 15) that shows it; ``last``: the last one."""

    layer: str
    shape: BaseGeometry
    tags: Tags = field(default_factory=dict)
    zoom: int = 11
    last: int = 15


@dataclass(frozen=True, slots=True)
class Plane:
    """Flat metres around a point of the globe: good enough for a district."""

    latitude: float
    longitude: float

    @property
    def narrow(self) -> float:
        """Say how much shorter a degree of longitude is here."""
        return math.cos(math.radians(self.latitude))

    def metres(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Give x to the east and y to the north."""
        x = (longitude - self.longitude) * self.narrow * _METRES
        return x, (latitude - self.latitude) * _METRES

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """Give a shape in longitude and latitude."""
        wide = self.narrow * _METRES
        return shapely.transform(
            shape, lambda at: at / (wide, _METRES) + (self.longitude, self.latitude)
        )


def polygons(shape: BaseGeometry, least: float = 1.0) -> list[shapely.Polygon]:
    """Give the polygons of a shape that are larger than ``least`` square metres."""
    parts = shapely.get_parts(shape)
    return [p for p in parts if isinstance(p, shapely.Polygon) and p.area > least]


def lines(shape: BaseGeometry, least: float = 1.0) -> list[shapely.LineString]:
    """Give the lines of a shape that are longer than ``least`` metres."""
    parts = shapely.get_parts(shape)
    return [p for p in parts if isinstance(p, shapely.LineString) and p.length > least]
