"""The promise's clock: when an answer is due and when people are reminded of it."""

import datetime as dt

from townline.casework.cases import rules
from townline.casework.cases.models import Case
from townline.casework.cases.ports.crowds import crowd
from townline.casework.cases.settings import Cases
from townline.platform.core import district


def promise_columns(start: dt.datetime) -> dict[str, object]:
    """Give the columns of a new promise that begins at ``start``."""
    now = crowd(start)
    due_at = start + (now.promise if now and now.promise else district.part(Cases).promise)
    return {"promise_from": start, **due_columns(start, due_at)}


def due_columns(start: dt.datetime, due_at: dt.datetime) -> dict[str, object]:
    """Give the columns of a deadline, with its first reminder."""
    moments = moments_of(start, due_at)
    return {"answer_due_at": due_at, "reminder_stage": 0, "next_reminder_at": moments[0]}


def moments_of(start: dt.datetime, due_at: dt.datetime) -> list[dt.datetime]:
    """List the reminders between two moments; the last is the deadline itself."""
    return rules.reminder_moments(start, district.part(Cases).reminders, due_at)


def case_moments(case: Case) -> list[dt.datetime]:
    """List the reminders of a case's present deadline."""
    return moments_of(case.promise_from, case.answer_due_at)
