"""The promise's clock: when an answer is due and when people are reminded of it."""

import datetime as dt

from townline.casework.cases import rules
from townline.casework.cases.models import Case
from townline.casework.cases.ports.crowds import text_load
from townline.casework.cases.rules import subject
from townline.casework.cases.services.receipts import receipt_send
from townline.casework.cases.settings import Cases
from townline.platform.conversations import api as conversations
from townline.platform.core import district


def promise_columns(start: dt.datetime) -> dict[str, object]:
    """Give the columns of a new promise that begins at ``start``."""
    now = text_load(start)
    due_at = start + (now.promise if now and now.promise else district.part(Cases).promise)
    return {"promise_from": start, "is_promised": True, **due_columns(start, due_at)}


def aim_columns(start: dt.datetime) -> dict[str, object]:
    """Give the columns of a case whose sender is promised nothing: the office's own aim."""
    return promise_columns(start) | {"is_promised": False, "next_reminder_at": None}


def law_columns(start: dt.datetime, due_at: dt.datetime) -> dict[str, object]:
    """Give the columns of a request that is answered within its legal period."""
    return promise_columns(start) | due_columns(start, due_at)


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


def promise_give(case: Case, now: dt.datetime) -> None:
    """Promise the resident of a locked case an answer, where nobody has yet, and tell them so."""
    if case.is_promised:
        return
    columns = promise_columns(now)
    for name, value in columns.items():
        setattr(case, name, value)
    case.save(update_fields=list(columns))
    receipt_send("receipt", case, now)


def promise_withdraw(case: Case, now: dt.datetime) -> bool:
    """Take back a promise that no text has carried out yet; say whether nothing is promised now."""
    if not case.is_promised:
        return True
    texts = conversations.thread(subject(case.id))
    sent = [one for one in texts if one.direction == "out" and one.state != "cancelled"]
    if len(conversations.texts_cancel(ids=[one.id for one in sent], now=now)) < len(sent):
        return False
    case.is_promised, case.next_reminder_at = False, None
    case.save(update_fields=["is_promised", "next_reminder_at"])
    return True
