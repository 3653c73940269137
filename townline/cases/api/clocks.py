"""The legal clock and the calendar it counts by."""

from townline.cases.selectors.clocks import (
    ClockView,
    calendar_change_get,
    calendar_changes,
    calendar_years,
    days_off,
    legal_clock,
    outages,
)
from townline.cases.services.clocks.calendar import (
    DayWish,
    calendar_change,
    calendar_preview,
    days_kept,
)
from townline.cases.services.clocks.deciding import legal_extend, legal_retype
from townline.cases.services.clocks.following import clock_begin, clock_follow
from townline.cases.services.clocks.outages import outage_add, outage_end
from townline.cases.services.clocks.recounting import Moved as LegalMoved
from townline.cases.services.clocks.recounting import (
    legal_begin_run,
    legal_recount,
    legal_recount_run,
)
from townline.cases.services.clocks.reminding import legal_reminders_run

__all__ = [
    "ClockView",
    "DayWish",
    "LegalMoved",
    "calendar_change",
    "calendar_change_get",
    "calendar_changes",
    "calendar_preview",
    "calendar_years",
    "clock_begin",
    "clock_follow",
    "days_kept",
    "days_off",
    "legal_begin_run",
    "legal_clock",
    "legal_extend",
    "legal_recount",
    "legal_recount_run",
    "legal_reminders_run",
    "legal_retype",
    "outage_add",
    "outage_end",
    "outages",
]
