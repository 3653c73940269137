"""States of surge mode: the table of allowed changes."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class SurgeState(StrEnum):
    PROPOSED = "proposed"  # by the program; a person decides
    ON = "on"
    ENDED = "ended"
    DISMISSED = "dismissed"  # a person said no, or it was over before anybody decided


class SurgeEvent(Tagged):
    START = "start", "surge:mode:start"
    DISMISS = "dismiss", "surge:mode:dismiss"
    LAPSE = "lapse", "surge:mode:lapse"
    END = "end", "surge:mode:end"


_S, _E = SurgeState, SurgeEvent
OPEN = frozenset({_S.PROPOSED, _S.ON})
TRANSITIONS: dict[tuple[SurgeState, SurgeEvent], SurgeState] = {
    (_S.PROPOSED, _E.START): _S.ON,
    (_S.PROPOSED, _E.DISMISS): _S.DISMISSED,
    (_S.PROPOSED, _E.LAPSE): _S.DISMISSED,
    (_S.ON, _E.END): _S.ENDED,
}


def surge_subject(number: int) -> str:
    """Name it in the history: ``surge:7``."""
    return f"surge:{number}"
