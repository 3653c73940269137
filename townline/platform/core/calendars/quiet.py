"""Quiet hours: when a text that is not urgent waits for the morning."""

import datetime as dt


def quiet_until(at: dt.datetime, *, start: dt.time, end: dt.time) -> dt.datetime | None:
    """Give the end of the quiet hours that ``at`` (local) lies in, or None outside of them.

    They may go over midnight; the same time twice means that there are none.
    """
    time = at.time()
    if start == end:
        return None
    over_midnight = start > end
    inside = (time >= start or time < end) if over_midnight else start <= time < end
    if not inside:
        return None
    days = 1 if over_midnight and time >= start else 0
    return dt.datetime.combine(at.date() + dt.timedelta(days=days), end, tzinfo=at.tzinfo)


def leaves_at(
    preferred_at: dt.datetime, *, ends: dt.datetime | None, due_at: dt.datetime
) -> dt.datetime:
    """Give when an answer leaves: after the quiet hours, unless its promise would end before."""
    if ends is None or ends > due_at:
        return preferred_at
    return max(preferred_at, ends)
