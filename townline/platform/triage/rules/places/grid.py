"""Positions of the national address files: Korea 2000 / Unified CS (EPSG:5179, GRS80 UTM-K).

Transverse Mercator by Krüger's series to the third power of n, good to a millimetre here. GRS80
and WGS 84 are taken as one: they differ by less than a metre in Korea.
"""

import math

_AXIS, _FLAT = 6_378_137.0, 1 / 298.257222101
_SCALE = 0.9996
_LATITUDE, _LONGITUDE = math.radians(38.0), math.radians(127.5)
_NORTH, _EAST = 2_000_000.0, 1_000_000.0

_N = _FLAT / (2 - _FLAT)
_RADIUS = _AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_FORTH = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16,
    13 * _N**2 / 48 - 3 * _N**3 / 5,
    61 * _N**3 / 240,
)
_BACK = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96,
    _N**2 / 48 + _N**3 / 15,
    17 * _N**3 / 480,
)
_ROUND = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3,
    7 * _N**2 / 3 - 8 * _N**3 / 5,
    56 * _N**3 / 15,
)


def _meridian(latitude: float) -> float:
    """Give the length of the meridian from the equator, over the radius, of a latitude."""
    e = 2 * math.sqrt(_N) / (1 + _N)
    sine = math.sin(latitude)
    t = math.sinh(math.atanh(sine) - e * math.atanh(e * sine))
    xi = math.atan(t)
    return xi + sum(a * math.sin(2 * (j + 1) * xi) for j, a in enumerate(_FORTH))


_ORIGIN = _meridian(_LATITUDE)


def degrees(east: float, north: float) -> tuple[float, float]:
    """Turn metres into degrees: latitude, longitude."""
    xi = (north - _NORTH) / (_SCALE * _RADIUS) + _ORIGIN
    eta = (east - _EAST) / (_SCALE * _RADIUS)
    turned = list(enumerate(_BACK, 1))
    x = xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in turned)
    y = eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in turned)
    chi = math.asin(math.sin(x) / math.cosh(y))
    latitude = chi + sum(d * math.sin(2 * j * chi) for j, d in enumerate(_ROUND, 1))
    longitude = _LONGITUDE + math.atan2(math.sinh(y), math.cos(x))
    return math.degrees(latitude), math.degrees(longitude)
