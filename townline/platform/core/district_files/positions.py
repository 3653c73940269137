"""Checking what a district says about positions of departments that take part in a case."""

from townline.platform.core.district_files.shapes import Shape

# May be left out: a position then has twelve hours, the lead four before the promise, and the
# mayor's office hears of silence four hours after the head.
_DURATIONS = ("position_within", "position_margin", "position_second")


def positions(shape: Shape, data: object) -> None:
    """Check the durations that are there."""
    for name in _DURATIONS:
        if isinstance(data, dict) and name in data:
            shape.duration(name)
