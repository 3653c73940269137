"""The bodies of requests. An unknown field is refused: a slip of the pen must not be ignored."""

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool

from townline.casework.cases.errors import InvalidInput
from townline.casework.cases.rules import Kind
from townline.casework.cases.views.api.fields import (
    Body,
    Limit,
    Line,
    Moment,
    Reason,
    StateFilter,
    TextId,
    Texts,
    Version,
)
from townline.platform.conversations.api import Decision
from townline.platform.departments import api as departments


class Input(Schema):
    model_config = ConfigDict(extra="forbid")


class Nothing(Input):
    """An empty object, or no body at all."""


class Search(Input):
    """``state``: one state, or todo, open, overdue, finished, all."""

    q: Line = ""
    state: StateFilter = "all"
    department: Line = ""
    service: Line = ""
    limit: Limit = 100
    cursor: Line = ""


class Assign(Input):
    """``assignee`` is the username of one who works in the department."""

    department: Line | None = None
    service: Line | None = None
    assignee: Line | None = None
    reason: Reason = ""


def staff_id(username: str | None) -> int | None:
    """Find a person by username. Raises InvalidInput, naming it."""
    if username is None:
        return None
    person = departments.staff_by_username(username)
    if person is None:
        raise InvalidInput(f"unknown assignee {username!r}: nobody is called that")
    return person.id


class SaveDraft(Input):
    """``base_version`` is the version that was read (0: none); without it the words overwrite.

    ``korean``: what words in another language say; ``template``: what they were begun from.
    """

    body: Body
    kind: Kind = Kind.ANSWER
    base_version: Version | None = None
    reason: Reason = ""
    remedy: Reason = ""
    next_due_at: Moment | None = None
    korean: Body | None = None
    template: Line | None = None


class Promised(Input):
    """A date in the words that is a promise. ``words``: how they say it."""

    at: Moment
    words: Line = ""


class Submit(Input):
    """``promised`` are the dates in the words that are promises; [] when none of them is one.

    Left out it is refused where the words name dates that nobody has looked at, with these.
    """

    send_at: Moment | None = None
    base_version: Version | None = None
    promised: Annotated[list[Promised], Field(max_length=20)] | None = None


class Leave(Input):
    """``send_at``: another moment; left out: at once, after the hold."""

    send_at: Moment | None = None


class Done(Input):
    """``note``: what was done, for the office; it is not sent."""

    note: Reason


class PutOff(Input):
    due_at: Moment
    reason: Reason


class Confirm(Input):
    """``at_once`` overrules the draft's own moment and the quiet hours."""

    hash: Line
    send_at: Moment | None = None
    at_once: StrictBool = False


class WithReason(Input):
    reason: Reason


class MayReason(Input):
    reason: Reason = ""


class Misroute(Input):
    reason: Reason
    suggestion: Line = ""


class Written(Input):
    body: Body


class Title(Input):
    title: Line


class Danger(Input):
    """``reason`` is needed to take the mark away: its alarm ends with it."""

    danger: StrictBool
    reason: Reason = ""


class Picked(Input):
    """``texts`` are ids of incoming texts of the case."""

    texts: Texts


class Move(Picked):
    """``to`` is the code of the other case."""

    to: Line


class Merge(Input):
    """``into`` is the code of the case that goes on."""

    into: Line


class Same(Input):
    text: TextId


class Block(Input):
    """``text`` names the sender by one of their texts, where the case has several."""

    reason: Reason
    until: Moment
    text: TextId | None = None


class Reveal(Input):
    """``text`` names whose number by one of their texts, where the case has several residents."""

    reason: Reason
    text: TextId | None = None


class Settle(Input):
    decision: Decision
    reason: Reason


class Instruct(Input):
    """The mayor's words to a department, to which the case goes if it is not there."""

    department: Line
    body: Body
