"""Reading district.json."""

import re
from typing import Any

from townline.casework.alarms.settings import alarms
from townline.casework.portal.settings import residents
from townline.casework.visits.settings import fieldwork
from townline.lines.safenumbers.settings.asking import safe_asking
from townline.lines.safenumbers.settings.numbers import safe_numbers
from townline.platform.core import clock
from townline.platform.core.district_files.mapping import map_link, map_raster
from townline.platform.core.district_files.positions import positions
from townline.platform.core.district_files.problems import accepted
from townline.platform.core.district_files.quiet import quiet_hours
from townline.platform.core.district_files.shapes import LANGUAGES, Shape, zone
from townline.platform.core.district_files.source import Source
from townline.platform.core.personal_data import retention
from townline.platform.departments.api import Role
from townline.platform.departments.settings.periods import check_clocks
from townline.platform.triage.settings.triage import triage
from townline.prevention.insights.settings import privacy, public_figures, public_map

FILE = "district.json"
BOUNDARIES = "boundaries.geojson"
RECIPIENTS = ["officer", "head", "mayors-office"]
_DURATIONS = ("promise", "confirm_hold", "join_window", "reopen_window", "part_wait")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def settings(
    source: Source, departments: list[str], kinds: list[str], services: list[str]
) -> dict[str, Any]:
    """Read what a district decides for itself; empty when the file cannot be read."""
    document = source.json(FILE)
    if document is None:
        return {}
    shape = Shape(document, source.problems)
    shape.text("jurisdiction_id", limit=40)
    shape.names("name", limits=(40, 80))
    for name in ("service_name", "mayor_title", "deputy_title"):
        shape.names(name, limits=(80, 80))
    shape.parsed("case_code_prefix", reader=_prefix)
    shape.parsed("time_zone", reader=zone)
    for at in shape.items("languages"):
        shape.one_of("languages", at, values=list(LANGUAGES))
    for name in ("front_department", "mayors_office"):
        shape.one_of(name, values=departments)
    for name in ("line_number", "duty_phone", "emergency_phone"):
        shape.text(name, limit=24)
    shape.value("masthead", kind=bool, words="true or false")
    _durations(shape)
    _office_hours(shape)
    check_clocks(shape, document.data, kinds)
    _receipt(shape)
    _second_factor(shape, document.data)
    public_figures(shape, document.data)
    public_map(shape, document.data, services)
    privacy(shape, document.data)
    if isinstance(document.data, dict) and "retention" in document.data:
        _retention(shape)
    _another_matter(shape)
    fieldwork(shape)
    positions(shape, document.data)
    quiet_hours(shape, document.data)
    triage(shape, document.data, services)
    map_link(shape, document.data)
    map_raster(shape, document.data)
    safe_numbers(shape, document.data if isinstance(document.data, dict) else {})
    safe_asking(shape, document.data if isinstance(document.data, dict) else {})
    alarms(shape, document.data if isinstance(document.data, dict) else {}, departments)
    residents(shape, document.data if isinstance(document.data, dict) else {})
    return document.data if isinstance(document.data, dict) else {}


def _durations(shape: Shape) -> None:
    for name in _DURATIONS:
        shape.duration(name)
    stages = [shape.text("reminders", at) for at in shape.items("reminders")]
    for at, stage in enumerate(stages):
        shape.duration("reminders", at)
        if at and not _rises(stages[at - 1], stage):
            shape.problem(("reminders", at), "reminders must stand in order, the earliest first")
    for stage in shape.keys("reminder_recipients"):
        if stage not in stages:
            shape.problem(("reminder_recipients", stage), "is not one of the reminders")
        shape.one_of("reminder_recipients", stage, values=RECIPIENTS)


def _rises(first: str, second: str) -> bool:
    try:
        return clock.parse_duration(first) < clock.parse_duration(second)
    except ValueError:  # told already, with its own line
        return True


def _office_hours(shape: Shape) -> None:
    for at in shape.items("office_hours", "weekdays"):
        day = shape.value("office_hours", "weekdays", at, kind=int, words="1 (Monday) to 7")
        if day is not None and day not in range(1, 8):
            shape.problem(("office_hours", "weekdays", at), "must be 1 (Monday) to 7")
    for name in ("start", "end", "break_start", "break_end"):
        shape.parsed("office_hours", name, reader=_time)


def _receipt(shape: Shape) -> None:
    for name in ("enabled", "mobile_only"):
        shape.value("receipt", name, kind=bool, words="true or false")
    shape.value("receipt", "hourly_limit_per_number", kind=int, words="a whole number")
    for kind in ("answers", "switches", "codes"):
        name = f"hourly_{kind}_per_number"
        if name in shape.keys("receipt"):
            shape.value("receipt", name, kind=int, words="a whole number")
    for at in shape.items("receipt", "mobile_prefixes"):
        shape.text("receipt", "mobile_prefixes", at, limit=6)


def _another_matter(shape: Shape) -> None:
    for name in ("own_case_at", "suggest_at"):
        value = shape.value("another_matter", name, kind=float, words="a number from 0.0 to 1.0")
        if value is not None and not 0 <= value <= 1:
            shape.problem(("another_matter", name), "must be a number from 0.0 to 1.0")


_ENDED_KINDS = ("sign_in_failures",)


def _retention(shape: Shape) -> None:
    # A kind that older versions kept apart may still be named.
    kinds = [*(rule.kind for rule in retention.rules()), *_ENDED_KINDS]
    for kind in shape.keys("retention"):
        if kind not in kinds:
            shape.problem(("retention", kind), f"is no kind of data; {accepted(kinds)}")
        elif not shape.is_null("retention", kind):
            shape.duration("retention", kind)


def _second_factor(shape: Shape, data: object) -> None:
    # May be left out: then it is whoever sees numbers, confirms, or gives these rights.
    if isinstance(data, dict) and "second_factor_roles" in data:
        for at in shape.items("second_factor_roles"):
            shape.one_of("second_factor_roles", at, values=[role.value for role in Role])


def _prefix(text: str) -> None:
    if not re.fullmatch(r"[A-Z]{1,3}", text):
        raise ValueError(f"{text!r} must be one to three capital letters, like H")


def _time(text: str) -> None:
    if not _TIME.fullmatch(text):
        raise ValueError(f"{text!r} is not a time; write it like 09:00")
