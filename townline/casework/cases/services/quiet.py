"""The district's quiet hours."""

import datetime as dt

from townline.casework.cases.models import Case
from townline.casework.cases.selectors.lists import CaseRow
from townline.casework.cases.settings import Cases
from townline.platform.core import district
from townline.platform.core.calendars import quiet as rules


def ends(at: dt.datetime) -> dt.datetime | None:
    """Give the end (UTC) of the quiet hours in which ``at`` lies, or None.

    For automatic texts that are not urgent: receipts and danger do not ask.
    """
    hours = district.part(Cases).quiet_hours
    if hours is None:
        return None
    local = at.astimezone(district.current().zone)
    found = rules.quiet_until(local, start=hours.start, end=hours.end)
    return found.astimezone(dt.UTC) if found else None


def answer_leaves(case: Case | CaseRow, preferred_at: dt.datetime) -> dt.datetime:
    """Give when a confirmed answer leaves that was to leave at ``preferred_at``.

    Where the district lets answers wait too (``quiet_hours.answers``): at the end of the quiet
    hours, but never after the promise, and at once where somebody may be in danger.
    """
    hours = district.part(Cases).quiet_hours
    if case.danger or hours is None or not hours.answers:
        return preferred_at
    return rules.leaves_at(preferred_at, ends=ends(preferred_at), due_at=case.answer_due_at)
