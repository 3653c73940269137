"""Checks of what legal periods rest on: rules, the usual kind, and office hours."""

from typing import Any

from townline.platform.core.calendars import ClockError, OutOfOrder, parse_rule
from townline.platform.core.calendars.reading import calendar_of
from townline.platform.core.district_files.shapes import Shape

_HOURS = "office_hours"


def check_kinds(shape: Shape) -> list[str]:
    """Check the kinds of ``services.json``; return their names."""
    seen: list[str] = []
    for at in shape.items("kinds"):
        path = ("kinds", at)
        kind = shape.value(*path, kind=dict, words="an object")
        if kind is None:
            continue
        name = shape.text(*path, "kind", limit=20)
        if name in seen:
            shape.problem((*path, "kind"), f"{name!r} stands here twice")
        seen.append(name)
        shape.names(*path, "name", limits=(40, 40))
        if kind.get("petition_period", "missing") is not None:
            _period(shape, (*path, "petition_period"))
    return seen


def _period(shape: Shape, path: tuple[str | int, ...]) -> None:
    shape.parsed(*path, "rule", reader=parse_rule)
    shape.names(*path, limits=(60, 60))
    shape.names(*path, "source", limits=(200, 200))


def check_clocks(shape: Shape, data: object, kinds: list[str]) -> None:
    """Check the parts of ``district.json`` that count: the usual kind, notices, office hours."""
    shape.one_of("default_kind", values=kinds)
    if isinstance(data, dict) and data.get("progress_notice", "missing") is not None:
        shape.duration("progress_notice")
    if not shape.items(_HOURS, "weekdays"):
        shape.problem((_HOURS, "weekdays"), "no day is worked: a legal period would never end")
    if isinstance(data, dict):
        _check_order(shape, data)


def _check_order(shape: Shape, data: dict[str, Any]) -> None:
    try:
        calendar_of(data, [])
    except OutOfOrder as error:
        shape.problem((_HOURS,), str(error))
    except (ClockError, OSError, ValueError):  # told already, with its own line
        pass
