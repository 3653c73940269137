"""What a machine made of a text, what a person decided, and when it is tried again."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from townline.platform.core.history.tags import Tagged


class ReadingState(StrEnum):
    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"


class ReadingEvent(Tagged):
    READ = "read", "reading:text:read"
    FAIL = "fail", "reading:text:fail"
    AGAIN = "again", "reading:text:retry"


class How(StrEnum):
    """How a person's (or the machine's own) decision stands to what was suggested first."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    # The district lets it decide about this service: nobody was needed.
    BY_ITSELF = "by_itself"


class Confidence(StrEnum):
    """A probability in words; figures look more exact than they are."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


TRANSITIONS: dict[tuple[ReadingState, ReadingEvent], ReadingState] = {
    (ReadingState.WAITING, ReadingEvent.READ): ReadingState.READ,
    (ReadingState.WAITING, ReadingEvent.FAIL): ReadingState.FAILED,
    (ReadingState.READ, ReadingEvent.AGAIN): ReadingState.WAITING,
    (ReadingState.FAILED, ReadingEvent.AGAIN): ReadingState.WAITING,
}
TRIES = 5
# A batch that is not done by then was taken by a process that died.
LEASE = dt.timedelta(seconds=30)
# Nobody answers: asked again soon, since a danger may be among what waits.
ASK_AGAIN = dt.timedelta(seconds=3)
# So long may a text wait before pages say so.
UNNOTICED = dt.timedelta(minutes=1)
_FIRST_PAUSE = dt.timedelta(seconds=5)
HIGH_FROM = 0.9
# Below it a guess is shown last, and says nothing about a topic.
MEDIUM_FROM = 0.4
_CONFIDENCES = ((HIGH_FROM, Confidence.HIGH), (MEDIUM_FROM, Confidence.MEDIUM))


def reading_subject(text_id: int) -> str:
    """Name what was read in a text, in the history: ``reading:12``."""
    return f"reading:{text_id}"


def pause_after(tries: int) -> dt.timedelta:
    """Give how long a text rests that failed so often: 5, 10, 20, 40 s."""
    return _FIRST_PAUSE * (1 << (max(tries, 1) - 1))


def confidence(probability: float) -> Confidence:
    """Say a calibrated probability (0 to 1) in words."""
    return next((word for least, word in _CONFIDENCES if probability >= least), Confidence.LOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """A service or kind that a text may be about, and the words that say so."""

    code: str
    probability: float
    words: tuple[str, ...] = ()

    @property
    def confidence(self) -> Confidence:
        return confidence(self.probability)


def guesses_to_json(guesses: Sequence[Likely]) -> list[list[object]]:
    """Write guesses as JSON keeps them. Words with digits are left out: they may be numbers."""
    return [
        [one.code, round(one.probability, 4), [w for w in one.words if not _has_digit(w)]]
        for one in guesses
    ]


def likely(rows: Sequence[Sequence[object]]) -> tuple[Likely, ...]:
    """Read what ``guesses_to_json`` wrote."""
    return tuple(
        Likely(code=str(code), probability=float(str(p)), words=tuple(words))  # type: ignore[arg-type]  # a list of words, as written
        for code, p, words in rows
    )


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


class Suggests(Protocol):
    """What ``suggesting`` looks at of a stored reading."""

    @property
    def service(self) -> str: ...
    @property
    def sure(self) -> bool: ...
    @property
    def probability(self) -> float: ...
    @property
    def topic_same(self) -> bool: ...
    @property
    def decided_at(self) -> dt.datetime | None: ...
    @property
    def at(self) -> dt.datetime: ...
    @property
    def text_id(self) -> int: ...


def suggesting[R: Suggests](rows: Sequence[R]) -> R | None:
    """Give the reading of a case by which it is sorted: the decided one, else the surest.

    A greeting may come first and the matter after it; what a person called the same matter says
    nothing new. Where nothing was read, the first text's. Of equals the earlier one, in whatever
    order the rows come: what a page shows and what its button sends must be the same.
    """
    rows = sorted(rows, key=lambda row: (row.at, row.text_id))
    decided = [row for row in rows if row.decided_at]
    if decided:
        return max(decided, key=lambda row: row.decided_at or row.at)
    with_service = [row for row in rows if row.service]
    return max(
        with_service,
        key=lambda row: (not row.topic_same, row.sure, row.probability),
        default=rows[0] if rows else None,
    )


# When a text is set aside as an advertisement: only when nothing speaks for a resident.

# So long before the office's aim for an answer a case is back in the lists by itself.
ASIDE_RETURNS = dt.timedelta(hours=12)
_WITH_LINK, _WITHOUT_LINK = 0.95, 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertEvidence:
    """What is known of one text when it has been read.

    ``spam``: the reader took it for one, with probability ``share`` (0 to 1). ``placed``: it names
    a place of the district. ``about``: the reader is sure of a service other than the general one.
    ``labelled``: it bears the label that the law asks of an advertisement; ``marked``: words of
    many such texts with a link or number. ``callback``: it wants the office to call. ``resident``:
    it asks, reports or requests as a resident does. ``personal``: it holds a personal number;
    ``link``: a link.
    """

    spam: bool
    share: float
    placed: bool
    about: bool
    labelled: bool
    marked: bool
    callback: bool
    resident: bool
    personal: bool
    link: bool


def is_set_aside(found: AdvertEvidence) -> bool:
    """Say whether a text is an advertisement for certain enough to leave the lists of work."""
    if not found.spam or found.placed or found.about or found.callback or found.personal:
        return False
    if found.labelled:
        return True
    # A number to call is what residents give as well: it counts for less than a link.
    threshold = _WITH_LINK if found.link else _WITHOUT_LINK
    return (found.marked or found.share >= threshold) and not found.resident


# Shares of counts with what chance alone may make of them.

_Z = 1.959964  # 95 % of a normal distribution lie within so many deviations


@dataclass(frozen=True, slots=True)
class ShareEstimate:
    """``hits`` of ``all``; ``low`` and ``high`` bound the true share with 95 % (Wilson, 1927)."""

    hits: int
    all: int

    @property
    def value(self) -> float | None:
        return self.hits / self.all if self.all else None

    @property
    def low(self) -> float | None:
        return self._bound(-1)

    @property
    def high(self) -> float | None:
        return self._bound(1)

    def _bound(self, side: int) -> float | None:
        if not self.all:
            return None
        p, n, z2 = self.hits / self.all, self.all, _Z * _Z
        middle = p + z2 / (2 * n)
        half = _Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        bound = (middle + side * half) / (1 + z2 / n)
        # All or none: rounding must not put the bound on the wrong side of the share.
        return max(p, min(1.0, bound)) if side > 0 else min(p, max(0.0, bound))
