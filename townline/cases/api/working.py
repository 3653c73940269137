"""What people and texts do with a case."""

from townline.cases.rules import FINISHED, OPEN, TRANSITIONS, Event, Kind, State
from townline.cases.services.intake import text_claim
from townline.cases.services.noting import note_add
from townline.cases.services.reminders import answered_close, reminders_run
from townline.cases.services.retention import retention_rules
from townline.cases.services.returning import decides, is_decided_above
from townline.cases.services.work import (
    case_assign,
    case_close,
    case_dismiss,
    case_misroute,
    case_reopen,
    case_retitle,
    case_seen,
    notices_read,
    presence_leave,
    presence_touch,
    text_settle,
)

__all__ = [
    "FINISHED",
    "OPEN",
    "TRANSITIONS",
    "Event",
    "Kind",
    "State",
    "answered_close",
    "case_assign",
    "case_close",
    "case_dismiss",
    "case_misroute",
    "case_reopen",
    "case_retitle",
    "case_seen",
    "decides",
    "is_decided_above",
    "note_add",
    "notices_read",
    "presence_leave",
    "presence_touch",
    "reminders_run",
    "retention_rules",
    "text_claim",
    "text_settle",
]
