"""An anomaly's states: something the radar saw, until it is known what it is."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class AnomalyState(StrEnum):
    FOUND = "found"
    CAVITY = "cavity"  # drilled or looked into, and hollow
    NO_CAVITY = "no_cavity"


class AnomalyEvent(Tagged):
    """What happens to an anomaly."""

    FIND = "find", "exploration:anomaly:find"
    CONFIRM = "confirm", "exploration:cavity:confirm"
    CLEAR = "clear", "exploration:anomaly:clear"
    GRADE = "grade", "exploration:cavity:grade"
    RESURVEY = "resurvey", "exploration:cavity:resurvey"


_S, _E = AnomalyState, AnomalyEvent

ANOMALY_TRANSITIONS: dict[tuple[AnomalyState, AnomalyEvent], AnomalyState] = {
    (_S.FOUND, _E.CONFIRM): _S.CAVITY,
    (_S.FOUND, _E.CLEAR): _S.NO_CAVITY,
    # Measured again: graded again. A second look may also find what the first one missed.
    (_S.CAVITY, _E.GRADE): _S.CAVITY,
    (_S.CAVITY, _E.RESURVEY): _S.CAVITY,
    (_S.NO_CAVITY, _E.CONFIRM): _S.CAVITY,
}


def anomaly_subject(anomaly_id: int) -> str:
    """Name an anomaly in the history: ``anomaly:7``."""
    return f"anomaly:{anomaly_id}"
