"""Undoing all of a batch at once, for ten minutes; where somebody went on, the case stays."""

from typing import TYPE_CHECKING

from django.db import transaction

from townline.casework.alarms.api import case_mark_danger
from townline.casework.cases.api import (
    PUT_BACK_TOGETHER,
    BuiltOn,
    CaseError,
    NotFound,
    Remark,
    case_lock,
    publish,
    regroup_undo,
    remark,
)
from townline.casework.desk.errors import BatchUndone
from townline.casework.desk.models import Batch, BatchLine
from townline.casework.desk.rules import BatchAction, LineEvent, LineState
from townline.casework.desk.services.batches import LINES, refusal_columns
from townline.platform.departments.api import Act, Permission

if TYPE_CHECKING:
    from townline.casework.cases.models import Case


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
