"""What the API shows of cases. Moments are UTC; codes are the district's own."""

import datetime as dt
from typing import Any, Literal

from ninja import Schema


class Row(Schema):
    """A case as in lists. ``assignee``: a username; ``group``: a group complaint's number."""

    code: str
    state: str
    department: str | None
    service: str | None
    assignee: str | None
    answer_due_at: dt.datetime
    sender_masked: str
    title: str
    preview: str
    language: str
    danger: bool
    unread: bool
    first_text_at: dt.datetime
    last_text_at: dt.datetime
    answered_at: dt.datetime | None
    # In lists only; a case's whole legal clock is read by itself.
    legal_due_at: dt.datetime | None = None
    group: int | None


class Rows(Schema):
    """One page of cases; ``next`` is the path of the next page."""

    items: list[Row]
    next: str | None


class Found(Schema):
    """One page of a search; send ``cursor`` with the same search for the next page."""

    items: list[Row]
    cursor: str | None


class Person(Schema):
    username: str
    name_ko: str
    name_en: str


class Photo(Schema):
    """A file of a text. ``sha256`` is "" where it did not arrive; ``problem`` says what is wrong.

    Degrees are of WGS 84, from the file's metadata; ``waiting``: not checked yet.
    """

    sha256: str
    kind: str
    size: int
    width: int
    height: int
    seconds: float
    moving: bool
    latitude: float | None
    longitude: float | None
    problem: str
    waiting: bool


class Text(Schema):
    """A text received or sent. ``at``: when it was received or queued."""

    id: int
    direction: Literal["in", "out"]
    kind: str
    body: str
    state: str
    at: dt.datetime
    accepted_at: dt.datetime | None
    delivered_at: dt.datetime | None
    not_before: dt.datetime | None
    segments: int
    came_again: int
    parts_missing: int
    problem: str
    photos: list[Photo]


class Promise(Schema):
    """A date in an answer draft that a person marked as a commitment."""

    at: dt.datetime
    words: str
    next_word: bool


class Draft(Schema):
    """The answer draft as it is; ``hash`` is what an approval must name."""

    body: str
    hash: str
    kind: str
    version: int
    photos: list[str]
    korean: str
    template: str
    reason: str
    remedy: str
    next_due_at: dt.datetime | None
    send_at: dt.datetime | None
    author: Person | None
    updated_at: dt.datetime
    submitted_by: Person | None
    submitted_at: dt.datetime | None
    promised: list[Promise]


class PromisedDate(Schema):
    """A commitment. ``state``: open, kept (met), moved (rescheduled), missed or withdrawn."""

    id: int
    code: str
    words: str
    next_word: bool
    department: str | None
    officer: Person | None
    made_at: dt.datetime
    due_at: dt.datetime
    state: str
    missed_at: dt.datetime | None
    settled_at: dt.datetime | None
    note: str


class PromisedDates(Schema):
    items: list[PromisedDate]


class Hold(Schema):
    """An approved answer that the carrier has not accepted yet."""

    kind: str
    by: Person | None
    on_behalf: bool
    at: dt.datetime
    leaves_at: dt.datetime
    text_id: int


class Note(Schema):
    """An internal note. ``instruction``: the mayor's; ``called``: who is mentioned."""

    author: Person | None
    body: str
    at: dt.datetime
    instruction: bool
    called: list[Person] = []


class Change(Schema):
    """A line of the history. ``via`` names the API token that acted for the person."""

    event: str
    from_state: str
    to_state: str
    actor: str
    actor_label: str
    via: str
    reason: str
    data: dict[str, Any]
    at: dt.datetime


class Kept(Schema):
    code: str
    body: str


class Rating(Schema):
    """A resident's satisfaction with the answer, 1 to 5; ``via`` text or page."""

    stars: int
    via: Literal["text", "page"]
    at: dt.datetime


class RatingsRow(Schema):
    """Ratings of a department's answers; ``few``: those of one or two stars."""

    department: str | None
    count: int
    average: float
    few: int


class Ratings(Schema):
    items: list[RatingsRow]


class Undoable(Schema):
    """The last action that can be undone ``until`` then: texts of ``case`` went to ``into``.

    Where a case was assigned or closed, both are that case.
    """

    deed: Literal["split", "topics", "move", "merge", "assign", "close", "dismiss"]
    case: str
    into: str
    until: dt.datetime


class Sender(Schema):
    """A resident who gets the answer."""

    masked: str
    stopped_at: dt.datetime | None
    blocked_until: dt.datetime | None


class Case(Row):
    """A whole case. ``allowed``: the actions this person can take now.

    ``senders``: the residents who get the answer; ``another_matter``: the id of a text that seems
    to be about another topic; ``kept``: answer drafts of cases that were merged into this one.
    """

    senders: list[Sender]
    another_matter: int | None
    kept: list[Kept]
    undoable: Undoable | None
    ratings: list[Rating]

    promise_from: dt.datetime
    first_answer_at: dt.datetime | None
    texts: list[Text]
    draft: Draft | None
    hold: Hold | None
    notes: list[Note]
    history: list[Change]
    allowed: list[str]


class Number(Schema):
    number: str


class Link(Schema):
    """A carrier connection as it was last reported.

    The lowest ``priority`` sends; one that is not ``serving`` was deprioritised for ``reason``.
    """

    transport: str
    state: str
    since: dt.datetime
    detail: str
    seen_at: dt.datetime
    priority: int
    carries: Literal["segments", "whole"]
    photos: int
    serving: bool
    reason: str


class Links(Schema):
    items: list[Link]
