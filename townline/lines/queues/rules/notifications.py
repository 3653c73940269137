"""How a wait is told: in minutes that people can remember, never narrower than it is."""

import math

_MINUTE = 60
_FINE = 15  # minutes: up to there each counts
_STEP = 5


def minutes(low: float, high: float) -> tuple[int, int]:
    """Round a range of seconds outwards; to steps of five minutes from a quarter of an hour on."""
    step = _STEP if high > _FINE * _MINUTE else 1
    return int(low // _MINUTE // step * step), math.ceil(high / _MINUTE / step) * step
