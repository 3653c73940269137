"""Reading what a district says about its residents' own pages, ratings and check-ins."""

from typing import Any

from townline.platform.core.district_files.shapes import Shape

_MOST_DAYS = 365
_DAYS = "a whole number of days, 1 to 365"


def residents(shape: Shape, data: dict[str, Any]) -> None:
    """Check the parts that are there; each may be left out, and is then off or as usual."""
    for name in {"case_link_days", "photo_link_days"} & data.keys():
        days = shape.value(name, kind=int, words=_DAYS)
        if days is not None and not 1 <= days <= _MOST_DAYS:
            shape.problem((name,), f"must be {_DAYS}")
    if "not_fixed_window" in data:
        shape.duration("not_fixed_window")
    for name in ("rating", "check_in"):
        if name in data:
            _asking(shape, name)
    if "check_in" in data:
        shape.value("check_in", "declined", kind=bool, words="true or false")


def _asking(shape: Shape, name: str) -> None:
    shape.value(name, "enabled", kind=bool, words="true or false")
    shape.duration(name, "after")
    shape.duration(name, "open_for")
