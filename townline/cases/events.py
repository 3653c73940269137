"""What this room tells others, in the same transaction as the change."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanged:
    """A case went from one state to another."""

    case_id: int
    code: str
    event: str
    from_state: str
    to_state: str
    at: dt.datetime
