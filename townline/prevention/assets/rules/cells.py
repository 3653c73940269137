"""Squares of a thousandth of a degree: what lies near a spot is found by a few of them."""

import math

_SIDE = 1_000  # squares a degree: some 111 m by 88 m in Korea
_ROW = 1_000_000
_METRES = 111_320  # of a degree of latitude


def cell_of(latitude: float, longitude: float) -> int:
    """Give the square that a spot lies in."""
    return math.floor(latitude * _SIDE) * _ROW + math.floor(longitude * _SIDE)


def cells_near(latitude: float, longitude: float, metres: float) -> list[int]:
    """Give the squares that a circle may touch."""
    up = metres / _METRES
    side = up / max(math.cos(math.radians(latitude)), 0.01)
    rows = range(math.floor((latitude - up) * _SIDE), math.floor((latitude + up) * _SIDE) + 1)
    columns = range(
        math.floor((longitude - side) * _SIDE), math.floor((longitude + side) * _SIDE) + 1
    )
    return [row * _ROW + column for row in rows for column in columns]


def metres_between(latitude: float, longitude: float, other: tuple[float, float]) -> float:
    """Give how far apart two spots lie that are near each other."""
    east = (other[1] - longitude) * math.cos(math.radians(latitude))
    return math.hypot(other[0] - latitude, east) * _METRES
