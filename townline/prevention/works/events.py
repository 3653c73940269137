"""What this room tells others, in the same transaction as the change."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMoved:
    """A measure went from one state to another (``rules/states.py``).

    ``held_for``: of one that is now held, why (object, consent, hand). Whoever has ordered it must
    hear of that: the firm is told to wait.
    """

    measure_id: int
    object_id: int
    event: str
    from_state: str
    to_state: str
    at: dt.datetime
    held_for: str = ""
