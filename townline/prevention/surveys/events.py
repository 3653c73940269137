"""What this room tells others, in the same transaction as the change."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeMoved:
    """Something happened to a home: graded, taken out, merged, put back, corrected.

    ``into``: where it was merged, the home that goes on.
    """

    home_id: int
    event: str
    from_state: str
    to_state: str
    at: dt.datetime
    into: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeMissed:
    """Somebody came ``at`` and nobody was there; ``again``: the first day of the next try."""

    home_id: int
    attempt_id: int
    again: dt.date
    at: dt.datetime
    now: dt.datetime
