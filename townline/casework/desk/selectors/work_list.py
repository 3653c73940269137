"""What a person owes, as one list by due time: cases, positions, dates, visits, meetings."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import QuerySet

from townline.casework.cases.api import NOTICE_PAGES, OPEN, CaseState, visible
from townline.casework.cases.models import Case, Notice
from townline.casework.coordination.api import AHEAD, OWED, Response
from townline.casework.coordination.models import Attendee, Participation
from townline.casework.deadlines.api import UNSETTLED, PromisedState, legal_due
from townline.casework.deadlines.models import PromisedDate
from townline.casework.visits.api import LIVE
from townline.casework.visits.models import Visit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Viewer

_MOST = 300  # of each kind


class WorkKind(StrEnum):
    CASE = "case"
    POSITION = "position"
    PROMISED = "promised"
    VISIT = "visit"
    MEETING = "meeting"
    NOTICE = "notice"


EVERYTHING = frozenset(WorkKind)
# A department's positions are nobody's own; all else is a person's, or of whom they stand in for.
_PERSONAL = EVERYTHING - {WorkKind.POSITION}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One thing owed, due at ``due_at``. ``instead_of``: in whose place (id), None for one's own.

    ``words`` say more (how a date was promised, where a meeting is); ``notice``: the kind of an
    unread reminder about the same case. ``number`` names the visit or meeting; ``timed``: at that
    moment, and not by then.
    """

    kind: WorkKind
    due_at: dt.datetime
    code: str
    title: str
    state: CaseState
    danger: bool
    instead_of: int | None = None
    words: str = ""
    notice: str = ""
    number: int | None = None
    legal_late: bool = False
    timed: bool = False
    # A promised day that has passed and was told as missed.
    missed: bool = False
    # Of a case that few may know of: its title stands on its own page alone.
    private: bool = False


# Whose things: a person's id, and until when another one stands in (None: their own hands).
type Whose = Mapping[int, dt.datetime | None]


def work_list(act: Act, *, kinds: AbstractSet[WorkKind] = EVERYTHING) -> list[WorkItem]:
    """Give what a person owes of some kinds, and whom they stand in for, the nearest first.

    A query for each kind, and one for whom they stand in for. What means danger stands before all
    else. An unread reminder is a mark on its case where that is in the list, else a line of its
    own.
    """
    whose: dict[int, dt.datetime | None] = {act.viewer.staff_id: None}
    if kinds & _PERSONAL:
        whose |= departments.covered_by(act.viewer.staff_id, act.now)
    department = act.viewer.department if act.viewer.may(Permission.WRITE) else None
    found = work_items_by(act, whose=whose, department=department, kinds=kinds)
    return _sort_items(_with_notices(found, act.viewer) if WorkKind.NOTICE in kinds else found)


def work_items_by(
    act: Act, *, whose: Whose, department: str | None, kinds: AbstractSet[WorkKind] = EVERYTHING
) -> list[WorkItem]:
    """Give what these people owe of the cases that the viewer sees, at most five queries.

    ``department``: whose positions are asked for, None for none. Others than the viewer are
    named in ``instead_of``; their visits and meetings only until they are back.
    """
    seen, me = visible(act.viewer), act.viewer.staff_id
    reads: dict[WorkKind, Callable[[], Iterable[WorkItem]]] = {
        WorkKind.CASE: lambda: _cases(seen, whose, me, act.now),
        WorkKind.PROMISED: lambda: _promised_items(seen, whose, me),
        WorkKind.VISIT: lambda: _visits(seen, whose, me),
        WorkKind.MEETING: lambda: _meetings(seen, whose, me, act.now),
        WorkKind.POSITION: lambda: _positions(seen, department) if department else (),
    }
    return _sort_items(item for kind, read in reads.items() if kind in kinds for item in read())


def _sort_items(found: Iterable[WorkItem]) -> list[WorkItem]:
    return sorted(found, key=lambda one: (not one.danger, one.due_at, one.code, one.kind))


def _work_item(
    kind: WorkKind, case: Case, due_at: dt.datetime, person: int | None, me: int
) -> WorkItem:
    return WorkItem(
        kind=kind,
        due_at=due_at,
        code=case.code or "",
        title=case.title,
        state=CaseState(case.state),
        danger=case.danger and case.state in OPEN,
        private=case.private,
        instead_of=None if person == me else person,
    )


