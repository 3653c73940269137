"""The one writer of reminders to people: who is away has theirs seen by who stands in."""

import datetime as dt
from collections.abc import Iterable

from townline.cases.models import Case, Notice


def notify(case: Case, people: Iterable[int], kind: str, now: dt.datetime) -> None:
    """Put a reminder about a case before some people."""
    Notice.objects.bulk_create(
        Notice(case=case, staff_id=one, kind=kind, at=now) for one in sorted(set(people))
    )
