"""The door of the room."""

from townline.prevention.works_planning.rules.example import example
from townline.prevention.works_planning.rules.highs import Limits, Progress, Watch
from townline.prevention.works_planning.rules.planning import plan
from townline.prevention.works_planning.rules.reading import BadInput, read, told
from townline.prevention.works_planning.rules.solving import OutOfTime

__all__ = [
    "BadInput",
    "Limits",
    "OutOfTime",
    "Progress",
    "Watch",
    "example",
    "plan",
    "read",
    "told",
]
