"""How far the kept figures reach."""

import datetime as dt
from dataclasses import dataclass

from townline.platform.core.history import marks

MARK, REBUILD = "figures", "figures-rebuild"
# Further back than that nobody waits for a page: the rebuild does it.
_MOST_LIVE = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Built:
    """Days before ``day`` are kept, as they stood ``at`` a moment."""

    day: dt.date
    at: dt.datetime


def built_until() -> Built | None:
    """Give how far figures are kept, None before the first count; one query."""
    found = marks.mark_get(MARK)
    return Built(dt.date.fromisoformat(found.data["until"]), found.at) if found else None


def rebuilt_until() -> dt.date | None:
    """Give where a rebuild was stopped, None when the last one ended."""
    found = marks.mark_get(REBUILD)
    until = found.data.get("until") if found else None
    return dt.date.fromisoformat(until) if until else None


def live_from(built: Built | None, today: dt.date) -> dt.date:
    """Give the first day that a page counts from the cases themselves."""
    return max(min(built.day, today) if built else today, today - _MOST_LIVE)
