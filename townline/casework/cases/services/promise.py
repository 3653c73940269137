"""What was promised goes along with the texts: never later than before, danger never less."""

import datetime as dt
from typing import Any

from townline.casework.cases import rules
from townline.casework.cases.models import Case
from townline.casework.cases.ports import TEXT_LOAD
from townline.casework.cases.rules import FINISHED, OPEN, CaseEvent, CaseState, subject
from townline.casework.cases.services.receipts import receipt_send
from townline.casework.cases.services.transition import case_transition
from townline.casework.cases.settings import Cases
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments.api import Act

# The promise's clock: when an answer is due and when people are reminded of it.


def promise_columns(start: dt.datetime) -> dict[str, object]:
    """Give the columns of a new promise that begins at ``start``."""
    now = TEXT_LOAD.value(start)
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


def promise_of(case: Case, received_at: dt.datetime, now: dt.datetime) -> dict[str, Any]:
    """Give the promise columns of texts that leave a case: as early as it was told.

    Out of a finished case they start anew, as a case does that is opened again.
    """
    if case.state not in OPEN:
        return promise_columns(now)
    due_at = min(case.answer_due_at, received_at + district.part(Cases).promise)
    promised = {"promise_from": received_at, "is_promised": case.is_promised}
    return promised | due_columns(received_at, due_at)


def promise_join(act: Act, target: Case, promise: dict[str, Any], *, wanted: bool) -> None:
    """Give a locked case the earlier of two promises.

    A finished case opens again when what comes in still waits for an answer (``wanted``).
    """
    if target.state in FINISHED:
        if wanted:
            case_transition(
                case=target,
                event=CaseEvent.REOPEN,
                actor=act.actor,
                now=act.now,
                changes=promise | {"finished_at": None},
            )
    elif wanted and _binds(promise, target):
        for name, value in promise.items():
            setattr(target, name, value)
        target.save(update_fields=list(promise))


def _binds(promise: dict[str, Any], target: Case) -> bool:
    """Say whether a promise is one, and the first or the earlier one of a case."""
    earlier = promise["answer_due_at"] < target.answer_due_at
    return bool(promise["is_promised"]) and (earlier or not target.is_promised)


def danger_join(target: Case, source: Case) -> None:
    """A mark of danger goes along: only a person takes it away. So does who may know of it."""
    danger, private = source.danger or target.danger, source.private or target.private
    if (danger, private) != (target.danger, target.private):
        target.danger, target.private = danger, private
        target.save(update_fields=["danger", "private"])


def reclose(act: Act, case: Case, texts: set[int]) -> None:
    """Close a case again that only the texts which now leave had opened."""
    if case.state != CaseState.REOPENED:
        return
    lines = list(audit.history(subject(case.id)))
    opened = next(
        (at for at, line in enumerate(lines[::-1]) if line.event == CaseEvent.REOPEN.tag), None
    )
    if opened is None:
        return
    since = lines[len(lines) - 1 - opened :]
    text_ids = {line.data["text"] for line in since if "text" in line.data}
    if not text_ids or not text_ids <= texts:
        return
    case_transition(
        case=case,
        event=CaseEvent.RECLOSE,
        actor=act.actor,
        now=act.now,
        back_to=CaseState(since[0].from_state),
        changes={"finished_at": case.answered_at or act.now, "next_reminder_at": None},
    )
