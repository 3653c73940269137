"""The course of a figure as a small line: numbers for SVG, drawn by ``web/spark.html``."""

from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT, _EDGE = 72, 24, 2


@dataclass(frozen=True, slots=True)
class Spark:
    """A line in a box of 72 by 24, and its last point."""

    path: str
    x: float
    y: float


def spark(values: Sequence[float]) -> Spark | None:
    """Draw the course of a figure, the oldest value left; None for fewer than two."""
    if len(values) <= 1:
        return None
    low, high = min(values), max(values)
    room = _HEIGHT - 2 * _EDGE
    points = [
        (
            round(_WIDTH * at / (len(values) - 1), 1),
            round(_HEIGHT - _EDGE - room * (value - low) / ((high - low) or 1), 1),
        )
        for at, value in enumerate(values)
    ]
    path = "M" + " ".join(f"{x},{y}" for x, y in points)
    return Spark(path, *points[-1])
