"""Places that tell of no house: the middle of a square of 100 metres."""

import math

_METRES = 111_195.0  # of a degree of latitude
SQUARE = 100.0


def square_middle(latitude: float, longitude: float, middle: float) -> tuple[float, float]:
    """Give the middle of the square that a point lies in (degrees of WGS 84).

    ``middle``: a latitude of the district, by which degrees of longitude are measured: squares
    stand side by side only if all are cut by the same one.
    """
    high = SQUARE / _METRES
    wide = high / math.cos(math.radians(middle))
    return _cell(latitude, high), _cell(longitude, wide)


def _cell(value: float, side: float) -> float:
    return round((math.floor(value / side) + 0.5) * side, 5)
