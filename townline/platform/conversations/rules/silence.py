"""When a line that says nothing has been quiet for longer than it usually is.

A broken link often looks like a quiet night: nothing fails, nothing comes. What is usual is seen
from the line's own past, for each hour of the week.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

HOURS = 7 * 24
HOUR = dt.timedelta(hours=1)
HISTORY = dt.timedelta(days=60)
# With less of a past nobody can say what is usual.
LEAST_HISTORY = dt.timedelta(days=28)
# A gap is only news when it is clearly longer than any before it, and never after minutes.
MARGIN = 1.25
LEAST = HOUR


@dataclass(frozen=True, slots=True)
class Silence:
    """``lasting`` since the last text, ``usual`` the longest that was usual at this hour."""

    since: dt.datetime
    lasting: dt.timedelta
    usual: dt.timedelta

    @property
    def alarming(self) -> bool:
        return self.lasting > max(self.usual * MARGIN, LEAST)


def hour_of_week(moment: dt.datetime, zone: ZoneInfo) -> int:
    """Give 0 for Monday 00:00 to 01:00 on the office's clock, up to 167."""
    local = moment.astimezone(zone)
    return local.weekday() * 24 + local.hour


def usual_gaps(arrivals: Sequence[dt.datetime], zone: ZoneInfo) -> list[dt.timedelta]:
    """Give, for each hour of the week, the longest time that any text was waited for in it.

    ``arrivals`` are in order. A gap counts in every hour it lasts through, with the length it
    has reached by then.
    """
    longest = [dt.timedelta()] * HOURS
    for first, second in pairwise(arrivals):
        at = first
        while at < second:
            hour = hour_of_week(at, zone)
            at = min(_next_hour(at), second)
            longest[hour] = max(longest[hour], at - first)
    return longest


def _next_hour(moment: dt.datetime) -> dt.datetime:
    # In UTC: zones of whole and half hours keep their hours apart well enough.
    return moment.replace(minute=0, second=0, microsecond=0) + HOUR


def silence(arrivals: Sequence[dt.datetime], *, now: dt.datetime, zone: ZoneInfo) -> Silence | None:
    """Weigh the present silence; None when there is too little of a past to know."""
    if not arrivals or now - arrivals[0] < LEAST_HISTORY:
        return None
    usual, hour = usual_gaps(arrivals, zone), hour_of_week(now, zone)
    # The hours beside it too: eight weeks give few examples for each.
    near = max(usual[(hour + step) % HOURS] for step in (-1, 0, 1))
    return Silence(arrivals[-1], now - arrivals[-1], near)
