"""Many cases in one press: each is done or refused by itself, and all of it is undone at once."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged

MOST = 100


class BatchAction(StrEnum):
    ASSIGN = "assign"
    CLOSE = "close"
    DANGER = "danger"
    NOTE = "note"


class LineState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"
    KEPT = "kept"  # somebody went on: it stays as it was done


class LineEvent(Tagged):
    DO = "do", "batch:item:apply"
    REFUSE = "refuse", "batch:item:refuse"
    UNDO = "undo", "batch:item:undo"
    KEEP = "keep", "batch:item:keep"


TRANSITIONS: dict[tuple[LineState, LineEvent], LineState] = {
    (LineState.WAITING, LineEvent.DO): LineState.DONE,
    (LineState.WAITING, LineEvent.REFUSE): LineState.REFUSED,
    (LineState.DONE, LineEvent.UNDO): LineState.UNDONE,
    (LineState.DONE, LineEvent.KEEP): LineState.KEPT,
}
