"""Reading what a district says about calls and requests in ``safe_numbers`` of district.json."""

from typing import Any

from townline.lines.safenumbers.api import LIMIT_NAMES, Withheld
from townline.platform.core.district_files.problems import accepted
from townline.platform.core.district_files.shapes import Shape

_KEY = "safe_numbers"
_COUNT = "a whole number above 0"


def safe_asking(shape: Shape, data: dict[str, Any]) -> None:
    """Check ``request_for``, ``withheld`` and ``limits``; what is left out is as usual."""
    said = data.get(_KEY)
    if not isinstance(said, dict):
        return
    if "request_for" in said:
        shape.duration(_KEY, "request_for")
    if "withheld" in said:
        shape.one_of(_KEY, "withheld", values=[each.value for each in Withheld])
    if "limits" in said:
        for name in shape.keys(_KEY, "limits"):
            _limit(shape, name)


def _limit(shape: Shape, name: str) -> None:
    if name not in LIMIT_NAMES:
        shape.problem((_KEY, "limits", name), f"is no limit; {accepted(LIMIT_NAMES)}")
        return
    most = shape.value(_KEY, "limits", name, kind=int, words=_COUNT)
    if most is not None and most < 1:
        shape.problem((_KEY, "limits", name), f"must be {_COUNT}")
