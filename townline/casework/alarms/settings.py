"""Reading how a district is alarmed: how soon, how often, whose phones, which departments."""

from collections.abc import Collection
from typing import Any

from townline.platform.core import clock
from townline.platform.core.district_files.shapes import Shape
from townline.platform.core.text import msisdn

_ROUNDS = 100
_SHORTEST, _LONGEST = clock.parse_duration("PT1M"), clock.parse_duration("PT9M")


def alarms(shape: Shape, data: dict[str, Any], departments: Collection[str]) -> None:
    """Check ``alarms`` as far as it is there: what is left out is as usual, or nobody's."""
    if "alarms" not in data:
        return
    given = set(shape.keys("alarms"))
    for name in given.difference(_PARTS):
        shape.problem(("alarms", name), f"is unknown; accepted: {', '.join(_PARTS)}")
    if "acknowledge_within" in given:
        shape.parsed("alarms", "acknowledge_within", reader=_within)
    if "rounds" in given:
        _rounds(shape)
    for name in {"welfare_department", "safety_department"} & given:
        shape.one_of("alarms", name, values=list(departments))
    for at in shape.items("alarms", "numbers") if "numbers" in given else ():
        shape.parsed("alarms", "numbers", at, reader=_phone)


_PARTS = ("acknowledge_within", "rounds", "numbers", "welfare_department", "safety_department")


def _rounds(shape: Shape) -> None:
    rounds = shape.value("alarms", "rounds", kind=int, words="a whole number")
    if rounds is not None and not 1 <= rounds <= _ROUNDS:
        shape.problem(("alarms", "rounds"), f"must be 1 to {_ROUNDS}")


def _within(text: str) -> None:
    if not _SHORTEST <= clock.parse_duration(text) <= _LONGEST:
        raise ValueError(f"{text!r} must be from PT1M to PT9M, like PT5M")


def _phone(text: str) -> None:
    # The number itself is in no error: a log may keep it.
    try:
        mobile = msisdn.parse(text).kind == "mobile"
    except msisdn.InvalidNumber:
        mobile = False
    if not mobile:
        raise ValueError("must be a mobile number, like 010-0000-0119: others take no texts")
