"""A call's states as they are stored, and the one table of what may follow what.

How far a call has come (its stage) is progress within ``LIVE`` and not history.
"""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class CallState(StrEnum):
    """``LOST``: the process that held it died, and another one hung up."""

    LIVE = "live"
    OVER = "over"
    LOST = "lost"


class CallEvent(Tagged):
    END = "end", "call:line:end"
    LOSE = "lose", "call:line:lose"


TRANSITIONS: dict[tuple[CallState, CallEvent], CallState] = {
    (CallState.LIVE, CallEvent.END): CallState.OVER,
    (CallState.LIVE, CallEvent.LOSE): CallState.LOST,
}
