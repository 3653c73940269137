"""The legal clock of a case: its states and the one table of what may follow what."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class ClockState(StrEnum):
    """``PAUSED``: the resident was asked, or the office cannot work; ``ENDED``: answered."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class ClockEvent(Tagged):
    PAUSE = "pause", "clock:period:pause"
    RESUME = "resume", "clock:period:resume"
    EXTEND = "extend", "clock:period:extend"
    RETYPE = "retype", "clock:kind:change"
    RECOUNT = "recount", "clock:period:recount"
    END = "end", "clock:period:end"
    REVIVE = "revive", "clock:period:revive"


_S, _E = ClockState, ClockEvent
TRANSITIONS: dict[tuple[ClockState, ClockEvent], ClockState] = {
    (_S.RUNNING, _E.PAUSE): _S.PAUSED,
    (_S.PAUSED, _E.RESUME): _S.RUNNING,
    # A merge was undone: the case goes on, and so does its clock.
    (_S.ENDED, _E.REVIVE): _S.RUNNING,
    **{(state, _E.END): _S.ENDED for state in (_S.RUNNING, _S.PAUSED)},
    # These move the date and leave the state as it is.
    **{
        (state, event): state
        for state in (_S.RUNNING, _S.PAUSED)
        for event in (_E.EXTEND, _E.RETYPE, _E.RECOUNT)
    },
}


def clock_subject(clock_id: int) -> str:
    """Name a legal clock in the history: ``clock:12``."""
    return f"clock:{clock_id}"
