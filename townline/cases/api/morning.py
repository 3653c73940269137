"""The mayor's morning."""

from townline.cases.selectors.morning import Came, Group, Pressing, morning_came, morning_pressing
from townline.cases.services.digest import digests_run

__all__ = [
    "Came",
    "Group",
    "Pressing",
    "digests_run",
    "morning_came",
    "morning_pressing",
]
