"""Letting go of what is old: whether the night's run takes place."""

import datetime as dt
from collections.abc import Iterator

from townline.config.checks.finding import Finding, ok, span, warn
from townline.platform.core import district
from townline.platform.core.personal_data import retention_run as retention

LATE_DAYS = 2


def nightly(now: dt.datetime) -> Iterator[Finding]:
    """Look when what is old was last let go of."""
    try:
        district.current()
    except district.DistrictMissing:
        return  # told by another check
    last = retention.last_run()
    if last is None:
        yield ok("retention", "has not run yet; it does at night")
    elif now - last > dt.timedelta(days=LATE_DAYS):
        words = f"last ran {span((now - last).total_seconds())} ago"
        yield warn("retention", words, "is the process `worker` at work? Or: townline retention")
    else:
        yield ok("retention", f"ran {span((now - last).total_seconds())} ago")


RETENTION = (nightly,)
