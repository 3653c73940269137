"""What the texts of one case are about, one by one: while they differ, nothing is sure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from townline.casework.classification.rules.readings import Confidence, ReadingState, confidence


class Read(Protocol):
    """What is looked at of a stored reading."""

    @property
    def text_id(self) -> int: ...
    @property
    def at(self) -> dt.datetime: ...
    @property
    def service(self) -> str: ...
    @property
    def probability(self) -> float: ...
    @property
    def state(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def topic_same(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A service, and the ids of the texts that belong to it, oldest first.

    ``named``: those of them that are read as it; the others follow the text before them.
    ``probability``: of the surest of them.
    """

    service: str
    texts: tuple[int, ...]
    named: tuple[int, ...]
    probability: float


def topics_of(rows: Iterable[Read]) -> tuple[Topic, ...]:
    """Tell the topics of a case in order of time, the one that opened it first.

    A text that says too little belongs to what was said before it; one that a person called
    the same matter, to what opened the case.
    """
    found: dict[str, list[Read]] = {}
    before: list[Read] = []
    at = ""
    for row in sorted(rows, key=lambda one: (one.at, one.text_id)):
        at = topic_of(row) or (next(iter(found), "") if row.topic_same else at)
        found.setdefault(at, []).append(row) if at else before.append(row)
    return tuple(
        _topic(service, [*(before if not place else ()), *own])
        for place, (service, own) in enumerate(found.items())
    )


def _topic(service: str, rows: list[Read]) -> Topic:
    named = [row for row in rows if topic_of(row) == service]
    return Topic(
        service=service,
        texts=tuple(row.text_id for row in rows),
        named=tuple(row.text_id for row in named),
        probability=max(row.probability for row in named),
    )


def topic_of(row: Read) -> str:
    """Give the service that a text by itself is suggested for; "" where it hardly says one."""
    is_likely = row.service and not row.topic_same and confidence(row.probability) != Confidence.LOW
    return row.service if is_likely else ""


def has_one_topic(rows: Sequence[Read], topics: Sequence[Topic] | None = None) -> bool:
    """Say whether all texts of a case are read, and none speaks of another topic.

    ``topics``: as ``topics_of`` gives them, if they are at hand.
    """
    # One that is only read anew has been looked at before.
    waits = any(row.state == ReadingState.WAITING and not row.version for row in rows)
    return not waits and len(topics_of(rows) if topics is None else topics) <= 1
