"""Whether texts are read as they come."""

import datetime as dt
from collections.abc import Iterator

from townline.casework.classification import api as classification
from townline.config.checks.finding import Finding, bad, ok, warn
from townline.platform.departments import api as departments
from townline.platform.triage import api as triage


def reading(now: dt.datetime) -> Iterator[Finding]:
    """Look for texts that wait to be read, and for those that could not be: no alarm rings then."""
    waiting, failed = classification.waits_long(now), classification.readings_failed()
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


def services(now: dt.datetime) -> Iterator[Finding]:
    """Look whether the reader suggests services of this district at all."""
    own = {service.service_code for service in departments.services()}
    known = own & triage.services_known()
    if own and not known:
        words = f"the reader knows none of the district's {len(own)} service codes"
        yield warn("services read", words, "townline triage train, once people have sorted cases")
    else:
        yield ok("services read", f"the reader knows {len(known)} of {len(own)} service codes")


READING = (reading, services)
