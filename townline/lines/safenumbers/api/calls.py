"""Calls: what the process that speaks SIP asks of the house, and what lists show.

Each function is a transaction of its own. None of them may be called on an event loop: they
wait for the database.
"""

from townline.lines import voice_menu as call_rules
from townline.lines.safenumbers.selectors.asking_settings import AskingSettings, asking_settings
from townline.lines.safenumbers.selectors.calls import CallView, calls_each, calls_list, calls_live
from townline.lines.safenumbers.selectors.figures import SafeFigures, blocked_counts, safe_figures
from townline.lines.safenumbers.selectors.wardialling import Wardialling, wardialling
from townline.lines.safenumbers.services.calls.beginning import CallRefused, call_begin
from townline.lines.safenumbers.services.calls.going import (
    call_agree,
    call_code,
    call_end,
    call_help,
    call_phones,
    call_reply,
    call_request,
    call_stage,
)
from townline.lines.safenumbers.services.calls.keeping import (
    Orphan,
    dialogs_keep,
    orphans_claim,
    worker_beat,
    worker_leave,
    workers_died,
    workers_forget,
)
from townline.lines.safenumbers.services.calls.persons import call_person_part
from townline.lines.safenumbers.services.calls.retention import call_retention_rules
from townline.lines.voice_menu import CallOutcome, CallPlan, DialledLine, Stage, step

__all__ = [
    "AskingSettings",
    "CallOutcome",
    "CallPlan",
    "CallRefused",
    "CallView",
    "DialledLine",
    "Orphan",
    "SafeFigures",
    "Stage",
    "Wardialling",
    "asking_settings",
    "blocked_counts",
    "call_agree",
    "call_begin",
    "call_code",
    "call_end",
    "call_help",
    "call_person_part",
    "call_phones",
    "call_reply",
    "call_request",
    "call_retention_rules",
    "call_rules",
    "call_stage",
    "calls_each",
    "calls_list",
    "calls_live",
    "dialogs_keep",
    "orphans_claim",
    "safe_figures",
    "step",
    "wardialling",
    "worker_beat",
    "worker_leave",
    "workers_died",
    "workers_forget",
]
