"""One case with everything a page or the API shows of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from townline.cases import rules
from townline.cases.errors import NotFound
from townline.cases.models import Case, Confirmation, Draft, DraftVersion, Note, Notice, Presence
from townline.cases.rules import PRESENCE_LIFE, State, subject
from townline.cases.rules.promised import Promise
from townline.cases.selectors.aliases import survivor
from townline.cases.selectors.answer_words import words_of
from townline.cases.selectors.limited import may_know
from townline.cases.selectors.lists import Row, row_of, visible
from townline.cases.selectors.matters import another_matter
from townline.cases.selectors.mentions import Marked, marked, mentions_of
from townline.cases.selectors.promises import promised_of
from townline.cases.selectors.senders import KeptDraft, Sender, kept_drafts, others_of, senders_of
from townline.cases.selectors.together import ALONE, Together, together_of
from townline.cases.selectors.thread import thread_of
from townline.cases.selectors.undoing import Undoable, undoable
from townline.conversations import api as conversations
from townline.conversations.api import ThreadText
from townline.core import audit
from townline.core.models import Transition
from townline.departments import api as departments
from townline.departments.api import Staff, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """The words as they are; ``hash`` is what a confirmation must name.

    ``photos`` go with them, named by content (``conversations.photos_by_hash``). ``korean`` says
    what words in another language mean; ``template`` names what they were begun from.
    """

    kind: str
    body: str
    reason: str
    remedy: str
    next_due_at: dt.datetime | None
    send_at: dt.datetime | None
    version: int
    hash: str
    photos: tuple[str, ...]
    korean: str
    template: str
    author: Staff | None
    updated_at: dt.datetime
    submitted_by: Staff | None
    submitted_at: dt.datetime | None
    promised: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A confirmed text that has not been accepted by the network yet."""

    kind: str
    by: Staff | None
    on_behalf: bool
    at: dt.datetime
    leaves_at: dt.datetime
    text_id: int


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
    """Everything of one case. ``allowed`` are the events the table permits now.

    ``senders``: all residents who get its answer, the first one first; ``kept``: what was
    written in cases that were merged into this one; ``undoable``: the last deed;
    ``another``: a text that looks like another matter.
    """

    row: Row
    promise_from: dt.datetime
    first_answer_at: dt.datetime | None
    reminder_stage: int
    resident_id: int
    last_incoming_id: int
    thread: list[ThreadText]
    draft: DraftView | None
    hold: HoldView | None
    notes: list[NoteView]
    history: list[Transition]
    present: list[Present]
    others: list[Row]
    senders: list[Sender]
    kept: list[KeptDraft]
    undoable: Undoable | None
    another: ThreadText | None
    allowed: frozenset[str]


def case_get(*, code: str, viewer: Viewer, now: dt.datetime) -> Detail:
    """Read one case; the code of a merged one names the case that went on.

    Raises NotFound, also for what the viewer may not see.
    """
    case = _case_of(code, viewer)
    if case is None:
        raise NotFound(f"there is no case {code}", code=code)
    draft = Draft.objects.filter(case=case).first()
    notes = list(Note.objects.filter(case=case).order_by("at"))
    hold = Confirmation.objects.filter(case=case, ended_at=None).first()
    present = list(
        Presence.objects.filter(case=case, seen_at__gt=now - PRESENCE_LIFE).exclude(
            staff=viewer.staff_id
        )
    )
    people = departments.staff_names(_people(draft, notes, hold, present))
    called = mentions_of(n.id for n in notes if "@" in n.body)
    thread, history = thread_of(case.id), list(audit.history(subject(case.id)))
    others = others_of([case.id]).get(case.id, ())
    together = together_of([case.id]).get(case.id, ALONE)
    senders = senders_of(case, others)
    masked = senders[0].masked
    return Detail(
        row=row_of(case, masked),
        promise_from=case.promise_from,
        first_answer_at=case.first_answer_at,
        reminder_stage=case.reminder_stage,
        resident_id=case.resident_id,
        last_incoming_id=case.last_incoming_id,
        thread=thread,
        draft=_draft_view(case, draft, people, others, together) if draft else None,
        hold=_hold_view(hold, people) if hold else None,
        notes=[_note_view(n, people, called.get(n.id, ())) for n in notes],
        history=history,
        present=[Present(staff=people[p.staff_id], editing=p.editing) for p in present],
        others=_others(case, viewer, masked),
        senders=senders,
        kept=kept_drafts(case),
        undoable=undoable(case_id=case.id, staff_id=viewer.staff_id, now=now),
        another=another_matter(State(case.state), thread, history),
        allowed=frozenset(str(e) for s, e in rules.TRANSITIONS if s == case.state),
    )


def _case_of(code: str, viewer: Viewer) -> Case | None:
    case = visible(viewer).filter(code=code).first()
    if case is not None and case.state != State.MERGED:
        return case
    # Whoever may see the case that went on may call it by an old name, wherever that was.
    merged = Case.objects.filter(code=code, state=State.MERGED).first()
    return visible(viewer).filter(id=survivor(merged).id).first() if merged else None


