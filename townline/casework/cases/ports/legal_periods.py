"""When a petition of a kind is due by law."""

import datetime as dt
from collections.abc import Callable

# Takes the code of a kind and when it came; None: it has no legal period.
type Counts = Callable[[str, dt.datetime], dt.datetime | None]

_counts: list[Counts] = []


def fill(counts: Counts) -> None:
    """Say who counts."""
    _counts[:] = [counts]


def legal_due(kind: str, received_at: dt.datetime) -> dt.datetime | None:
    """Give when a petition of a kind that came at a moment is due by law."""
    return next((count(kind, received_at) for count in _counts), None)
