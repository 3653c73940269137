"""What this room tells others, in the same transaction as the change."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardMoved:
    """A hazard went from one state to another: ``repaired``, ``made_safe``, ``closed`` ...

    ``into``: where it was merged, the hazard that goes on.
    """

    hazard_id: int
    event: str
    from_state: str
    to_state: str
    at: dt.datetime
    into: int | None = None
