"""Reading the quiet hours of district.json."""

import re

from townline.platform.core.district_files.shapes import Shape

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def quiet_hours(shape: Shape, data: object) -> None:
    """Check ``quiet_hours``. It may be left out, or null: then texts leave at any hour."""
    if not isinstance(data, dict) or data.get("quiet_hours") is None:
        return
    hours(shape, "quiet_hours")
    if "answers" in shape.keys("quiet_hours"):
        shape.value("quiet_hours", "answers", kind=bool, words="true or false")


def hours(shape: Shape, *place: str) -> None:
    """Check a beginning and an end, like 21:00."""
    for name in ("start", "end"):
        shape.parsed(*place, name, reader=_time)


def _time(text: str) -> None:
    if not _TIME.fullmatch(text):
        raise ValueError(f"{text!r} is not a time; write it like 21:00")
