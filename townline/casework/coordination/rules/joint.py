"""Positions of departments that take part in a case: the table, and whom silence is told to."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class PositionState(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    SILENT = "silent"
    NOT_OURS = "not_ours"
    WITHDRAWN = "withdrawn"


class PositionEvent(Tagged):
    ASK = "ask", "case:input:request"
    GIVE = "give", "case:input:give"
    REFUSE = "refuse", "case:input:decline"
    LAPSE = "lapse", "case:input:lapse"
    ESCALATE = "escalate", "case:input:escalate"
    WITHDRAW = "withdraw", "case:input:withdraw"


_S, _E = PositionState, PositionEvent
# Who stands here sees the case.
PARTICIPATING = frozenset({_S.ASKED, _S.GIVEN, _S.SILENT})
OWED = frozenset({_S.ASKED, _S.SILENT})


def _table() -> dict[tuple[PositionState, PositionEvent], PositionState]:
    table = {
        (_S.ASKED, _E.LAPSE): _S.SILENT,
        (_S.SILENT, _E.ESCALATE): _S.SILENT,
        # What was said once may be said anew, until the answer goes out.
        (_S.GIVEN, _E.GIVE): _S.GIVEN,
    }
    for state in OWED:
        table[state, _E.GIVE] = _S.GIVEN
    for state in PARTICIPATING:
        table[state, _E.REFUSE] = _S.NOT_OURS
    for state in frozenset(PositionState) - {_S.WITHDRAWN}:
        table[state, _E.WITHDRAW] = _S.WITHDRAWN
    for state in frozenset(PositionState) - {_S.ASKED}:
        table[state, _E.ASK] = _S.ASKED
    return table


TRANSITIONS = _table()


@dataclass(frozen=True, slots=True)
class Within:
    """The district's times: for a position, free before the promise, until the office hears."""

    position: dt.timedelta
    margin: dt.timedelta
    second: dt.timedelta


def position_due(now: dt.datetime, answer_due_at: dt.datetime, within: Within) -> dt.datetime:
    """Give the moment by which a position is asked for when nobody says another one.

    It leaves the lead its margin before the promise; where less than that is left, half of what
    is left. Once the promise has passed only the usual time counts.
    """
    usual = now + within.position
    if answer_due_at <= now:
        return usual
    latest = answer_due_at - within.margin
    if latest > now:
        return min(usual, latest)
    return now + (answer_due_at - now) / 2


def append_parts(body: str, parts: Iterable[str]) -> str:
    """Put parts below the words that are there, each on a line of its own; none of them twice."""
    for part in parts:
        if part.strip() and part.strip() not in body:
            body = f"{body.rstrip()}\n{part.strip()}" if body.strip() else part.strip()
    return body


def split_by_position(
    positions: Iterable[tuple[str, PositionState]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide departments into those that stand behind an answer and those that were silent."""
    known = list(positions)
    behind = tuple(code for code, state in known if state is _S.GIVEN)
    return behind, tuple(code for code, state in known if state in OWED)
