"""Undoing a split, a move, a merge or a press, as long as nobody has built on it."""

from django.db.models import Q

from townline.casework.cases.errors import BuiltOn, UndoOver
from townline.casework.cases.events import ActionUndone
from townline.casework.cases.models import Case, Note, Undo
from townline.casework.cases.ports import versions_of
from townline.casework.cases.rules import FINISHED, CaseEvent, CaseState, Remark, subject
from townline.casework.cases.selectors.undoing import ACTIONS, TOPICS, built_on, theirs
from townline.casework.cases.services.case_summary import case_retell
from townline.casework.cases.services.threading_merge import absorb
from townline.casework.cases.services.threading_texts import (
    again_if_merged,
    cases_lock,
    texts_carry,
)
from townline.casework.cases.services.transition import case_check, case_transition, publish
from townline.casework.cases.services.undo_marks import columns_read, remark
from townline.platform.conversations import api as conversations
from townline.platform.core import events
from townline.platform.departments.api import Act, Permission


@again_if_merged
def regroup_undo(act: Act, *, code: str, only: int | None = None) -> Case:
    """Undo the last deed that touched a case; returns the case of the deed.

    A split, a move or a merge is undone by anybody who writes; a case that was sent to a
    department or closed, by who did it.

    ``code`` names either of the two; ``only``: this row and no newer one. Raises
    UndoOver after ten minutes or when there is nothing, BuiltOn when somebody has gone on since.
    """
    undo = _find(act, code)
    if only is not None and undo.id != only:
        raise BuiltOn("the case was changed since; undo that first")
    parts = _parts(undo)
    for part in parts:
        conversations.incoming_lock(reference=subject(part.into_id), ids=part.texts["incoming"])
    locked = cases_lock(undo.case_id, *(part.into_id for part in parts))
    # Locked, it may have been undone by somebody else, or built on.
    if Undo.objects.get(id=undo.id).undone_at is not None:
        raise UndoOver("this was undone already")
    case = locked[undo.case_id]
    if any(built_on(part, drafts=versions_of(case.id, part.into_id)) for part in parts):
        raise BuiltOn("the case was changed since; undo that first, or move the texts by hand")
    for part in parts:
        _put_back(act, part, case, locked[part.into_id])
    Undo.objects.filter(id__in=[part.id for part in parts]).update(undone_at=act.now)
    for one in locked.values():
        publish(one, kind="text")
    return case


def _parts(undo: Undo) -> list[Undo]:
    """Give all rows of one press; the last of them says how its case was before."""
    if undo.deed != TOPICS:
        return [undo]
    rows = Undo.objects.filter(case=undo.case_id, deed=TOPICS, at=undo.at, undone_at=None)
    return list(rows.order_by("-id"))


def _find(act: Act, code: str) -> Undo:
    found = Case.objects.filter(code=code).first()
    undo = (
        Undo.objects.filter(
            Q(case__code=code) | Q(into__code=code), undone_at=None, until__gt=act.now
        )
        .filter(theirs(act.viewer.staff_id))
        .select_related("case", "into")
        .order_by("-id")
        .first()
    )
    if undo is None:
        case_check(found, code=code, viewer=act.viewer, permission=Permission.WRITE)
        raise UndoOver("there is nothing to undo, or its ten minutes have passed")
    seen = undo.case if act.viewer.sees(undo.case.department_id) else undo.into
    if seen.state == CaseState.MERGED:
        seen = undo.into
    case_check(seen, code=code, viewer=act.viewer, permission=Permission.WRITE)
    return undo


def _put_back(act: Act, undo: Undo, case: Case, into: Case) -> None:
    if undo.deed in ACTIONS:
        _take_back(act, undo, case)
        return
    if undo.deed in {"split", TOPICS}:
        # Its code may have been told already: it goes on as a name of the first case.
        absorb(act, into, case)
    else:
        texts_carry(
            from_reference=subject(into.id),
            to_reference=subject(case.id),
            incoming=undo.texts["incoming"],
            outgoing=undo.texts["outgoing"],
        )
        Note.objects.filter(id__in=undo.texts["notes"]).update(case=case)
    for one, name in ((case, "case"), (into, "into")):
        if name in undo.before:
            _restore(act, one, columns_read(undo.before[name]))
            case_retell(one)
            _emit_undone(act, one, undo)
            remark(act, one, Remark.PUT_BACK, deed=undo.deed)


def _emit_undone(act: Act, case: Case, undo: Undo) -> None:
    events.emit(
        ActionUndone(
            case_id=case.id, code=case.code or "", deed=undo.deed, actor=act.actor, at=act.now
        )
    )


def _take_back(act: Act, undo: Undo, case: Case) -> None:
    before = columns_read(undo.before["case"])
    case_transition(
        case=case,
        event=CaseEvent.TAKE_BACK,
        actor=act.actor,
        now=act.now,
        back_to=CaseState(str(before.pop("state"))),
        changes=before,
        data={"deed": undo.deed},
    )
    _emit_undone(act, case, undo)


def _restore(act: Act, case: Case, before: dict[str, object]) -> None:
    state = CaseState(str(before.pop("state")))
    if state == case.state:
        for name, value in before.items():
            setattr(case, name, value)
        case.save(update_fields=list(before))
        return
    event, back_to = _way_back(CaseState(case.state), state)
    case_transition(
        case=case,
        event=event,
        actor=act.actor,
        now=act.now,
        changes=before,
        back_to=back_to,
    )


def _way_back(state: CaseState, before: CaseState) -> tuple[CaseEvent, CaseState | None]:
    if state is CaseState.MERGED:
        return CaseEvent.UNMERGE, before
    return (CaseEvent.RECLOSE, before) if before in FINISHED else (CaseEvent.REOPEN, None)
