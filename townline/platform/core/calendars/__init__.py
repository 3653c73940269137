"""Working time, days off, and when a period ends. Pure arithmetic: no database, no clock."""

from townline.platform.core.calendars.due import (
    EXTENSIONS,
    Due,
    Extension,
    ExtensionRefusal,
    due,
    end,
    extension_refusal,
)
from townline.platform.core.calendars.errors import ClockError, NeverEnds, OutOfOrder
from townline.platform.core.calendars.office import Calendar, calendar
from townline.platform.core.calendars.pauses import Pause
from townline.platform.core.calendars.rules import Rule, Unit, parse_rule

__all__ = [
    "EXTENSIONS",
    "Calendar",
    "ClockError",
    "Due",
    "Extension",
    "ExtensionRefusal",
    "NeverEnds",
    "OutOfOrder",
    "Pause",
    "Rule",
    "Unit",
    "calendar",
    "due",
    "end",
    "extension_refusal",
    "parse_rule",
]  # fmt: skip
