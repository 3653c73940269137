"""What is refused of alarms."""

from townline.casework.cases.api import InvalidInput, WrongState

__all__ = ["AlarmOver", "AlarmReason"]


class AlarmOver(WrongState):
    """Somebody has acknowledged or ended it meanwhile; ``state`` says how it stands."""

    type = "alarm-over"


class AlarmReason(InvalidInput):
    """Without a reason no alarm ends: it is what others learn from, and what is asked later."""

    type = "alarm-reason"
