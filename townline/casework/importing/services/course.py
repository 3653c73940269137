"""Which moves of the table each step of a told case is. No database."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from townline.casework.answers.api import SENT
from townline.casework.cases import api as cases_api
from townline.casework.cases.api import (
    FINISHED,
    TRANSITIONS,
    CaseEvent,
    CaseState,
    Kind,
    WrongState,
    thanks_words,
)
from townline.platform.core.history.audit import RESIDENT, SYSTEM, Actor

# What a told case is made of. Steps are in order of time; each has an actor.


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    at: dt.datetime
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedStep(CaseStep):
    """The resident wrote; the first one opens the case. ``thanks`` changes nothing.

    ``photos`` are files as they came.
    """

    body: str
    thanks: bool = False
    photos: tuple[bytes, ...] = ()
    actor: Actor = RESIDENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(CaseStep):
    """Any move of the table that needs no words to the resident."""

    event: CaseEvent
    reason: str = ""
    department: str | None = None
    service: str | None = None
    assignee: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(CaseStep):
    body: str
    kind: Kind = Kind.ANSWER
    reason: str = ""
    remedy: str = ""
    next_due_at: dt.datetime | None = None
    korean: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted(CaseStep):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(CaseStep):
    """The mayor confirmed; the text leaves after the hold and is accepted and delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionStep(CaseStep):
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(CaseStep):
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retitled(CaseStep):
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endangered(CaseStep):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryCase:
    """One case from its first text on. ``number`` as dialled; ``unread``: nobody looked since.

    ``name`` is how the log names it; no text of a resident.
    """

    number: str
    language: str
    steps: tuple[CaseStep, ...]
    unread: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    event: CaseEvent
    before: CaseState
    after: CaseState


@dataclass(slots=True)
class Course:
    """Where a told case is in the table of states. ``state``: None before its first text."""

    state: CaseState | None = None
    _has_department: bool = False
    _kind: Kind | None = None

    def take(self, step: CaseStep) -> list[Move]:
        """Give the moves that a step is, and make them.

        Raises WrongState where the table has no such move, or a draft is missing.
        """
        if self.state is None:
            self._begin(step)
            return []
        return [self._move(event) for event in self._events(step)]

    def _begin(self, step: CaseStep) -> None:
        if not isinstance(step, ReceivedStep):
            raise WrongState("a case begins with a text", state="")
        self.state = CaseState.RECEIVED

    def _move(self, event: CaseEvent) -> Move:
        before = self.state or CaseState.RECEIVED
        after = TRANSITIONS.get((before, event))
        if after is None:
            raise WrongState(f"{event} is not possible while the case is {before}", state=before)
        self.state = after
        return Move(event, before, after)

    def _events(self, step: CaseStep) -> tuple[CaseEvent, ...]:
        events = _EVENTS.get(type(step))
        return events(self, step) if events else ()

    def _received(self, step: ReceivedStep) -> tuple[CaseEvent, ...]:
        if is_thanks(step):
            return ()
        if self.state in FINISHED:
            return (CaseEvent.REOPEN,)
        if self.state is CaseState.AWAITING_RESIDENT:
            return (CaseEvent.REPLY if self._has_department else CaseEvent.REPLY_UNASSIGNED,)
        return (CaseEvent.JOIN,)

    def _moved(self, step: Moved) -> tuple[CaseEvent, ...]:
        if step.event is CaseEvent.ASSIGN:
            self._has_department = step.department is not None
        return (step.event,)

    def _draft(self, step: Drafted) -> tuple[CaseEvent, ...]:
        self._kind = step.kind
        return () if self.state is CaseState.DRAFTED else (CaseEvent.DRAFT,)

    def _submit(self, _: Submitted) -> tuple[CaseEvent, ...]:
        self._drafted()
        return (CaseEvent.SUBMIT,)

    def _confirm(self, _: Confirmed) -> tuple[CaseEvent, ...]:
        return (CaseEvent.CONFIRM, SENT[self._drafted()])

    def _ask(self, _: QuestionStep) -> tuple[CaseEvent, ...]:
        return (CaseEvent.ASK,)

    def _drafted(self) -> Kind:
        if self._kind is None:
            raise WrongState("there is no draft yet; write one first", state=self.state or "")
        return self._kind


_EVENTS: dict[type[CaseStep], Callable[[Course, Any], tuple[CaseEvent, ...]]] = {
    ReceivedStep: Course._received,
    Moved: Course._moved,
    Drafted: Course._draft,
    Submitted: Course._submit,
    Confirmed: Course._confirm,
    QuestionStep: Course._ask,
}


def is_thanks(step: ReceivedStep) -> bool:
    return step.thanks or cases_api.is_only_thanks(step.body, thanks_words())


def refusal_of(story: HistoryCase) -> WrongState | None:
    """Say why a told case cannot have happened so; None where it can."""
    course, last = Course(), story.steps[0].at
    try:
        for step in story.steps:
            if step.at < last:
                return WrongState("a step is earlier than the one before it", state="")
            course.take(step)
            last = step.at
    except WrongState as error:
        return error
    return None
