"""One case: what was said, noted and done, and who is at it; its answer is above."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db.models import Count, Min, Q, QuerySet

from townline.casework.cases import rules
from townline.casework.cases.errors import NotFound
from townline.casework.cases.models import Case, Note, Presence
from townline.casework.cases.ports import holds_expression
from townline.casework.cases.rules import OPEN, PRESENCE_LIFE, CaseState, subject
from townline.casework.cases.selectors.codes import survivor
from townline.casework.cases.selectors.lists import CaseRow, row_of, visible
from townline.casework.cases.selectors.mentions import Marked, mentions_of, split_mentions
from townline.casework.cases.selectors.senders import Sender, others_of, senders_of
from townline.casework.cases.selectors.thread import thread_of
from townline.casework.cases.selectors.topic_changes import another_matter
from townline.casework.cases.selectors.undoing import Undoable, undoable
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core.database.prepared import prepare_query
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """An internal note. ``instruction``: the mayor's; ``called``: who is mentioned."""

    author: Staff | None
    body: str
    at: dt.datetime
    instruction: bool = False
    called: tuple[Staff, ...] = ()

    @property
    def pieces(self) -> list[Marked]:
        """The words, cut where somebody is called."""
        return split_mentions(self.body, self.called)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    staff: Staff
    editing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One case but for its answer. ``allowed`` are the events the table permits now.

    ``senders``: all residents who get its answer, the first one first; ``undoable``: the last
    deed; ``another``: a text that looks like another matter. ``holds``: what rooms hold of it
    (``ports.lists``), so that nobody asks for what is not there.
    """

    row: CaseRow
    promise_from: dt.datetime
    first_answer_at: dt.datetime | None
    reminder_stage: int
    resident_id: int
    last_incoming_id: int
    thread: list[ThreadText]
    notes: list[NoteView]
    history: list[Transition]
    present: list[Present]
    senders: list[Sender]
    undoable: Undoable | None
    another: ThreadText | None
    allowed: frozenset[str]
    holds: frozenset[str]


def case_get(act: Act, *, code: str) -> Detail:
    """Read one case; the code of a merged one names the case that went on.

    Raises NotFound, also for what the viewer may not see.
    """
    return case_read(act, case_find(code=code, viewer=act.viewer))[0]


def case_find(*, code: str, viewer: Viewer) -> Case:
    """Find what a code stands for today. Raises NotFound, also for what one may not see."""
    case = next(iter(prepare_query(("case", viewer), partial(_by_code, viewer), code=code)), None)
    if case is not None and case.state != CaseState.MERGED:
        return case
    # Whoever may see the case that went on may call it by an old name, wherever that was.
    merged = Case.objects.filter(code=code, state=CaseState.MERGED).first()
    case = _whole(viewer).filter(id=survivor(merged).id).first() if merged else None
    if case is None:
        raise NotFound(f"there is no case {code}", code=code)
    return case


def _whole(viewer: Viewer) -> QuerySet[Case]:
    return visible(viewer).annotate(
        held=holds_expression(), **conversations.brief_columns("resident")
    )


def _by_code(viewer: Viewer, *, code: str) -> QuerySet[Case]:
    return _whole(viewer).filter(code=code)


def case_read(
    act: Act, case: Case, *, named: Iterable[int] = ()
) -> tuple[Detail, dict[int, Staff]]:
    """Read all of a case, and the people it names with those who are asked for (``named``, ids).

    For those above who show more of a case than this room knows of it.
    """
    holds = held_of(case)
    notes = list(Note.objects.filter(case=case).order_by("at")) if "notes" in holds else []
    present = _present(act, case) if "presence" in holds else []
    people = departments.staff_names(
        {*named, *(n.author_id for n in notes), *(p.staff_id for p in present)}
    )
    called = mentions_of(n.id for n in notes if "@" in n.body)
    thread = thread_of(case.id, shared="shared" in holds)
    history = list(prepare_query("history of a case", audit.history, subject=subject(case.id)))
    further = others_of([case.id]).get(case.id, ()) if "residents" in holds else ()
    senders = senders_of(case, further)
    detail = Detail(
        row=row_of(case, senders[0].masked),
        promise_from=case.promise_from,
        first_answer_at=case.first_answer_at,
        reminder_stage=case.reminder_stage,
        resident_id=case.resident_id,
        last_incoming_id=case.last_incoming_id,
        thread=thread,
        notes=[_note_view(n, people, called.get(n.id, ())) for n in notes],
        history=history,
        present=[Present(staff=people[p.staff_id], editing=p.editing) for p in present],
        senders=senders,
        undoable=undoable(case_id=case.id, staff_id=act.viewer.staff_id, now=act.now)
        if "undo" in holds
        else None,
        another=another_matter(CaseState(case.state), thread, history),
        allowed=frozenset(str(e) for s, e in rules.TRANSITIONS if s == case.state),
        holds=holds,
    )
    return detail, people


def held_of(case: Case) -> frozenset[str]:
    """Say what rooms hold of a case; no query for one that ``case_find`` gave."""
    known = getattr(case, "held", None)
    if known is None:
        known = Case.objects.filter(id=case.id).values_list(holds_expression(), flat=True).get()
    return frozenset(known)


def _present(act: Act, case: Case) -> list[Presence]:
    there = Presence.objects.filter(case=case, seen_at__gt=act.now - PRESENCE_LIFE)
    return list(there.exclude(staff=act.viewer.staff_id))


def _note_view(note: Note, people: dict[int, Staff], called: Iterable[Staff]) -> NoteView:
    return NoteView(
        author=people.get(note.author_id),
        body=note.body,
        at=note.at,
        instruction=note.instruction,
        called=tuple(called),
    )


# The town hall's work as a whole, for figures: no viewer, no words.


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """``by_state`` holds every open state. ``most_overdue_s`` is 0 when nothing is late."""

    by_state: dict[str, int]
    due_today: int
    overdue: int
    danger: int
    most_overdue_s: float


def load(*, now: dt.datetime) -> Load:
    """Count open cases by state, those due within 24 hours and those late; one query."""
    soon = Q(answer_due_at__gte=now, answer_due_at__lt=now + dt.timedelta(hours=24))
    lines = list(
        Case.objects.filter(state__in=sorted(OPEN))
        .order_by()
        .values("state")
        .annotate(
            n=Count("id"),
            soon=Count("id", filter=soon),
            late=Count("id", filter=Q(answer_due_at__lt=now)),
            danger=Count("id", filter=Q(danger=True)),
            first=Min("answer_due_at", filter=Q(answer_due_at__lt=now)),
        )
    )
    late = [(now - line["first"]).total_seconds() for line in lines if line["first"]]
    return Load(
        by_state={str(s): 0 for s in OPEN} | {line["state"]: line["n"] for line in lines},
        due_today=sum(line["soon"] for line in lines),
        overdue=sum(line["late"] for line in lines),
        danger=sum(line["danger"] for line in lines),
        most_overdue_s=max(late, default=0.0),
    )
