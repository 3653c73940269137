"""One case: what was said, noted and done, and who is at it; its answer is above."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from townline.casework.cases import rules
from townline.casework.cases.errors import NotFound
from townline.casework.cases.models import Case, Note, Presence
from townline.casework.cases.rules import PRESENCE_LIFE, State, subject
from townline.casework.cases.selectors.aliases import survivor
from townline.casework.cases.selectors.lists import Row, row_of, visible
from townline.casework.cases.selectors.mentions import Marked, marked, mentions_of
from townline.casework.cases.selectors.senders import Sender, others_of, senders_of
from townline.casework.cases.selectors.thread import thread_of
from townline.casework.cases.selectors.topic_changes import another_matter
from townline.casework.cases.selectors.undoing import Undoable, undoable
from townline.platform.conversations.api import ThreadText
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.departments import api as departments
from townline.platform.departments.api import Staff, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """Words among staff; ``instruction``: the mayor's, to the department; ``called``: whom."""

    author: Staff | None
    body: str
    at: dt.datetime
    instruction: bool = False
    called: tuple[Staff, ...] = ()

    @property
    def pieces(self) -> list[Marked]:
        """The words, cut where somebody is called."""
        return marked(self.body, self.called)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    staff: Staff
    editing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One case but for its answer. ``allowed`` are the events the table permits now.

    ``senders``: all residents who get its answer, the first one first; ``undoable``: the last
    deed; ``another``: a text that looks like another matter.
    """

    row: Row
    promise_from: dt.datetime
    first_answer_at: dt.datetime | None
    reminder_stage: int
    resident_id: int
    last_incoming_id: int
    thread: list[ThreadText]
    notes: list[NoteView]
    history: list[Transition]
    present: list[Present]
    others: list[Row]
    senders: list[Sender]
    undoable: Undoable | None
    another: ThreadText | None
    allowed: frozenset[str]


def case_get(*, code: str, viewer: Viewer, now: dt.datetime) -> Detail:
    """Read one case; the code of a merged one names the case that went on.

    Raises NotFound, also for what the viewer may not see.
    """
    return case_read(case_find(code=code, viewer=viewer), viewer=viewer, now=now)[0]


def case_find(*, code: str, viewer: Viewer) -> Case:
    """Find what a code stands for today. Raises NotFound, also for what one may not see."""
    case = visible(viewer).filter(code=code).first()
    if case is not None and case.state != State.MERGED:
        return case
    # Whoever may see the case that went on may call it by an old name, wherever that was.
    merged = Case.objects.filter(code=code, state=State.MERGED).first()
    case = visible(viewer).filter(id=survivor(merged).id).first() if merged else None
    if case is None:
        raise NotFound(f"there is no case {code}", code=code)
    return case


def case_read(
    case: Case, *, viewer: Viewer, now: dt.datetime, named: Iterable[int] = ()
) -> tuple[Detail, dict[int, Staff]]:
    """Read all of a case, and the people it names with those who are asked for (``named``, ids).

    For those above who show more of a case than this room knows of it.
    """
    notes = list(Note.objects.filter(case=case).order_by("at"))
    present = list(
        Presence.objects.filter(case=case, seen_at__gt=now - PRESENCE_LIFE).exclude(
            staff=viewer.staff_id
        )
    )
    people = departments.staff_names(
        {*named, *(n.author_id for n in notes), *(p.staff_id for p in present)}
    )
    called = mentions_of(n.id for n in notes if "@" in n.body)
    thread, history = thread_of(case.id), list(audit.history(subject(case.id)))
    senders = senders_of(case, others_of([case.id]).get(case.id, ()))
    masked = senders[0].masked
    detail = Detail(
        row=row_of(case, masked),
        promise_from=case.promise_from,
        first_answer_at=case.first_answer_at,
        reminder_stage=case.reminder_stage,
        resident_id=case.resident_id,
        last_incoming_id=case.last_incoming_id,
        thread=thread,
        notes=[_note_view(n, people, called.get(n.id, ())) for n in notes],
        history=history,
        present=[Present(staff=people[p.staff_id], editing=p.editing) for p in present],
        others=_others(case, viewer, masked),
        senders=senders,
        undoable=undoable(case_id=case.id, staff_id=viewer.staff_id, now=now),
        another=another_matter(State(case.state), thread, history),
        allowed=frozenset(str(e) for s, e in rules.TRANSITIONS if s == case.state),
    )
    return detail, people


def _note_view(note: Note, people: dict[int, Staff], called: Iterable[Staff]) -> NoteView:
    return NoteView(
        author=people.get(note.author_id),
        body=note.body,
        at=note.at,
        instruction=note.instruction,
        called=tuple(called),
    )


def _others(case: Case, viewer: Viewer, masked: str) -> list[Row]:
    """Give the same resident's other cases, newest first."""
    mine = visible(viewer).filter(resident=case.resident_id)
    mine = mine.exclude(id=case.id).exclude(state=State.MERGED)
    return [row_of(c, masked) for c in mine.order_by("-last_text_at")[:5]]
