"""Automatic texts about a case, lines of its history, and who is told in the office."""

import datetime as dt

from townline.casework.cases.api import Remark, automatic, ends, notify, subject, title_from
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.conversations.settings import TextLine
from townline.platform.core import district, resident_moments
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role
from townline.platform.departments.settings import House

OPENING_LENGTH = 20


def fill_text(key: str, case: Case, language: str, **values: str) -> str:
    """Fill a text about a case: ``code``, ``due``, ``answered`` and what is given."""
    answered = resident_moments.moment(case.answered_at, language) if case.answered_at else ""
    known = {
        "code": case.code or "",
        "due": resident_moments.promise(case.answer_due_at, case.promise_from, language),
        "answered": answered,
    }
    return automatic(key, language, **(known | values))


def queue_text(
    body: str, case: Case, resident_id: int, now: dt.datetime, *, cause: Cause = Cause.OWN
) -> int | None:
    """Queue an automatic text on a case's thread; None when none may go, or not yet.

    Of our own accord it leaves at the end of the quiet hours.
    """
    return conversations.automatic_queue(
        resident_id=resident_id, body=body, reference=subject(case.id), now=now, cause=cause,
        not_before=ends(now) if cause is Cause.OWN else None,
    )  # fmt: skip


def receipts_wanted() -> bool:
    """Say whether the district acknowledges texts at all."""
    return district.part(TextLine).receipt.enabled


def remark(case: Case, event: Remark, actor: audit.Actor, now: dt.datetime, **data: object) -> None:
    """Write a line of the case's history that changes no state."""
    audit.record(
        audit.AuditEntry(subject=subject(case.id), event=event, actor=actor, at=now, data=data)
    )


def heads_notice(case: Case, kind: str, now: dt.datetime) -> None:
    """Remind the heads of the case's department, or of the front desk."""
    where = case.department_id or district.part(House).front_department
    heads = departments.staff_ids(roles=[Role.HEAD], department=where)
    notify(case, heads, kind, now)


def opening_words(case: Case, resident_id: int) -> str:
    """Give the beginning of a resident's own first words in a case; "" where none are left."""
    texts = conversations.thread(subject(case.id))
    own = (t for t in texts if t.direction == "in" and t.resident_id == resident_id)
    first = next(own, None)
    if first is None:
        return ""
    return title_from(first.body, OPENING_LENGTH, photos=len(first.photos), language=case.language)
