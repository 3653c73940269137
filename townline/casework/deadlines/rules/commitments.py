"""The life of a date that an answer promised, and when somebody is reminded of it."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from townline.platform.core.history.tags import Tagged
from townline.platform.core.text.dates import DateKind, FoundDate


class PromisedState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    MOVED = "moved"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


class PromisedEvent(Tagged):
    KEEP = "keep", "case:commitment:keep"
    MOVE = "move", "case:commitment:move"
    MISS = "miss", "case:commitment:miss"
    WITHDRAW = "withdraw", "case:commitment:withdraw"


_S, _E = PromisedState, PromisedEvent
# What was missed stays loud until somebody says what became of it.
UNSETTLED = frozenset({_S.OPEN, _S.MISSED})
TRANSITIONS: dict[tuple[PromisedState, PromisedEvent], PromisedState] = {
    (_S.OPEN, _E.MISS): _S.MISSED,
    **{(state, _E.KEEP): _S.KEPT for state in UNSETTLED},
    **{(state, _E.MOVE): _S.MOVED for state in UNSETTLED},
    **{(state, _E.WITHDRAW): _S.WITHDRAWN for state in UNSETTLED},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A date as a person checked it. ``words``: how the answer says it; "" when put by hand.

    ``next_word``: it is the day by which an interim answer announces the next one.
    """

    at: dt.datetime
    words: str = ""
    next_word: bool = False


def to_check(found: Iterable[FoundDate]) -> list[FoundDate]:
    """Give the dates that a person must look at: all but those of what was done."""
    return [one for one in found if one.looks is not DateKind.REPORT]


def fingerprint(found: Iterable[FoundDate]) -> list[list[str]]:
    """Say which dates were checked, as JSON keeps it: an edit that changes them asks again."""
    return [[one.words, one.at.astimezone(dt.UTC).isoformat()] for one in found]


_LONG = dt.timedelta(days=6)


def moments(
    made_at: dt.datetime,
    due_at: dt.datetime,
    *,
    office_start: dt.time,
    works: Callable[[dt.date], bool],
) -> list[dt.datetime]:
    """List when a promise is reminded of, in order, between the two (both local).

    Half way where it lies far ahead, at the beginning of the last working day before, and on the
    morning of the day.
    """
    day = due_at.date()
    before = day - dt.timedelta(days=1)
    while not works(before) and before > made_at.date():
        before -= dt.timedelta(days=1)
    found = {dt.datetime.combine(one, office_start, tzinfo=due_at.tzinfo) for one in (before, day)}
    if due_at - made_at >= _LONG:
        found.add(made_at + (due_at - made_at) / 2)
    return sorted(one for one in found if made_at < one < due_at)
