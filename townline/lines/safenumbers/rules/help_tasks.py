"""To-dos of the duty room: an owner cannot come, and the office helps. Their states."""

from enum import StrEnum
from uuid import UUID

from townline.platform.core.history.tags import Tagged


class HelpState(StrEnum):
    OPEN = "open"
    DONE = "done"


class HelpEvent(Tagged):
    FINISH = "finish", "help:task:finish"
    WITHDRAW = "withdraw", "help:task:withdraw"  # the owner can come after all


TRANSITIONS: dict[tuple[HelpState, HelpEvent], HelpState] = {
    (HelpState.OPEN, HelpEvent.FINISH): HelpState.DONE,
    (HelpState.OPEN, HelpEvent.WITHDRAW): HelpState.DONE,
}


def help_subject(task_id: UUID) -> str:
    """Name a to-do in the history: ``help:<32 hex digits>``."""
    return f"help:{task_id.hex}"
