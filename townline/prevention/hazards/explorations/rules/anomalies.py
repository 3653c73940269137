"""An anomaly's states: something the radar saw, until it is known what it is."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class AnomalyState(StrEnum):
    FOUND = "found"
    CAVITY = "cavity"  # drilled or looked into, and hollow
    NO_CAVITY = "no_cavity"


class AnomalyEvent(Tagged):
    """What happens to an anomaly."""

    CONFIRM = "confirm", "anomaly:cavity:confirm"
    CLEAR = "clear", "anomaly:cavity:clear"
    GRADE = "grade", "anomaly:cavity:grade"
    RESURVEY = "resurvey", "anomaly:cavity:resurvey"


FIND = "anomaly:signal:find"


class Method(StrEnum):
    """How somebody looked into the ground."""

    DRILLING = "drilling"
    CAMERA = "camera"


_S, _E = AnomalyState, AnomalyEvent

ANOMALY_TRANSITIONS: dict[tuple[AnomalyState, AnomalyEvent], AnomalyState] = {
    (_S.FOUND, _E.CONFIRM): _S.CAVITY,
    (_S.FOUND, _E.CLEAR): _S.NO_CAVITY,
    # Measured again: graded again. A second look may also find what the first one missed.
    (_S.CAVITY, _E.GRADE): _S.CAVITY,
    (_S.CAVITY, _E.RESURVEY): _S.CAVITY,
    (_S.NO_CAVITY, _E.CONFIRM): _S.CAVITY,
}


def event_of(state: str, *, hollow: bool, watched: bool) -> AnomalyEvent:
    """Name what a look into the ground does, given what was known before."""
    if not hollow:
        return _E.CLEAR
    if state != _S.CAVITY:
        return _E.CONFIRM
    return _E.RESURVEY if watched else _E.GRADE


def anomaly_subject(anomaly_id: int) -> str:
    """Name an anomaly in the history: ``anomaly:7``."""
    return f"anomaly:{anomaly_id}"
