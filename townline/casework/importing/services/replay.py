"""Walks one told case through the table, keeping the rows that operation would have written."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import Any

from django.conf import settings

from townline.casework.answers.api import empty_sheet, sent_columns, words_of
from townline.casework.answers.models import Confirmation, Draft, DraftVersion
from townline.casework.cases import api as cases_api
from townline.casework.cases.api import (
    CaseEvent,
    CaseState,
    Kind,
    Remark,
    promise_columns,
    subject,
)
from townline.casework.cases.models import Case, Note
from townline.casework.cases.settings import Cases
from townline.casework.importing.services.course import (
    CaseStep,
    Confirmed,
    Course,
    Drafted,
    Endangered,
    HistoryCase,
    Move,
    Moved,
    Noted,
    QuestionStep,
    ReceivedStep,
    Retitled,
    Submitted,
    is_thanks,
)
from townline.casework.importing.services.deadlines import Reminders
from townline.casework.importing.services.line import OutgoingHistory
from townline.platform.conversations.api import HistoryIncoming, HistoryOutgoing, TextKind
from townline.platform.core import district, media
from townline.platform.core.history import audit

_RECEIPTS = {CaseEvent.REOPEN: "receipt_reopened", CaseEvent.JOIN: "receipt_joined"}


@dataclass
class HistoryRows:
    """Rows of many cases, not yet stored."""

    cases: list[Case] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    versions: list[DraftVersion] = field(default_factory=list)
    confirmations: list[Confirmation] = field(default_factory=list)
    notes: list[tuple[Note, dict[str, Any]]] = field(default_factory=list)
    entries: list[audit.AuditEntry] = field(default_factory=list)
    incoming: list[HistoryIncoming] = field(default_factory=list)
    outgoing: list[HistoryOutgoing] = field(default_factory=list)
    reminders: Reminders = field(default_factory=Reminders)


class Replay:
    """One case. ``incoming_ids`` are for its texts in order; ``outgoing_ids`` for all texts out."""

    def __init__(
        self,
        story: HistoryCase,
        *,
        case_id: int,
        resident_id: int,
        incoming_ids: Iterator[int],
        outgoing_ids: Iterator[int],
        written: HistoryRows,
    ) -> None:
        self._story, self._written = story, written
        self._incoming_ids = incoming_ids
        self._line = OutgoingHistory(outgoing_ids, written.outgoing)
        self._case = Case(id=case_id, resident_id=resident_id, language=story.language)
        self._draft: Draft | None = None
        self._course = Course()

    def run(self, until: dt.datetime) -> None:
        """Take every step; ``course.refusal_of`` has found nothing against the story."""
        for step in self._story.steps:
            if self._case.code:
                self._written.reminders.pass_to(self._case, step.at, self._written.entries)
            self._take(step, self._course.take(step))
        self._written.reminders.pass_to(self._case, until, self._written.entries)
        self._written.reminders.settle(self._case)
        self._case.unread = self._story.unread
        self._written.cases.append(self._case)
        if self._draft is not None:
            self._written.drafts.append(self._draft)

    @singledispatchmethod
    def _take(self, step: CaseStep, moves: list[Move]) -> None:
        raise TypeError(f"not a step: {step!r}")

    @_take.register
    def _(self, step: ReceivedStep, moves: list[Move]) -> None:
        text_id = next(self._incoming_ids)
        thanks = is_thanks(step)
        self._written.incoming.append(
            HistoryIncoming(
                id=text_id,
                number=self._story.number,
                body=step.body,
                received_at=step.at,
                by="cases.thanks" if thanks and self._case.code else "cases",
                reference=subject(self._case.id),
                photos=tuple(media.keep(data) for data in step.photos),
            )
        )
        if not self._case.code:
            self._open(step, text_id)
        elif thanks:
            self._hear(step, text_id)
            self._record(Remark.THANKS, step, data={"text": text_id})
        else:
            self._join(step, text_id, moves)

    def _open(self, step: ReceivedStep, text_id: int) -> None:
        data = district.current()
        case = self._case
        case.code = cases_api.case_code(
            data.part(Cases).case_code_prefix, step.at.astimezone(data.zone), case.id
        )
        case.state = CaseState.RECEIVED
        case.title = cases_api.title_from(step.body)
        case.opened_at = case.first_text_at = case.last_text_at = step.at
        case.preview = step.body[:160]
        self._set(promise_columns(step.at))
        self._hear(step, text_id)
        self._record(Remark.OPEN, step, to_state=CaseState.RECEIVED, data={"text": text_id})
        self._line.receipt("receipt", self._case, step.at)

    def _join(self, step: ReceivedStep, text_id: int, moves: list[Move]) -> None:
        event = moves[0].event
        changes: dict[str, Any] = {}
        if event is CaseEvent.REOPEN:
            changes = promise_columns(step.at) | {"finished_at": None}
        self._hear(step, text_id)
        self._move(moves[0], step, changes, {"text": text_id})
        self._line.receipt(_RECEIPTS.get(event, "receipt_reply"), self._case, step.at)

    def _hear(self, step: ReceivedStep, text_id: int) -> None:
        self._case.last_incoming_id = text_id
        self._case.last_text_at = self._case.updated_at = step.at

    @_take.register
    def _(self, step: Moved, moves: list[Move]) -> None:
        changes: dict[str, Any] = {}
        data = None
        if step.event is CaseEvent.ASSIGN:
            changes = {"department_id": step.department, "assignee_id": step.assignee}
            data = {"department": step.department, "service": step.service}
            if step.service is not None:
                changes["service_id"] = step.service
        elif step.event is CaseEvent.DISMISS:
            changes = {"finished_at": step.at, "next_reminder_at": None}
        self._move(moves[0], step, changes, data, step.reason)

    @_take.register
    def _(self, step: Drafted, moves: list[Move]) -> None:
        for move in moves:
            self._move(move, step)
        draft = self._draft or Draft(case_id=self._case.id, version=0)
        draft.kind, draft.body = step.kind, step.body
        draft.reason, draft.remedy, draft.next_due_at = step.reason, step.remedy, step.next_due_at
        draft.korean = step.korean
        draft.version += 1
        draft.author_id = step.actor.id or 0
        draft.updated_at = step.at
        draft.submitted_by_id = draft.submitted_at = None
        self._draft = draft

    @_take.register
    def _(self, step: Submitted, moves: list[Move]) -> None:
        draft = self._words()
        self._move(moves[0], step, data={"version": draft.version})
        draft.submitted_by_id, draft.submitted_at = step.actor.id, step.at
        self._written.versions.append(
            DraftVersion(
                case_id=self._case.id,
                version=draft.version,
                kind=draft.kind,
                body=draft.body,
                korean=draft.korean,
                author_id=draft.author_id,
                at=step.at,
            )
        )

    @_take.register
    def _(self, step: Confirmed, moves: list[Move]) -> None:
        words = words_of(self._case, self._words())
        hash_ = cases_api.confirmation_hash(words)
        leaves_at = step.at + settings.TOWNLINE_CONFIRM_HOLD
        kind = TextKind.INTERIM if words.kind is Kind.INTERIM else TextKind.ANSWER
        text = self._line.send(
            kind, words.body, self._case, step.at, not_before=leaves_at, hash_=hash_
        )
        confirmation = Confirmation(
            case_id=self._case.id,
            hash=hash_,
            kind=words.kind,
            last_incoming_id=words.last_incoming_id,
            next_due_at=words.next_due_at,
            confirmed_by_id=step.actor.id or 0,
            at=step.at,
            leaves_at=leaves_at,
            outgoing_text_id=text.id,
            ended_at=text.accepted_at,
        )
        self._written.confirmations.append(confirmation)
        confirm, sent = moves
        self._move(confirm, step, data={"hash": hash_, "text": text.id, "on_behalf": False})
        self._move(
            sent,
            CaseStep(at=text.accepted_at, actor=audit.NETWORK),
            sent_columns(self._case, confirmation, text.accepted_at),
            {"text": text.id},
        )
        self._clear(text.accepted_at)

    def _clear(self, at: dt.datetime | None) -> None:
        """Empty the sheet as ``draft_clear`` does: its words have left."""
        draft = self._words()
        for name, value in empty_sheet().items():
            setattr(draft, name, value)
        draft.version += 1
        draft.updated_at = at or draft.updated_at

    @_take.register
    def _(self, step: QuestionStep, moves: list[Move]) -> None:
        self._move(moves[0], step)
        self._line.send(TextKind.QUESTION, step.body, self._case, step.at)

    @_take.register
    def _(self, step: Noted, _moves: list[Move]) -> None:
        note = Note(case_id=self._case.id, author_id=step.actor.id or 0, body=step.body, at=step.at)
        data: dict[str, Any] = {}
        self._written.notes.append((note, data))
        self._record(Remark.NOTE, step, data=data)

    @_take.register
    def _(self, step: Retitled, _moves: list[Move]) -> None:
        self._case.title, self._case.title_by_person = step.title, True
        self._record(Remark.RETITLE, step)

    @_take.register
    def _(self, step: Endangered, _moves: list[Move]) -> None:
        self._case.danger = True
        self._record(Remark.DANGER_ON, step)

    def _words(self) -> Draft:
        assert self._draft is not None  # noqa: S101 -- the course has refused the step otherwise
        return self._draft

    def _move(
        self,
        move: Move,
        step: CaseStep,
        changes: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        reason: str = "",
    ) -> None:
        self._case.state = move.after
        self._case.updated_at = step.at
        self._set(changes or {})
        self._record(
            move.event.tag,
            step,
            from_state=move.before,
            to_state=move.after,
            reason=reason,
            data=data,
        )

    def _set(self, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            setattr(self._case, name, value)

    def _record(
        self,
        event: str,
        step: CaseStep,
        *,
        from_state: str = "",
        to_state: str = "",
        reason: str = "",
        data: dict[str, Any] | None = None,
    ) -> None:
        self._written.entries.append(
            audit.AuditEntry(
                subject=subject(self._case.id),
                event=event,
                actor=step.actor,
                at=step.at,
                from_state=from_state,
                to_state=to_state,
                reason=reason,
                data=data,
            )
        )