def _cases(seen: QuerySet[Case], whose: Whose, me: int, now: dt.datetime) -> Iterator[WorkItem]:
    mine = seen.filter(assignee__in=list(whose), state__in=sorted(OPEN))
    for case in mine.annotate(legal_due_at=legal_due()).order_by("-danger", "answer_due_at")[
        :_MOST
    ]:
        due = getattr(case, "legal_due_at", None)
        one = _work_item(WorkKind.CASE, case, case.answer_due_at, case.assignee_id, me)
        yield replace(one, legal_late=due is not None and due < now)


def _promised_items(seen: QuerySet[Case], whose: Whose, me: int) -> Iterator[WorkItem]:
    rows = PromisedDate.objects.filter(
        officer__in=list(whose), state__in=sorted(UNSETTLED), case__in=seen
    )
    for row in rows.select_related("case").order_by("due_at")[:_MOST]:
        one = _work_item(WorkKind.PROMISED, row.case, row.due_at, row.officer_id, me)
        yield replace(one, words=row.words, missed=row.state == PromisedState.MISSED)


def _visits(seen: QuerySet[Case], whose: Whose, me: int) -> Iterator[WorkItem]:
    rows = Visit.objects.filter(visitor__in=list(whose), state__in=sorted(LIVE), case__in=seen)
    for row in rows.select_related("case").order_by("planned_at")[:_MOST]:
        if _theirs(whose, row.visitor_id, row.planned_at):
            due = row.planned_at if row.timed else row.lapses_at
            one = _work_item(WorkKind.VISIT, row.case, due, row.visitor_id, me)
            yield replace(one, words=row.note, number=row.id, timed=row.timed)


def _meetings(seen: QuerySet[Case], whose: Whose, me: int, now: dt.datetime) -> list[WorkItem]:
    rows = Attendee.objects.filter(
        staff__in=list(whose), meeting__state__in=sorted(AHEAD), meeting__case__in=seen,
        meeting__ends_at__gt=now,
    ).exclude(response=Response.DECLINED)  # fmt: skip
    found: dict[int, WorkItem] = {}
    for row in rows.select_related("meeting__case").order_by("meeting__starts_at")[:_MOST]:
        meeting = row.meeting
        if _theirs(whose, row.staff_id, meeting.starts_at):
            one = _work_item(WorkKind.MEETING, meeting.case, meeting.starts_at, row.staff_id, me)
            one = replace(one, words=meeting.place, number=meeting.pk, timed=True)
            # Invited oneself and in another's place: one goes once.
            if one.instead_of is None or meeting.pk not in found:
                found[meeting.pk] = one
    return list(found.values())


def _theirs(whose: Whose, person: int, at: dt.datetime) -> bool:
    until = whose.get(person)
    return until is None or at < until


def _positions(seen: QuerySet[Case], department: str) -> Iterator[WorkItem]:
    rows = Participation.objects.filter(
        department=department, state__in=sorted(OWED), case__in=seen.filter(state__in=sorted(OPEN))
    )
    for row in rows.select_related("case").order_by("due_at")[:_MOST]:
        one = _work_item(WorkKind.POSITION, row.case, row.due_at, None, 0)
        yield replace(one, instead_of=None, words=row.question)


def _with_notices(found: list[WorkItem], viewer: Viewer) -> list[WorkItem]:
    unread = Notice.objects.filter(
        staff=viewer.staff_id, read_at=None, case__in=visible(viewer)
    ).exclude(kind__in=NOTICE_PAGES)
    newest = {n.case.code or "": n for n in unread.select_related("case").order_by("at")[:_MOST]}
    marked = [
        replace(one, notice=newest[one.code].kind) if one.code in newest else one for one in found
    ]
    listed = {one.code for one in found}
    for code, notice in newest.items():
        if code not in listed:
            due = notice.case.answer_due_at if notice.case.state in OPEN else notice.at
            one = _work_item(WorkKind.NOTICE, notice.case, due, notice.instead_of_id, 0)
            marked.append(replace(one, instead_of=notice.instead_of_id, notice=notice.kind))
    return marked
