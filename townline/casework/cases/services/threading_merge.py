"""A case is merged into another: one matter, one answer, and no word lost."""

from townline.casework.cases.errors import AlreadyMerged, MergeUnconfirmed
from townline.casework.cases.events import CasesMerged, CasesMerging
from townline.casework.cases.models import Case, Note, Undo
from townline.casework.cases.ports import Action, are_bound, check_vetoes
from townline.casework.cases.rules import FINISHED, OPEN, CaseEvent, CaseState, Remark, subject
from townline.casework.cases.selectors.codes import survivor
from townline.casework.cases.selectors.senders import others_of
from townline.casework.cases.services.case_summary import case_retell
from townline.casework.cases.services.promise import danger_join, promise_join
from townline.casework.cases.services.threading_texts import (
    again_if_merged,
    cases_lock,
    check_still,
    check_two,
    source_lock,
    target_find,
    texts_carry,
)
from townline.casework.cases.services.transition import case_transition, publish
from townline.casework.cases.services.undo_marks import Moved, columns_of, remark, undo_keep
from townline.platform.conversations import api as conversations
from townline.platform.core import events
from townline.platform.departments.api import Act

_PROMISE = (
    "promise_from", "is_promised", "answer_due_at", "reminder_stage", "next_reminder_at",
)  # fmt: skip


@again_if_merged
def case_merge(act: Act, *, code: str, into: str, confirm: bool = False) -> Case:
    """Merge a case into another; returns the one that goes on.

    Texts in and out and notes go along with their states, the earlier promise holds, and the
    code of the merged case stays a name of the other. ``into`` may itself be such a name.
    A draft stays with the merged case and is shown beside the other's. Residents of both get
    the answer. ``confirm``: somebody has read the texts of both, which need share nothing then.
    Raises AnswerOnItsWay, IntoItself, AlreadyMerged, MergeUnconfirmed.
    """
    _check_apart(code, into)
    source, _ = source_lock(code=code, viewer=act.viewer, texts=None)
    target = target_find(code=into, viewer=act.viewer)
    check_two(source, target, named=into)
    locked = cases_lock(source.id, target.id)
    source, target = locked[source.id], locked[target.id]
    check_still(source, target)
    if not confirm:
        _check_bound(source, target)
    check_vetoes(Action.MERGE, source)
    before = {"case": columns_of(source), "into": columns_of(target)}
    waits, promise = source.state in OPEN, {name: getattr(source, name) for name in _PROMISE}
    events.emit(
        CasesMerging(case_id=source.id, into_id=target.id, staff_id=act.viewer.staff_id, at=act.now)
    )
    moved = absorb(act, source, target)
    promise_join(act, target, promise, wanted=waits)
    danger_join(target, source)
    remark(act, target, Remark.MERGE_IN, code=source.code, texts=list(moved.incoming))
    undo = undo_keep(act, action="merge", case=source, into=target, moved=moved, before=before)
    _emit_merged(act, undo, source, target)
    publish(target, kind="text")
    return target


def _emit_merged(act: Act, undo: Undo, source: Case, target: Case) -> None:
    events.emit(
        CasesMerged(
            case_id=source.id,
            code=source.code or "",
            into_id=target.id,
            into_code=target.code or "",
            text_ids=tuple(undo.texts["incoming"]),
            undo_id=undo.id,
            actor=act.actor,
            staff_id=act.viewer.staff_id,
            at=act.now,
        )
    )


def _check_bound(source: Case, target: Case) -> None:
    """Refuse to merge strangers whose texts share no more than a word (가로등)."""
    others = others_of([source.id, target.id])
    senders = [{one.resident_id, *others.get(one.id, ())} for one in (source, target)]
    if senders[0] & senders[1] or are_bound(source.id, target.id):
        return
    raise MergeUnconfirmed(
        f"{source.code} and {target.code} share no sender, place or event: read the texts of "
        "both, and merge with confirm if they are one matter",
        missing=["sender", "place", "event"],
        into=target.code,
    )


def _check_apart(code: str, into: str) -> None:
    """Two who merge crosswise, or the same way twice: the later one is told that it is done."""
    cases = {case.code: case for case in Case.objects.filter(code__in=[code, into])}
    if len(cases) < 2 or not any(c.state == CaseState.MERGED for c in cases.values()):  # noqa: PLR2004 -- both
        return
    last = {survivor(case).code for case in cases.values()}
    if len(last) == 1:
        raise AlreadyMerged(f"{code} and {into} are one case already: {last.pop()}")


def absorb(act: Act, source: Case, target: Case) -> Moved:
    """Put all that a locked case has into another locked one, and end it there."""
    texts = conversations.thread_ids(subject(source.id))
    notes = list(Note.objects.filter(case=source).values_list("id", flat=True))
    texts_carry(
        from_reference=subject(source.id),
        to_reference=subject(target.id),
        incoming=texts.incoming,
        outgoing=texts.outgoing,
    )
    Note.objects.filter(id__in=notes).update(case=target)
    finished = source.finished_at if source.state in FINISHED else act.now
    case_transition(
        case=source,
        event=CaseEvent.MERGE,
        actor=act.actor,
        now=act.now,
        changes={"merged_into": target, "next_reminder_at": None, "finished_at": finished},
        data={"into": target.code, "texts": texts.incoming},
    )
    for one in (source, target):
        case_retell(one)
    return Moved(incoming=texts.incoming, outgoing=texts.outgoing, notes=notes)
