"""Dates that answers promised."""

from townline.cases.rules.dates import Found, Looks
from townline.cases.rules.promised import UNSETTLED, Promise, PromisedState
from townline.cases.selectors.promised import (
    PromisedFigures,
    PromisedFilters,
    PromisedLoad,
    PromisedRow,
    promised_by_department,
    promised_figures,
    promised_get,
    promised_list,
    promised_load,
    promised_of_case,
)
from townline.cases.services.promised import promised_keep, promised_move, promised_withdraw
from townline.cases.services.promised_check import dates_found
from townline.cases.services.promised_reminders import promised_run

__all__ = [
    "UNSETTLED",
    "Found",
    "Looks",
    "Promise",
    "PromisedFigures",
    "PromisedFilters",
    "PromisedLoad",
    "PromisedRow",
    "PromisedState",
    "dates_found",
    "promised_by_department",
    "promised_figures",
    "promised_get",
    "promised_keep",
    "promised_list",
    "promised_load",
    "promised_move",
    "promised_of_case",
    "promised_run",
    "promised_withdraw",
]