def _people(
    draft: Draft | None, notes: list[Note], hold: Confirmation | None, present: list[Presence]
) -> set[int]:
    ids = {n.author_id for n in notes} | {p.staff_id for p in present}
    if draft:
        ids |= {draft.author_id, draft.submitted_by_id or draft.author_id}
    return ids | ({hold.confirmed_by_id} if hold else set())


def _draft_view(
    case: Case,
    draft: Draft,
    people: dict[int, Staff],
    others: tuple[int, ...],
    together: Together,
) -> DraftView:
    return DraftView(
        kind=draft.kind,
        body=draft.body,
        reason=draft.reason,
        remedy=draft.remedy,
        next_due_at=draft.next_due_at,
        send_at=draft.send_at,
        version=draft.version,
        photos=tuple(draft.photos),
        korean=draft.korean,
        template=draft.template,
        hash=rules.confirmation_hash(words_of(case, draft, others, together)),
        author=people.get(draft.author_id),
        updated_at=draft.updated_at,
        submitted_by=people.get(draft.submitted_by_id or 0),
        submitted_at=draft.submitted_at,
        promised=promised_of(draft.promised),
    )


def _note_view(note: Note, people: dict[int, Staff], called: Iterable[Staff]) -> NoteView:
    return NoteView(
        author=people.get(note.author_id),
        body=note.body,
        at=note.at,
        instruction=note.instruction,
        called=tuple(called),
    )


def _hold_view(hold: Confirmation, people: dict[int, Staff]) -> HoldView:
    return HoldView(
        kind=hold.kind,
        by=people.get(hold.confirmed_by_id),
        on_behalf=hold.on_behalf,
        at=hold.at,
        leaves_at=hold.leaves_at,
        text_id=hold.outgoing_text_id,
    )


def _others(case: Case, viewer: Viewer, masked: str) -> list[Row]:
    """Give the same resident's other cases, newest first."""
    mine = visible(viewer).filter(resident=case.resident_id)
    mine = mine.exclude(id=case.id).exclude(state=State.MERGED)
    return [row_of(c, masked) for c in mine.order_by("-last_text_at")[:5]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One answer that waits for the mayor."""

    row: Row
    draft: DraftView


def awaiting(*, viewer: Viewer, limit: int = 200) -> list[Waiting]:
    """List what waits for confirmation, nearest promise first; five queries."""
    cases = list(
        visible(viewer)
        .filter(state=State.AWAITING_CONFIRMATION)
        .order_by("-danger", "answer_due_at", "id")[:limit]
    )
    drafts = Draft.objects.in_bulk([c.id for c in cases])
    people = departments.staff_names(
        {s for d in drafts.values() for s in (d.author_id, d.submitted_by_id) if s}
    )
    briefs = conversations.residents_brief({c.resident_id for c in cases})
    others, together = others_of(drafts), together_of(drafts)
    return [
        Waiting(
            row=row_of(c, briefs[c.resident_id].masked),
            draft=_draft_view(
                c, drafts[c.id], people, others.get(c.id, ()), together.get(c.id, ALONE)
            ),
        )
        for c in cases
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    version: int
    body: str
    author: Staff | None
    at: dt.datetime


def draft_versions(*, code: str, viewer: Viewer) -> list[Version]:
    """Give the submitted versions of a draft, oldest first, for showing what changed."""
    found = list(
        DraftVersion.objects.filter(case__in=visible(viewer).filter(code=code)).order_by("version")
    )
    people = departments.staff_names({v.author_id for v in found})
    return [
        Version(version=v.version, body=v.body, author=people.get(v.author_id), at=v.at)
        for v in found
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    kind: str
    at: dt.datetime
    unread: bool
    row: Row
    # In whose place, while that person was away.
    instead_of: int | None = None


def notices(*, viewer: Viewer, limit: int = 50) -> list[NoticeView]:
    """Give one's reminders, newest first."""
    found = list(
        Notice.objects.filter(may_know(viewer, "case__"), staff_id=viewer.staff_id)
        .select_related("case")
        .order_by("-at")[:limit]
    )
    briefs = conversations.residents_brief({n.case.resident_id for n in found})
    return [
        NoticeView(
            kind=n.kind,
            at=n.at,
            unread=n.read_at is None,
            row=row_of(n.case, briefs[n.case.resident_id].masked),
            instead_of=n.instead_of_id,
        )
        for n in found
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A confirmed answer in its hold, which can still be taken back."""

    code: str
    title: str
    leaves_at: dt.datetime


def leaving(*, viewer: Viewer, now: dt.datetime) -> list[Leaving]:
    """List one's own confirmations that have not left yet."""
    held = Confirmation.objects.filter(
        may_know(viewer, "case__"), ended_at=None, confirmed_by=viewer.staff_id, leaves_at__gt=now
    ).select_related("case")
    return [
        Leaving(code=c.case.code or "", title=c.case.title, leaves_at=c.leaves_at)
        for c in held.order_by("-at", "-id")
    ]
