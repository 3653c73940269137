"""Receipts of texts that came: the one place where they are worded and queued."""

import datetime as dt

from townline.casework.cases.models import Case
from townline.casework.cases.ports import IS_IN_DANGER, TEXT_LOAD
from townline.casework.cases.rules import subject
from townline.casework.cases.selectors.lists import CaseRow
from townline.casework.cases.services.intent import automatic
from townline.casework.cases.settings import Cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import IncomingView
from townline.platform.conversations.settings import TextLine
from townline.platform.core import district, resident_moments
from townline.platform.core.calendars import quiet as rules
from townline.platform.core.settings import Office
from townline.platform.triage import api as triage

# A receipt waits for what its text is read as, which ends the wait: whoever may be in danger gets
# advice and no deadline. Where nobody reads it leaves after this.
_TO_READ = dt.timedelta(seconds=2)
# That a finished case is opened again may turn out to be another matter, and is told of that.
_TO_READ_AGAIN = dt.timedelta(seconds=10)


def receipt_send(key: str, case: Case, now: dt.datetime, view: IncomingView | None = None) -> None:
    """Queue a receipt of the district's texts about a case.

    ``view``: the text that it answers, whose sender need not be the case's resident; without one
    it goes to the case's own.
    """
    if not district.part(TextLine).receipt.enabled:
        return
    # Whoever is in danger is named no deadline: the advice is repeated when the text was read.
    if case.danger and IS_IN_DANGER.value(case.id):
        return
    language = view.language if view else case.language
    load = (
        TEXT_LOAD.value(view.received_at if view else case.last_text_at)
        if key == "receipt"
        else None
    )
    if load and load.about[0]:
        more = {"said": load.about[language != "ko"], "count": str(load.count)}
        _queue("receipt_crowd", case, now, view, **more)
    else:
        _queue(key, case, now, view)
    if view and view.parts_missing:
        _queue("receipt_part_missing", case, now, view)


def _queue(key: str, case: Case, now: dt.datetime, view: IncomingView | None, **more: str) -> None:
    language = view.language if view else case.language
    body = automatic(
        key,
        language,
        code=case.code or "",
        due=resident_moments.promise(case.answer_due_at, case.promise_from, language),
        line_number=district.line_number(),
        duty_phone=district.part(Office).duty_phone,
        **more,
    )
    conversations.automatic_queue(
        resident_id=view.resident_id if view else case.resident_id,
        body=body,
        reference=subject(case.id),
        now=now,
        not_before=_leaves_at(key, now) if view else None,
        receipt_for=view.id if view else None,
    )


def _leaves_at(key: str, now: dt.datetime) -> dt.datetime | None:
    if key == "receipt_reopened":
        return now + _TO_READ_AGAIN
    return now + _TO_READ if triage.is_read() else None


# The district's quiet hours.


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
