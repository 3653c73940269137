"""How a few weeks of differences are drawn: points of one small line."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, _MOST = 120, 36, 2.0  # the middle is nought, the rim two grades
_EDGE = 4


@dataclass(frozen=True, slots=True)
class Trend:
    """``line``: points of an SVG polyline; ``dots``: x and y of each week that has one."""

    line: str
    dots: list[tuple[float, float]]


def trend(shifts: Sequence[float | None]) -> Trend:
    """Draw mean differences in grades, the oldest first; None where a week has none."""
    step = (WIDTH - 2 * _EDGE) / max(1, len(shifts) - 1)
    dots = [
        (round(_EDGE + n * step, 1), _y(shift))
        for n, shift in enumerate(shifts)
        if shift is not None
    ]
    return Trend(" ".join(f"{x},{y}" for x, y in dots), dots)


def _y(shift: float) -> float:
    within = max(-_MOST, min(_MOST, shift))
    return round(HEIGHT / 2 - within / _MOST * (HEIGHT / 2 - _EDGE), 1)
