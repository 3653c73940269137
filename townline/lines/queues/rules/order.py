"""Who is called next: one order for all, with a bound for everybody.

In words: who came first is called first. A booking counts as having come a little before its
slot, and who needs it (old, disabled, pregnant, with an infant) a little before they came. After
``turns`` calls in a row that went past somebody who had been waiting longer, the one who has
waited longest is called. So nobody who came more than the credit later is ever called earlier,
and whoever is n-th in the order of coming is called within n x (turns + 1) calls.
"""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

TICK = dt.timedelta(microseconds=1)


class PriorityNeed(StrEnum):
    """Why somebody may go a little earlier; "" for everybody else."""

    NONE = ""
    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    INFANT = "infant"


class NeedCheck(StrEnum):
    """What the counter said of a claimed need; "" while nobody has looked."""

    OPEN = ""
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """The district's rule: how much earlier a need or a booking counts, and its bound."""

    need: dt.timedelta = dt.timedelta(minutes=15)
    booking: dt.timedelta = dt.timedelta(minutes=10)
    turns: int = 2


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """A waiting ticket: ``came`` orders by coming, ``rank`` by who is called."""

    id: int
    came: dt.datetime
    rank: dt.datetime


def rank_of(arrived_at: dt.datetime, need: PriorityNeed, fairness: Fairness) -> dt.datetime:
    """Give the moment by which a ticket is ordered."""
    return arrived_at - fairness.need if need else arrived_at


def slot_arrival(slot: dt.datetime, arrived: dt.datetime, fairness: Fairness) -> dt.datetime:
    """Give the moment at which a booking counts as having come: when they came, if too late."""
    return slot - fairness.booking if arrived <= slot else arrived


def next_of(
    waiting: Iterable[QueuePlace], *, past: int, fairness: Fairness
) -> tuple[QueuePlace, bool] | None:
    """Choose who is called, and say whether that goes past somebody who came earlier.

    ``past`` is how many calls in a row went past somebody. None when nobody waits.
    """
    places = list(waiting)
    if not places:
        return None
    first = min(places, key=lambda place: (place.rank, place.id))
    oldest = min(places, key=lambda place: (place.came, place.id))
    if first.id == oldest.id:
        return first, False
    return (oldest, False) if past >= fairness.turns else (first, True)


def calls(
    by_rank: Sequence[int], by_coming: Sequence[int], *, past: int, turns: int
) -> Iterator[int]:
    """Give the ids of those who wait in the order in which they will be called.

    ``by_rank`` and ``by_coming`` hold the ids in both orders; each needs to reach only as far as
    somebody whose place is looked for. The same choice as ``next_of``, one call after the other.
    """
    gone: set[int] = set()
    ranked = (each for each in by_rank if each not in gone)
    coming = (each for each in by_coming if each not in gone)
    first, oldest = next(ranked, None), next(coming, None)
    while first is not None and oldest is not None:
        same = first == oldest
        chosen = oldest if past >= turns else first
        past = 0 if same or past >= turns else past + 1
        gone.add(chosen)
        yield chosen
        if first in gone:
            first = next(ranked, None)
        if oldest in gone:
            oldest = next(coming, None)


def shuffle_tickets(ids: Iterable[int], seed: bytes) -> list[int]:
    """Order those who were there before opening, by a seed whose digest was shown before.

    Anybody can check it afterwards: HMAC-SHA-256 of each ticket's id under the seed, ascending.
    """
    return sorted(ids, key=lambda id_: hmac.digest(seed, str(id_).encode(), "sha256"))


def digest_of(seed: bytes) -> str:
    """Give what is shown of a seed before opening."""
    return hashlib.sha256(seed).hexdigest()


def behind(ranks: Sequence[dt.datetime], count: int, now: dt.datetime) -> dt.datetime:
    """Give a rank right behind the ``count``-th of those waiting, or behind all of them.

    ``ranks`` ascend. Who is late, or comes back, is put there.
    """
    if not ranks or count <= 0:
        return min(ranks[0] - TICK, now) if ranks else now
    return ranks[min(count, len(ranks)) - 1] + TICK
