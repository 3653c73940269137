"""What lies near which road section: shapes in flat metres, found by a tree of their boxes."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from townline.prevention.hazards.exploration_planning.rules.factors import Dated, Floats, Ints

type Shapes = np.ndarray[Any, np.dtype[np.object_]]

_METRES = 111_195.0  # of a degree of latitude
_TOUCHING = 12.0  # metres between sections that meet at a crossing
_LOOKED = (0.25, 0.5, 0.75)  # of a section: where it must have been explored
_ENOUGH = 2  # of these


@dataclass(frozen=True, slots=True)
class Plane:
    """Flat metres around a point of the globe: good enough for a district."""

    longitude: float
    latitude: float

    def metres(self, shapes: Shapes) -> Shapes:
        """Lay shapes of degrees (x is longitude) on the plane."""
        narrow = math.cos(math.radians(self.latitude))
        scale = np.array([narrow * _METRES, _METRES])
        origin = np.array([self.longitude, self.latitude])
        return np.asarray(shapely.transform(shapes, lambda at: (at - origin) * scale))


def plane_of(shapes: Shapes) -> Plane:
    """Give the plane around the middle of shapes of degrees."""
    if not len(shapes):
        return Plane(0.0, 0.0)
    west, south, east, north = shapely.total_bounds(shapes)
    return Plane((west + east) / 2, (south + north) / 2)


def within(sections: shapely.STRtree, others: Shapes, metres: float) -> tuple[Ints, Ints]:
    """Give pairs of what lies within so many metres: places of sections, and of the others."""
    other, section = sections.query(others, predicate="dwithin", distance=metres)
    return section, other


def touching(shapes: Shapes, surfaces: Ints) -> tuple[Ints, Ints]:
    """Give pairs of sections that meet and have one surface, both ways."""
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=_TOUCHING)
    mask = (one != other) & (surfaces[one] == surfaces[other])
    return one[mask], other[mask]


def ends_of(shapes: Shapes) -> Floats:
    """Give x and y of the first and last point of each line; shape (n, 2, 2)."""
    first, last = shapely.get_point(shapes, 0), shapely.get_point(shapes, -1)
    pairs = [shapely.get_coordinates(side) for side in (first, last)]
    return np.stack(pairs, axis=1)


def nearest(tree: shapely.STRtree, points: Shapes, metres: float) -> tuple[Ints, Ints]:
    """Give for each point the one section nearest to it, if it is near: points, sections."""
    point, section = tree.query_nearest(points, max_distance=metres, all_matches=False)
    return point, section


def distances(shapes: Shapes, others: Shapes, metres: float) -> Floats:
    """Give the metres from each section to the nearest of others; infinity beyond ``metres``."""
    found = np.full(len(shapes), np.inf)
    if len(others) and len(shapes):
        pairs, far = shapely.STRtree(others).query_nearest(
            shapes, max_distance=metres, return_distance=True, all_matches=False
        )
        found[pairs[0]] = far
    return found


def explorations(shapes: Shapes, lines: Shapes, days: Ints, metres: float) -> Dated:
    """Say which sections were explored on which days.

    A section was where two of its quarter points lie beside one day's lines: a street that only
    crosses it is no exploration of it.
    """
    nothing = np.zeros(0, dtype=np.int64)
    if not len(lines) or not len(shapes):
        return Dated(nothing, nothing)
    looked = [shapely.line_interpolate_point(shapes, at, normalized=True) for at in _LOOKED]
    point, line = shapely.STRtree(lines).query(
        np.concatenate(looked), predicate="dwithin", distance=metres
    )
    # A point that lies beside several lines of one day counts once.
    seen = np.unique(np.column_stack([point, days[line]]), axis=0)
    where = np.column_stack([seen[:, 0] % len(shapes), seen[:, 1]])
    pairs, times = np.unique(where, axis=0, return_counts=True)
    found = pairs[times >= _ENOUGH]
    return Dated(found[:, 0], found[:, 1])
