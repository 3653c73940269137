"""The front door of statutory deadlines and commitments."""

from townline.casework.deadlines.errors import (
    DatesUnchecked as DatesUnchecked,
    DayKnown as DayKnown,
    DayUnknown as DayUnknown,
    ExtensionRefused as ExtensionRefused,
    PromiseSettled as PromiseSettled,
)
from townline.casework.deadlines.rules.commitments import (
    UNSETTLED as UNSETTLED,
    Promise as Promise,
    PromisedState as PromisedState,
)
from townline.casework.deadlines.rules.statutory import ClockState as ClockState
from townline.casework.deadlines.selectors.clock_facts import (
    deadlines_changed as deadlines_changed,
    legal_facts as legal_facts,
    promised_facts as promised_facts,
)
from townline.casework.deadlines.selectors.commitments import (
    PromisedFilters as PromisedFilters,
    dates_seen as dates_seen,
    promised_by_department as promised_by_department,
    promised_figures as promised_figures,
    promised_get as promised_get,
    promised_list as promised_list,
    promised_load as promised_load,
    promised_of as promised_of,
    promised_of_case as promised_of_case,
)
from townline.casework.deadlines.selectors.statutory import (
    calendar_change_get as calendar_change_get,
    calendar_changes as calendar_changes,
    calendar_years as calendar_years,
    days_off as days_off,
    legal_clock as legal_clock,
    legal_due as legal_due,
    legal_summary as legal_summary,
    outages as outages,
)
from townline.casework.deadlines.services.commitment_check import (
    dates_checked as dates_checked,
    dates_found as dates_found,
    promised_store as promised_store,
    with_next_word as with_next_word,
)
from townline.casework.deadlines.services.commitment_reminders import promised_run as promised_run
from townline.casework.deadlines.services.commitment_times import next_moment as next_moment
from townline.casework.deadlines.services.commitments import (
    promised_keep as promised_keep,
    promised_move as promised_move,
    promised_withdraw as promised_withdraw,
)
from townline.casework.deadlines.services.reminders import (
    answered_close as answered_close,
    reminders_run as reminders_run,
)
from townline.casework.deadlines.services.statutory.calendar import (
    DayInput as DayInput,
    calendar_change as calendar_change,
    calendar_preview as calendar_preview,
    merge_days as merge_days,
)
from townline.casework.deadlines.services.statutory.counting import (
    basis as basis,
    clock_columns as clock_columns,
    new_clock as new_clock,
    period_end as period_end,
)
from townline.casework.deadlines.services.statutory.deciding import (
    legal_extend as legal_extend,
    legal_retype as legal_retype,
)
from townline.casework.deadlines.services.statutory.following import (
    clock_begin as clock_begin,
    clock_follow as clock_follow,
)
from townline.casework.deadlines.services.statutory.outages import (
    outage_add as outage_add,
    outage_end as outage_end,
)
from townline.casework.deadlines.services.statutory.recounting import (
    Moved as Moved,
    legal_begin_run as legal_begin_run,
    legal_recount as legal_recount,
    legal_recount_run as legal_recount_run,
)
from townline.casework.deadlines.services.statutory.reminding import (
    legal_reminders_run as legal_reminders_run,
)
