"""What a told case is made of. Steps are in order of time; each has an actor."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.cases.api import CaseEvent, Kind
from townline.platform.core.history.audit import RESIDENT, SYSTEM, Actor


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
