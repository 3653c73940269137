"""The one writer of reminders to people: who is away has theirs seen by who stands in."""

import datetime as dt
from collections.abc import Iterable

from townline.cases.models import Case, Notice
from townline.cases.services.alerting import alerts_queue
from townline.departments import api as departments


def notify(case: Case, people: Iterable[int], kind: str, now: dt.datetime) -> None:
    """Put a reminder about a case before some people, and before who stands in for them now."""
    told = dict.fromkeys(sorted(set(people)))
    if not told:
        return
    for away, cover in sorted(departments.covers_of(told, now).items()):
        # Who hears of it anyway hears of it once.
        told.setdefault(cover, away)
    Notice.objects.bulk_create(
        Notice(case=case, staff_id=one, kind=kind, at=now, instead_of_id=away)
        for one, away in told.items()
    )
    alerts_queue(case=case, people=told, notice=kind, now=now)
