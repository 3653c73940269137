"""What can still be undone, and whether somebody has gone on since."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from townline.casework.cases.models import Case, Undo
from townline.casework.cases.ports import NEUTRAL_EVENTS, versions_of
from townline.casework.cases.rules import Remark, subject
from townline.platform.core.models import Transition

# One press on one case; the others regroup texts and name two.
ACTIONS = frozenset({"assign", "close", "dismiss"})
# One press that makes a case of each topic; a row for each of them.
TOPICS = "topics"
# What is said about a case without going on from where it stands.
_NEUTRAL_EVENTS = (
    Remark.REMIND, Remark.OVERDUE, Remark.NOTE, Remark.NOTE_BACK, Remark.RETITLE,
    Remark.NUMBER_REVEAL,
    Remark.SAME_MATTER, Remark.SENDER_BLOCK, Remark.SENDER_UNBLOCK, Remark.GROUP_ON,
    Remark.GROUP_OFF, Remark.NEW_FACTS, Remark.LEGAL_RETYPE, Remark.LEGAL_EXTEND,
    Remark.LEGAL_MOVED, Remark.LEGAL_REMIND, Remark.LEGAL_OVERDUE, Remark.LEGAL_PROGRESS,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """A deed of the last ten minutes: texts of ``case`` went to ``into`` (codes).

    Where a person sent a case to a department or closed it, both are that case.
    """

    deed: str
    case: str
    into: str
    until: dt.datetime


def built_on(undo: Undo, *, drafts: dict[str, int]) -> bool:
    """Say whether a case of the deed has gone on since, by its history or its draft."""
    subjects = [subject(undo.case_id), subject(undo.into_id)]
    newer = Transition.objects.filter(subject__in=subjects, id__gt=undo.mark)
    return (
        drafts != undo.drafts
        or newer.exclude(event__in=[*_NEUTRAL_EVENTS, *NEUTRAL_EVENTS.value]).exists()
    )


def theirs(staff_id: int) -> Q:
    """Select what a person may undo: a regrouping of anybody, a press of their own or nobody's."""
    return ~Q(deed__in=sorted(ACTIONS)) | Q(by=staff_id) | Q(by=None)


def undoable(*, case_id: int, staff_id: int, now: dt.datetime) -> Undoable | None:
    """Give the last deed on a case if this person can still undo it; mostly one query."""
    undo = (
        Undo.objects.filter(Q(case=case_id) | Q(into=case_id), undone_at=None, until__gt=now)
        .filter(theirs(staff_id))
        .select_related("case", "into")
        .order_by("-id")
        .first()
    )
    if undo is None:
        return None
    if built_on(undo, drafts=versions_of(undo.case_id, undo.into_id)):
        return None
    return Undoable(
        deed=undo.deed, case=undo.case.code or "", into=undo.into.code or "", until=undo.until
    )


def undoable_code(*, code: str, staff_id: int, now: dt.datetime) -> Undoable | None:
    """Give the last deed on a case by its code, if this person can still undo it."""
    case_id = Case.objects.filter(code=code).values_list("id", flat=True).first()
    return undoable(case_id=case_id, staff_id=staff_id, now=now) if case_id else None
