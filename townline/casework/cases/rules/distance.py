"""How far two places are apart; pure arithmetic."""

import functools
import math

EARTH = 6_371_000  # metres

type Point = tuple[float, float]  # degrees of WGS 84: latitude, longitude


@functools.lru_cache(maxsize=4096)  # an order is weighed many times over the same ways
def metres(one: Point | None, other: Point | None) -> float:
    """Give the distance over the sphere (haversine); 0 where a place is not known."""
    if one is None or other is None:
        return 0.0
    (north, east), (to_north, to_east) = one, other
    up, delta_longitude = math.radians(to_north - north), math.radians(to_east - east)
    narrow = math.cos(math.radians(north)) * math.cos(math.radians(to_north))
    part = math.sin(up / 2) ** 2 + narrow * math.sin(delta_longitude / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(part, 1.0)))
