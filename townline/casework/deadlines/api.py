"""The front door of statutory deadlines and commitments."""

from townline.casework.deadlines.errors import (
    DatesUnchecked,
    DayKnown,
    DayUnknown,
    ExtensionRefused,
    PromiseSettled,
)
from townline.casework.deadlines.rules.commitments import UNSETTLED, Promise, PromisedState
from townline.casework.deadlines.rules.statutory import ClockState
from townline.casework.deadlines.selectors.clock_facts import (
    deadlines_changed,
    legal_facts,
    promised_facts,
)
from townline.casework.deadlines.selectors.commitments import (
    PromisedFilters,
    promised_by_department,
    promised_figures,
    promised_get,
    promised_list,
    promised_load,
    promised_of_case,
)
from townline.casework.deadlines.selectors.promises import dates_seen, promised_of
from townline.casework.deadlines.selectors.statutory import (
    calendar_change_get,
    calendar_changes,
    calendar_years,
    days_off,
    legal_clock,
    legal_due,
    legal_summary,
    outages,
)
from townline.casework.deadlines.services.commitment_check import (
    dates_checked,
    dates_found,
    with_next_word,
)
from townline.casework.deadlines.services.commitment_keeping import promised_store
from townline.casework.deadlines.services.commitment_reminders import promised_run
from townline.casework.deadlines.services.commitment_times import next_moment
from townline.casework.deadlines.services.commitments import (
    promised_keep,
    promised_move,
    promised_withdraw,
)
from townline.casework.deadlines.services.reminders import answered_close, reminders_run
from townline.casework.deadlines.services.statutory.calendar import (
    DayInput,
    calendar_change,
    calendar_preview,
    merge_days,
)
from townline.casework.deadlines.services.statutory.counting import (
    basis,
    clock_columns,
    new_clock,
    period_end,
)
from townline.casework.deadlines.services.statutory.deciding import legal_extend, legal_retype
from townline.casework.deadlines.services.statutory.following import clock_begin, clock_follow
from townline.casework.deadlines.services.statutory.outages import outage_add, outage_end
from townline.casework.deadlines.services.statutory.recounting import (
    Moved,
    legal_begin_run,
    legal_recount,
    legal_recount_run,
)
from townline.casework.deadlines.services.statutory.reminding import legal_reminders_run

__all__ = [
    "UNSETTLED",
    "ClockState",
    "DatesUnchecked",
    "DayInput",
    "DayKnown",
    "DayUnknown",
    "ExtensionRefused",
    "Moved",
    "Promise",
    "PromiseSettled",
    "PromisedFilters",
    "PromisedState",
    "answered_close",
    "basis",
    "calendar_change",
    "calendar_change_get",
    "calendar_changes",
    "calendar_preview",
    "calendar_years",
    "clock_begin",
    "clock_columns",
    "clock_follow",
    "dates_checked",
    "dates_found",
    "dates_seen",
    "days_off",
    "deadlines_changed",
    "legal_begin_run",
    "legal_clock",
    "legal_due",
    "legal_extend",
    "legal_facts",
    "legal_recount",
    "legal_recount_run",
    "legal_reminders_run",
    "legal_retype",
    "legal_summary",
    "merge_days",
    "new_clock",
    "next_moment",
    "outage_add",
    "outage_end",
    "outages",
    "period_end",
    "promised_by_department",
    "promised_facts",
    "promised_figures",
    "promised_get",
    "promised_keep",
    "promised_list",
    "promised_load",
    "promised_move",
    "promised_of",
    "promised_of_case",
    "promised_run",
    "promised_store",
    "promised_withdraw",
    "reminders_run",
    "with_next_word",
]
