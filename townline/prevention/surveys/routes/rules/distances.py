"""Straight distances, as a district's detour makes them ways on foot."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from townline.prevention.surveys.routes.rules.shapes import Point

_METRES = 111_320.0  # of a degree of latitude


def flat(points: Sequence[Point], middle: float) -> NDArray[np.float64]:
    """Lay points on a plane, in metres; ``middle``: a latitude near all of them."""
    found = np.array(points, dtype=np.float64).reshape(-1, 2)
    return np.column_stack(
        (
            found[:, 1] * _METRES * math.cos(math.radians(middle)),
            found[:, 0] * _METRES,
        )
    )


def between(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give metres from each of one to each of the other."""
    gaps = one[:, None, :] - other[None, :, :]
    return np.hypot(gaps[..., 0], gaps[..., 1])
