"""Number tickets: lines that are open without anybody to call."""

import datetime as dt
from collections.abc import Iterator

from townline.config.checks.finding import Finding, ok, span, warn
from townline.lines.queues import api as queues

_LONG = 600  # seconds: how late the end of a day may be


def halls(now: dt.datetime) -> Iterator[Finding]:
    """Look for queues that nobody serves."""
    found = queues.halls(now)
    if not found:
        yield ok("tickets", "no queues: the district has no queues.json")
        return
    alone = [hall for hall in found if hall.state == "open" and not hall.desks_open]
    for hall in alone:
        words = f"{hall.queue.code}: open, {hall.waiting} waiting, no desk is open"
        if not hall.desks.rows:
            yield warn("tickets", words, "name a desk for it in the district's queues.json")
        elif hall.waiting:
            yield warn("tickets", words, "open one at /desk/, or close the queue at /halls/")
    if not any(hall.waiting or not hall.desks.rows for hall in alone):
        waiting = sum(hall.waiting for hall in found)
        yield ok("tickets", f"{len(found)} queues, {waiting} waiting")


def settled(now: dt.datetime) -> Iterator[Finding]:
    """Look whether days that are over were settled; the worker does it at midnight."""
    count = len(queues.days_over(now - dt.timedelta(seconds=_LONG)))
    if count:
        words = f"{count} days are over for {span(_LONG)} or longer and not settled"
        yield warn("tickets", words, "is the process `worker` running?")


TICKETS = (halls, settled)
