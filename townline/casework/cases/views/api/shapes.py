"""What the API shows of cases. Moments are UTC; codes are the district's own."""

import datetime as dt
from typing import Any, Literal

from ninja import Schema


class Row(Schema):
    """A case as lists show it; ``assignee`` is a username, ``group`` a group complaint's number."""

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
    """One page; ``next`` is the path of the next one."""

    items: list[Row]
    next: str | None


class Found(Schema):
    """One page of a search; send ``cursor`` with the same search for the next one."""

    items: list[Row]
    cursor: str | None


class Person(Schema):
    username: str
    name_ko: str
    name_en: str


class Photo(Schema):
    """A file of a text. ``sha256`` is "" where it did not arrive; ``problem`` says what is amiss.

    Degrees are of WGS 84, as the file told them; ``waiting``: nobody has looked at it yet.
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
    """A text in or out. ``at``: received, or queued."""

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
    """A date of a draft that a person has said is a promise."""

    at: dt.datetime
    words: str
    next_word: bool


class Draft(Schema):
    """The words as they are; ``hash`` is what a confirmation must name."""

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
    """A date that an answer promised. ``state``: open, kept, moved, missed or withdrawn."""

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
    """A confirmed answer that the network has not accepted yet."""

    kind: str
    by: Person | None
    on_behalf: bool
    at: dt.datetime
    leaves_at: dt.datetime
    text_id: int


class Note(Schema):
    """Words among staff; ``instruction``: the mayor's, to the department; ``called``: whom."""

    author: Person | None
    body: str
    at: dt.datetime
    instruction: bool
    called: list[Person] = []


class Change(Schema):
    """A line of the history. ``via`` names the token that acted for the person."""

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
    """How a resident found the answer, 1 to 5; ``via`` text or page."""

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
    """The last deed that can be undone ``until``: texts of ``case`` went to ``into``.

    Where it was sent to a department or closed, both are that case.
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
    """Everything of one case. ``allowed`` are the deeds open to this person now.

    ``senders``: all who get the answer; ``another_matter``: the id of a text that looks like
    one; ``kept``: drafts of cases that were merged into this one.
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
    """A link to the phone network as it was last reported.

    The lowest ``priority`` sends; one that is not ``serving`` stepped back for ``reason``.
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
