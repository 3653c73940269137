"""What this room tells others, in the same transaction as the change."""

import datetime as dt
from dataclasses import dataclass

from townline.platform.core.history.audit import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanged:
    """A case went from one state to another."""

    case_id: int
    code: str
    event: str
    from_state: str
    to_state: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A case began with a text that came, or with texts that lay in another (``split_from``)."""

    case_id: int
    code: str
    text_ids: tuple[int, ...]
    # When the earliest of its texts came: its clocks count from then.
    since: dt.datetime
    actor: Actor
    at: dt.datetime
    split_from: int | None = None
    kind: str = ""  # of petition, where the text itself says so; else the district's usual one
    words: tuple[str, ...] = ()  # of a text that has just come; others are read by their ids


@dataclass(frozen=True, slots=True, kw_only=True)
class TextJoined:
    """A text that came was put with a case that there was already."""

    case_id: int
    code: str
    text_id: int
    received_at: dt.datetime
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewerTextReceived:
    """A newer text lies in a locked case that has an answer confirmed, or goes with another's."""

    case_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsMoved:
    """Texts went from one case to another; both are locked."""

    from_case: int
    to_case: int
    incoming: tuple[int, ...]
    outgoing: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesMerged:
    """A case goes on in another (``into``); both are locked, and ``undo_id`` takes it back."""

    case_id: int
    code: str
    into_id: int
    into_code: str
    text_ids: tuple[int, ...]
    undo_id: int
    actor: Actor
    staff_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssigned:
    """A case was sent to a department by a person or by a rule (``staff_id`` 0); it is locked."""

    case_id: int
    code: str
    department: str
    service: str | None
    from_department: str | None
    actor: Actor
    staff_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReturnedTwice:
    """A locked case was given back a second time and lies with the mayor's office now."""

    case_id: int
    code: str
    department: str
    actor: Actor
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUndone:
    """A press on a locked case was taken back: ``split``, ``merge``, ``assign``, ``dismiss``..."""

    case_id: int
    code: str
    deed: str
    actor: Actor
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesMerging:
    """A case is about to go on in another: both are locked, and still as they were."""

    case_id: int
    into_id: int
    staff_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReceived:
    """A resident's text was taken as a reply to what the line asked about a case."""

    case_id: int
    text_id: int
    body: str
    received_at: dt.datetime
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionKindSet:
    """A person said which kind of petition a locked case is (``kind``, of the district's)."""

    case_id: int
    kind: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """A notice about a case was put before people (ids); ``texted`` have had a text of it."""

    case_id: int
    people: frozenset[int]
    kind: str
    texted: frozenset[int]
    at: dt.datetime
