"""What a short reply answers: the latest question asked of a telephone decides.

A digit fits many questions. What one of them takes never goes to another that does not; what
fits two that were asked at about the same time is asked back about.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Within this time nobody can know which of two texts somebody has read last.
NEAR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ParsedReply:
    """What a reply says: ``answer`` as a question takes it ("4").

    ``named``: it names its question itself ("37 1"). ``worded``: said in words, which may belong
    to another talk as well: it is taken for one more reply, but never for a late one.
    """

    answer: str
    named: bool = False
    worded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question that a telephone was asked: under what ``reference``, when, which answers.

    ``open_until``: until when it waits for one; ``answered``: it has one. ``heard_until``: until
    when a reply still counts as meant for it, to be changed or told that it is late. ``urgent``:
    of danger to life; in doubt it is meant.
    """

    reference: str
    takes: frozenset[str]
    asked_at: dt.datetime
    open_until: dt.datetime
    heard_until: dt.datetime
    answered: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """A question that a reply may answer; ``asker`` tells who asks such."""

    asker: str
    question: OpenQuestion
    heard: ParsedReply

    def is_live(self, at: dt.datetime) -> bool:
        """Say whether the question waits for an answer at a moment."""
        return not self.question.answered and self.question.open_until > at

    def is_heard(self, at: dt.datetime) -> bool:
        """Say whether the question is over, and the reply may be one more to it, or a late one."""
        until = self.question.open_until if self.heard.worded else self.question.heard_until
        return until > at and not self.is_live(at)

    @property
    def takes(self) -> bool:
        """Whether the question takes this answer."""
        return self.heard.answer in self.question.takes


def matching_fits(fits: Sequence[Fit], at: dt.datetime) -> list[Fit]:
    """Give what a reply answers: one, several to ask back about, or nothing.

    A question that is named is meant. Else one that waits for such an answer; else one that was
    answered or is over; else the latest that waits, which takes other answers and will say so.
    """
    named = [fit for fit in fits if fit.heard.named]
    if named:
        return _latest(named)[:1]
    waiting = [fit for fit in fits if fit.is_live(at)]
    if accepting := [fit for fit in waiting if fit.takes]:
        return _near(_latest(accepting))
    late = [fit for fit in fits if fit.takes and fit.is_heard(at)]
    return _latest(late)[:1] or _latest(waiting)[:1]


def _latest(fits: Iterable[Fit]) -> list[Fit]:
    return sorted(fits, key=lambda fit: fit.question.asked_at, reverse=True)


def _near(fits: list[Fit]) -> list[Fit]:
    """Keep the latest, and what may be meant as well: asked just before, or of the same kind."""
    first = fits[0]
    since = first.question.asked_at - NEAR
    near = [f for f in fits if f.question.asked_at >= since or f.asker == first.asker]
    return [fit for fit in near if fit.question.urgent] or near
