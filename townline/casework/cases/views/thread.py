"""The exchange as it looks on the resident's phone, and the history, ready to draw."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils import timezone

from townline.casework.cases.ports import IS_HANDLED
from townline.casework.cases.rules.thread import is_aside, shown_first
from townline.casework.cases.views import labels
from townline.casework.cases.views.photos import PhotoDisplay, photo_displays
from townline.casework.cases.views.regrouping import Piece, pieces, span_pieces
from townline.platform.conversations.api import ThreadText
from townline.platform.core.models import Transition
from townline.platform.departments.api import Service, Staff
from townline.platform.web.numbers import is_number
from townline.platform.web.templatetags.townline import named

# What nobody may overlook, even of a receipt.
_LOOKED_AT = frozenset({"failed", "unknown"})


@dataclass(frozen=True)
class Bubble:
    """One text, with its mark: icon, level and word; ``pieces``: its words, some of them marked.

    ``aside``: handled by the line itself, and nothing of it asks for a person.
    ``odd``: it looks like another topic than its case, ``topic`` (None: a service unknown here).
    ``danger``: the name of the danger that the marked words tell of.
    """

    text: ThreadText
    kind: str
    icon: str
    level: str
    word: str
    at: dt.datetime
    photos: list[PhotoDisplay]
    pieces: list[Piece]
    aside: bool
    odd: bool = False
    topic: Service | None = None
    danger: str = ""
    # The first thing that nobody has answered yet: a page opens there.
    first: bool = False


@dataclass(frozen=True)
class DangerMark:
    """Words of a text that tell of a danger, and its name."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """Texts that follow one another; those that stand ``aside`` are opened by a press."""

    aside: bool
    bubbles: list[Bubble]


@dataclass(frozen=True)
class ThreadDay:
    """The texts of one day."""

    at: dt.datetime
    bubbles: list[Bubble]

    @property
    def runs(self) -> list[Run]:
        return [Run(aside, list(of)) for aside, of in groupby(self.bubbles, lambda b: b.aside)]


@dataclass(frozen=True)
class Short:
    """The report, what stands behind one line, and what is open below it, each in order."""

    report: list[Bubble]
    rest: list[Bubble]
    since: list[Bubble]


def short(texts: Sequence[ThreadText]) -> Short:
    """Choose what the mayor reads before confirming: what was asked, and what came since."""
    first = {(t.direction, t.id) for t in shown_first(texts, IS_HANDLED.value)}
    bubbles = [b for day in days(texts) for b in day.bubbles]
    open_ = [b for b in bubbles if (b.text.direction, b.text.id) in first]
    question_count = 1 if open_ and open_[0].text.direction == "in" else 0
    rest = [b for b in bubbles if b not in open_]
    return Short(open_[:question_count], rest, open_[question_count:])


def days(
    texts: Iterable[ThreadText],
    marked: Mapping[int, Sequence[str]] | None = None,
    odd: Mapping[int, Service | None] | None = None,
    dangers: Mapping[int, DangerMark] | None = None,
) -> list[ThreadDay]:
    """Group a thread by day, in order of time; ``marked``: words of incoming texts, by text.

    ``odd``: incoming texts that look like another topic, by text. ``dangers``: where incoming
    texts tell of one; these words are marked instead.
    """
    found: list[ThreadDay] = []
    texts = list(texts)
    first = first_unanswered(texts)
    for text in texts:
        local = timezone.localtime(text.at)
        if not found or timezone.localtime(found[-1].at).date() != local.date():
            found.append(ThreadDay(text.at, []))
        words = (marked or {}).get(text.id, ()) if text.direction == "in" else ()
        bubble = _bubble(text, words)
        if text.direction == "in" and text.id in (odd or {}):
            bubble = replace(bubble, odd=True, topic=(odd or {})[text.id])
        danger = (dangers or {}).get(text.id) if text.direction == "in" else None
        if danger:
            cut = span_pieces(text.body, danger.start, danger.end)
            bubble = replace(bubble, danger=danger.name, pieces=cut)
        found[-1].bubbles.append(replace(bubble, first=True) if text is first else bubble)
    return found


def first_unanswered(texts: Sequence[ThreadText]) -> ThreadText | None:
    """Give the first text of a resident after the last that a person sent."""
    found: ThreadText | None = None
    for text in texts:
        if text.direction == "out" and text.kind != "automatic":
            found = None
        elif text.direction == "in":
            found = found or text
    return found


def _bubble(text: ThreadText, words: Sequence[str]) -> Bubble:
    icon, level, word = labels.text_state(str(text.state))
    kind = labels.KINDS.get(str(text.kind), "")
    settled = text.delivered_at or text.accepted_at
    return Bubble(
        text=text,
        kind=str(kind),
        icon=icon,
        level=level,
        word=word,
        at=settled or text.at,
        photos=photo_displays(text.photos),
        pieces=pieces(text.body, words),
        aside=str(text.state) not in _LOOKED_AT and is_aside(text, IS_HANDLED.value),
    )


@dataclass(frozen=True)
class TimelineStep:
    """One line of the history."""

    at: dt.datetime
    who: str
    what: str
    reason: str
    via: str


def history(lines: Iterable[Transition], people: dict[int, Staff]) -> list[TimelineStep]:
    """Tell the history, newest first, with names in the reader's language."""
    return [
        TimelineStep(
            line.at,
            _who(line, people),
            labels.event(line.event),
            labels.reason(line.reason),
            line.via,
        )
        for line in reversed(list(lines))
    ]


def staff_of(lines: Iterable[Transition]) -> set[int]:
    """Give the ids of the people who stand in a history."""
    actors = (line.actor.partition(":") for line in lines)
    return {int(number) for kind, _, number in actors if kind == "staff" and is_number(number)}


def _who(line: Transition, people: dict[int, Staff]) -> str:
    return who(line.actor, people, line.actor_label)


def who(actor: str, people: dict[int, Staff], label: str = "") -> str:
    """Name who acted, as the history writes it (``staff:3``), in the reader's language."""
    kind, _, number = actor.partition(":")
    person = people.get(int(number)) if kind == "staff" and is_number(number) else None
    if person is not None:
        return named(person)
    return str(labels.ACTORS.get(kind, label))
