"""A visit's states, the one table of allowed changes, and when it lapses."""

import datetime as dt
from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class VisitState(StrEnum):
    PLANNED = "planned"
    ON_THE_WAY = "on_the_way"
    DONE = "done"
    CANCELLED = "cancelled"
    MISSED = "missed"


class VisitEvent(Tagged):
    """What happens to a visit; each is also a line in the history of its case."""

    PLAN = "plan", "visit:trip:plan"
    MOVE = "move", "visit:trip:move"
    START = "start", "visit:trip:start"
    ARRIVE = "arrive", "visit:trip:arrive"
    FINISH = "finish", "visit:trip:finish"
    CANCEL = "cancel", "visit:trip:cancel"
    MISS = "miss", "visit:trip:miss"


_S, _E = VisitState, VisitEvent
LIVE = frozenset({_S.PLANNED, _S.ON_THE_WAY})
VISIT_PHOTOS = 6
APART = dt.timedelta(minutes=30)  # two visits of one case

TRANSITIONS: dict[tuple[VisitState, VisitEvent], VisitState] = {
    (_S.PLANNED, _E.MOVE): _S.PLANNED,
    (_S.PLANNED, _E.START): _S.ON_THE_WAY,
    (_S.PLANNED, _E.ARRIVE): _S.ON_THE_WAY,
    # What was found is worth more than the presses that were forgotten on the way.
    (_S.PLANNED, _E.FINISH): _S.DONE,
    (_S.PLANNED, _E.CANCEL): _S.CANCELLED,
    (_S.PLANNED, _E.MISS): _S.MISSED,
    (_S.ON_THE_WAY, _E.MOVE): _S.PLANNED,
    (_S.ON_THE_WAY, _E.ARRIVE): _S.ON_THE_WAY,
    (_S.ON_THE_WAY, _E.FINISH): _S.DONE,
    (_S.ON_THE_WAY, _E.CANCEL): _S.CANCELLED,
    (_S.ON_THE_WAY, _E.MISS): _S.MISSED,
    (_S.MISSED, _E.MOVE): _S.PLANNED,
    (_S.MISSED, _E.FINISH): _S.DONE,
    (_S.MISSED, _E.CANCEL): _S.CANCELLED,
}


def visit_subject(visit_id: int) -> str:
    """Name a visit in the history: ``visit:7``."""
    return f"visit:{visit_id}"


def collide(one: tuple[dt.datetime, bool], other: tuple[dt.datetime, bool]) -> bool:
    """Say whether two visits of one case come at the same time: each its moment, and if timed."""
    (at, timed), (then, then_timed) = one, other
    if timed and then_timed:
        return abs(at - then) < APART
    return timed == then_timed and at == then
