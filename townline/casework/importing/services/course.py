"""Which moves of the table each step of a told case is. No database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from townline.casework.answers.api import SENT
from townline.casework.cases import api as cases_api
from townline.casework.cases.api import (
    FINISHED,
    TRANSITIONS,
    Event,
    Kind,
    State,
    WrongState,
    thanks_words,
)
from townline.casework.importing.services.steps import (
    Asked,
    Confirmed,
    Drafted,
    Heard,
    HistoryCase,
    Moved,
    Step,
    Submitted,
)


@dataclass(frozen=True, slots=True)
class Move:
    event: Event
    before: State
    after: State


@dataclass(slots=True)
class Course:
    """Where a told case is in the table of states. ``state``: None before its first text."""

    state: State | None = None
    _has_department: bool = False
    _kind: Kind | None = None

    def take(self, step: Step) -> list[Move]:
        """Give the moves that a step is, and make them.

        Raises WrongState where the table has no such move, or a draft is missing.
        """
        if self.state is None:
            self._begin(step)
            return []
        return [self._move(event) for event in self._events(step)]

    def _begin(self, step: Step) -> None:
        if not isinstance(step, Heard):
            raise WrongState("a case begins with a text", state="")
        self.state = State.RECEIVED

    def _move(self, event: Event) -> Move:
        before = self.state or State.RECEIVED
        after = TRANSITIONS.get((before, event))
        if after is None:
            raise WrongState(f"{event} is not possible while the case is {before}", state=before)
        self.state = after
        return Move(event, before, after)

    def _events(self, step: Step) -> tuple[Event, ...]:
        events = _EVENTS.get(type(step))
        return events(self, step) if events else ()

    def _received(self, step: Heard) -> tuple[Event, ...]:
        if is_thanks(step):
            return ()
        if self.state in FINISHED:
            return (Event.REOPEN,)
        if self.state is State.AWAITING_RESIDENT:
            return (Event.REPLY if self._has_department else Event.REPLY_UNASSIGNED,)
        return (Event.JOIN,)

    def _moved(self, step: Moved) -> tuple[Event, ...]:
        if step.event is Event.ASSIGN:
            self._has_department = step.department is not None
        return (step.event,)

    def _draft(self, step: Drafted) -> tuple[Event, ...]:
        self._kind = step.kind
        return () if self.state is State.DRAFTED else (Event.DRAFT,)

    def _submit(self, _: Submitted) -> tuple[Event, ...]:
        self._drafted()
        return (Event.SUBMIT,)

    def _confirm(self, _: Confirmed) -> tuple[Event, ...]:
        return (Event.CONFIRM, SENT[self._drafted()])

    def _ask(self, _: Asked) -> tuple[Event, ...]:
        return (Event.ASK,)

    def _drafted(self) -> Kind:
        if self._kind is None:
            raise WrongState("there is no draft yet; write one first", state=self.state or "")
        return self._kind


_EVENTS: dict[type[Step], Callable[[Course, Any], tuple[Event, ...]]] = {
    Heard: Course._received,
    Moved: Course._moved,
    Drafted: Course._draft,
    Submitted: Course._submit,
    Confirmed: Course._confirm,
    Asked: Course._ask,
}


def is_thanks(step: Heard) -> bool:
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
