"""What is refused of alarms."""

from townline.cases.errors.base import InvalidInput, WrongState

__all__ = ["AlarmOver", "AlarmReason"]


class AlarmOver(WrongState):
    """Somebody has acknowledged or ended it meanwhile; ``state`` says how it stands."""

    type = "alarm-over"


class AlarmReason(InvalidInput):
    """Without a reason an alarm is not called harmless: it is what others learn from."""

    type = "alarm-reason"
