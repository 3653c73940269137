"""How fast a broadcast leaves: so many texts a minute, spread over it."""

import datetime as dt
from collections.abc import Iterator

MINUTE = dt.timedelta(minutes=1)


def batch_begins(next_at: dt.datetime, now: dt.datetime) -> dt.datetime | None:
    """Say from when on a further minute's texts leave; None while the queued ones still do.

    A minute ahead, so that there is no gap between two looks at the clock; never in the past:
    what a dead process missed is not made up for at once.
    """
    return max(next_at, now) if next_at <= now + MINUTE else None


def moments(begins: dt.datetime, count: int, per_minute: int) -> Iterator[dt.datetime]:
    """Give when each of a minute's texts leaves."""
    return (begins + MINUTE * number / per_minute for number in range(count))
