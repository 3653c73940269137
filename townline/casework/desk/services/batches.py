"""Many cases in one press: each in a transaction of its own, so that none waits for another."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from townline.casework.alarms.api import case_mark_danger
from townline.casework.cases.api import (
    PUT_BACK_TOGETHER,
    UNDO_WITHIN,
    UNSORTED,
    BuiltOn,
    CaseError,
    InvalidInput,
    NotAllowed,
    NotFound,
    Remark,
    WrongState,
    case_assign,
    case_close,
    case_lock,
    note_add,
    publish,
    regroup_undo,
    remark,
)
from townline.casework.cases.models import Case, Undo
from townline.casework.desk.errors import BatchEmpty, BatchTooLarge, BatchUndone
from townline.casework.desk.models import Batch, BatchLine
from townline.casework.desk.rules import MOST, TRANSITIONS, BatchAction, LineEvent, LineState
from townline.platform.core.history.machine import Machine
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.platform.departments.api import Act, Permission, Viewer

_POWERS = {BatchAction.ASSIGN: Permission.ASSIGN}
_DETAIL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchInput:
    """What shall be done with each case.

    ``assign``: ``department`` or the ``service`` that leads to one, perhaps ``assignee`` (id) and
    ``reason``; ``unsorted``: only what nobody has assigned meanwhile. ``note``: ``body``;
    ``danger``: ``danger`` on, or off with a ``reason``.
    """

    deed: BatchAction
    department: str | None = None
    service: str | None = None
    unsorted: bool = False
    assignee: int | None = None
    reason: str = ""
    body: str = ""
    danger: bool = True


def batch_run(act: Act, *, key: uuid.UUID, codes: Sequence[str], batch_input: BatchInput) -> int:
    """Do one thing with many cases; give the id of the batch, which tells of each of them.

    The same ``key`` again goes on with what is still waiting, as after a crash, and does nothing
    twice. Raises BatchEmpty, BatchTooLarge, InvalidInput, NotAllowed before anything is done.
    """
    batch = _batch(act, key, codes, batch_input)
    waiting = batch.lines.filter(state=LineState.WAITING).order_by("id")
    for line_id in list(waiting.values_list("id", flat=True)):
        _line_do(act, line_id, batch_input)
    return batch.pk


@transaction.atomic
def _batch(act: Act, key: uuid.UUID, codes: Sequence[str], batch_input: BatchInput) -> Batch:
    wanted = list(dict.fromkeys(code.strip().upper()[:16] for code in codes if code.strip()))
    _check(wanted, batch_input, act.viewer)
    batch, made = Batch.objects.get_or_create(
        key=key,
        defaults={
            "deed": batch_input.deed,
            "said": {"department": batch_input.department, "assignee": batch_input.assignee},
            "by_id": act.viewer.staff_id,
            "at": act.now,
            "until": act.now + UNDO_WITHIN,
        },
    )
    if batch.by_id != act.viewer.staff_id or batch.deed != batch_input.deed:
        raise InvalidInput("this form was used for something else; open the list again")
    if made:
        BatchLine.objects.bulk_create(BatchLine(batch=batch, code=code) for code in wanted)
    return batch


def _check(codes: Sequence[str], batch_input: BatchInput, viewer: Viewer) -> None:
    if not viewer.may(_POWERS.get(batch_input.deed, Permission.WRITE)):
        raise NotAllowed(f"the role {viewer.role} may not do this ({batch_input.deed})")
    if not codes:
        raise BatchEmpty("pick at least one case")
    if len(codes) > MOST:
        raise BatchTooLarge(f"at most {MOST} cases at once", most=MOST)
    if batch_input.deed is BatchAction.ASSIGN and not (
        batch_input.department or batch_input.service
    ):
        raise InvalidInput("say which department shall get them")
    if batch_input.deed is BatchAction.NOTE and not batch_input.body.strip():
        raise InvalidInput("the note is empty")


@transaction.atomic
def _line_do(act: Act, line_id: int, batch_input: BatchInput) -> None:
    line = BatchLine.objects.select_for_update().get(id=line_id)
    if line.state != LineState.WAITING:
        return
    try:
        with transaction.atomic():
            made = _ACTIONS[batch_input.deed](act, line.code, batch_input)
    except CaseError as error:
        event, made = LineEvent.REFUSE, refusal_columns(error)
    else:
        event = LineEvent.DO
    LINES.move(line, event, actor=act.actor, now=act.now, changes=made)


def _assign(act: Act, code: str, batch_input: BatchInput) -> dict[str, Any]:
    if batch_input.unsorted:
        _check_unsorted(code, act.viewer)
    case = case_assign(
        act,
        code=code,
        department=batch_input.department,
        service=batch_input.service,
        assignee=batch_input.assignee,
        reason=batch_input.reason,
    )
    return {"undo": _last_undo(case)}


def _check_unsorted(code: str, viewer: Viewer) -> None:
    case = case_lock(code=code, viewer=viewer, permission=Permission.ASSIGN)
    if case.state not in UNSORTED:
        raise WrongState("somebody has assigned it meanwhile", state=case.state)


def _close(act: Act, code: str, _batch_input: BatchInput) -> dict[str, Any]:
    return {"undo": _last_undo(case_close(act, code=code))}


def _last_undo(case: Case) -> Undo | None:
    # Written in this very transaction, under the lock of the case.
    return Undo.objects.filter(case=case).order_by("-id").first()


def _danger(act: Act, code: str, batch_input: BatchInput) -> dict[str, Any]:
    before = Case.objects.select_for_update().filter(code=code).values_list("danger", flat=True)
    endangered = before.first()
    if endangered is not batch_input.danger:
        case_mark_danger(act, code=code, danger=batch_input.danger, reason=batch_input.reason)
    return {"endangered": endangered}


def _note(act: Act, code: str, batch_input: BatchInput) -> dict[str, Any]:
    return {"note": note_add(act, code=code, body=batch_input.body)}


type _Action = Callable[[Act, str, BatchInput], dict[str, Any]]
_ACTIONS: dict[BatchAction, _Action] = {
    BatchAction.ASSIGN: _assign,
    BatchAction.CLOSE: _close,
    BatchAction.DANGER: _danger,
    BatchAction.NOTE: _note,
}


LINES: Machine[BatchLine, LineState, LineEvent] = Machine(
    model=BatchLine,
    table=TRANSITIONS,
    subject=lambda line: f"batch:{line.batch_id}",
    refusal=lambda line, event: InvalidInput(
        f"{event} is not possible while the line is {line.state}"
    ),
    data=lambda step: {"case": step.row.code, "problem": step.row.problem},
)


def refusal_columns(error: CaseError) -> dict[str, Any]:
    """Give the columns that say why a line was refused."""
    extra = {name: str(value) for name, value in error.extra.items()}
    return {"problem": error.type, "detail": error.detail[:_DETAIL], "extra": extra}


def batch_retention_rules() -> list[Rule]:
    """Name what of batches goes by age."""
    return [by_age("batches", "P30D", lambda before: Batch.objects.filter(at__lt=before))]


# Undoing all of a batch at once, for ten minutes; where somebody went on, the case stays.


def batch_undo(act: Act, *, batch_id: int) -> None:
    """Put back what one's own batch did, case by case.

    Raises NotFound for another's, BatchUndone after ten minutes or the second time.
    """
    action = _take(act, batch_id)
    done = BatchLine.objects.filter(batch=batch_id, state=LineState.DONE).order_by("id")
    for line_id in list(done.values_list("id", flat=True)):
        _line_undo(act, line_id, action)


@transaction.atomic
def _take(act: Act, batch_id: int) -> BatchAction:
    batch = Batch.objects.select_for_update().filter(id=batch_id, by=act.viewer.staff_id).first()
    if batch is None:
        raise NotFound(f"you have no batch {batch_id}")
    left = batch.lines.filter(state=LineState.DONE).exists()
    # One that died halfway is undone to its end.
    if act.now > batch.until or not left:
        raise BatchUndone("its ten minutes have passed, or it was undone already")
    batch.undone_at = batch.undone_at or act.now
    batch.save(update_fields=["undone_at"])
    return BatchAction(batch.deed)


@transaction.atomic
def _line_undo(act: Act, line_id: int, action: BatchAction) -> None:
    line = BatchLine.objects.select_for_update().get(id=line_id)
    if line.state != LineState.DONE:
        return
    try:
        with transaction.atomic():
            _put_back(act, line, action)
    except CaseError as error:
        event, changes = LineEvent.KEEP, refusal_columns(error)
    else:
        event, changes = LineEvent.UNDO, {}
    LINES.move(line, event, actor=act.actor, now=act.now, changes=changes)


def _put_back(act: Act, line: BatchLine, action: BatchAction) -> None:
    if action is BatchAction.DANGER:
        _danger_back(act, line)
    elif action is BatchAction.NOTE:
        _note_back(act, line)
    else:
        regroup_undo(act, code=line.code, only=line.undo_id)


def _danger_back(act: Act, line: BatchLine) -> None:
    case = case_lock(code=line.code, viewer=act.viewer, permission=Permission.WRITE)
    if line.endangered is not None and case.danger != line.endangered:
        case_mark_danger(act, code=line.code, danger=line.endangered, reason=PUT_BACK_TOGETHER)


def _note_back(act: Act, line: BatchLine) -> None:
    case: Case = case_lock(
        code=line.code, viewer=act.viewer, permission=Permission.WRITE, allow_participants=True
    )
    if line.note is None:
        raise BuiltOn("the note is gone already")
    line.note.delete()
    line.note = None
    remark(act, case, Remark.NOTE_BACK)
    publish(case)
