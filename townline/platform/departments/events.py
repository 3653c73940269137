"""What this room tells others, in the same transaction as the change."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMoved:
    """A person has another role or department now, or is not let in any more."""

    staff_id: int
    at: dt.datetime
