"""The one writer of reminders to people: who is away has theirs seen by who stands in."""

import datetime as dt
from collections.abc import Collection, Iterable

from townline.casework.cases.events import Noticed
from townline.casework.cases.models import Case, Notice
from townline.casework.cases.selectors.limited import people_of_limited
from townline.platform.core import events
from townline.platform.departments import api as departments


def notify(
    case: Case,
    people: Iterable[int],
    kind: str,
    now: dt.datetime,
    *,
    texted: Collection[int] = (),
) -> None:
    """Put a reminder about a case before some people, and before who stands in for them now.

    What only a few may know is put before these only. ``texted``: who has had a text already.
    """
    recipients: dict[int, int | None] = dict.fromkeys(sorted(set(people)))
    if not recipients:
        return
    for absentee, cover in sorted(departments.covers_of(recipients, now).items()):
        # Who hears of it anyway hears of it once.
        recipients.setdefault(cover, absentee)
    if case.private:
        allowed = people_of_limited(case)
        recipients = {one: absentee for one, absentee in recipients.items() if one in allowed}
    Notice.objects.bulk_create(
        Notice(case=case, staff_id=one, kind=kind, at=now, instead_of_id=absentee)
        for one, absentee in recipients.items()
    )
    events.emit(
        Noticed(
            case_id=case.id,
            people=frozenset(recipients),
            kind=kind,
            texted=frozenset(texted),
            at=now,
        )
    )
