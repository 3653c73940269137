"""Whether texts are read as they come."""

import datetime as dt
from collections.abc import Iterator

from townline.cases import api as cases
from townline.config.checks.finding import Finding, bad, ok, warn


def reading(now: dt.datetime) -> Iterator[Finding]:
    """Look for texts that wait to be read, and for those that could not be: no alarm rings then."""
    waiting, failed = cases.waits_long(now), cases.readings_failed()
    if waiting:
        words = (
            f"{waiting:,} texts have waited for more than a minute; none of them raises an alarm"
        )
        yield bad("reading", words, "are the processes `language` and `worker` at work?")
    if failed:
        words = f"{failed:,} texts could not be read; they are in the inbox without a suggestion"
        yield warn("reading", words, "townline triage read-again --failed")
    if not waiting and not failed:
        yield ok("reading", "every text is read as it comes")


READING = (reading,)
