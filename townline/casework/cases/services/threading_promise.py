"""What was promised goes along with the texts: never later than before, danger never less."""

import datetime as dt
from typing import Any

from townline.casework.cases.models import Case
from townline.casework.cases.rules import FINISHED, OPEN, CaseEvent, CaseState, subject
from townline.casework.cases.services.promise import due_columns, promise_columns
from townline.casework.cases.services.transition import case_transition
from townline.casework.cases.settings import Cases
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments.api import Act


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
