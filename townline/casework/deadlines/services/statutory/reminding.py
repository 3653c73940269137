"""Reminders of the legal period, and a notice of progress each thirty days."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import (
    HEAD_STAGE,
    OPEN,
    Remark,
    notify,
    publish,
    recipients,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.deadlines.models import LegalClock
from townline.casework.deadlines.services.statutory.counting import notice_every
from townline.platform.core.history import audit

_OFFICE_STAGE = HEAD_STAGE + 1


def legal_reminders_run(*, now: dt.datetime, limit: int = 500) -> int:
    """Tell whoever is to know of legal periods, one transaction each; safe to repeat."""
    done = 0
    while done < limit and (_remind_next(now) or _notice_next(now)):
        done += 1
    return done


def _next(now: dt.datetime, column: str) -> tuple[Case, LegalClock] | None:
    """Lock the next case whose clock has something to tell: the case first, as everybody does."""
    due = LegalClock.objects.filter(ended_at=None, **{f"{column}__lte": now})
    for clock in due.order_by(column)[:20]:
        case = (
            Case.objects.select_for_update(skip_locked=True)
            .filter(id=clock.case_id, state__in=sorted(OPEN))
            .first()
        )
        locked = due.select_for_update(skip_locked=True).filter(id=clock.id).first()
        if case is not None and locked is not None:
            return case, locked
    return None


@transaction.atomic
def _remind_next(now: dt.datetime) -> bool:
    found = _next(now, "remind_at")
    if found is None:
        return False
    case, clock = found
    late = clock.due_at is None or clock.due_at <= now
    people = recipients(case, HEAD_STAGE)
    if late:
        people |= recipients(case, 1) | recipients(case, _OFFICE_STAGE)
    notify(case, people, "legal_overdue" if late else "legal_soon", now)
    event = Remark.LEGAL_OVERDUE if late else Remark.LEGAL_REMIND
    _record(case, event, now, people=len(people))
    LegalClock.objects.filter(id=clock.id).update(remind_at=None if late else clock.due_at)
    return True


@transaction.atomic
def _notice_next(now: dt.datetime) -> bool:
    found = _next(now, "next_notice_at")
    if found is None:
        return False
    case, clock = found
    people, every = recipients(case, 1), notice_every()
    notify(case, people, "legal_progress", now)
    _record(case, Remark.LEGAL_PROGRESS, now, people=len(people))
    # After an outage one notice stands for those that were missed.
    at = clock.next_notice_at
    while every and at and at <= now:
        at += every
    LegalClock.objects.filter(id=clock.id).update(next_notice_at=at if every else None)
    return True


def _record(case: Case, event: Remark, now: dt.datetime, **data: object) -> None:
    audit.record(
        audit.AuditEntry(
            subject=subject(case.id), event=event, actor=audit.SYSTEM, at=now, data=data
        )
    )
    publish(case)
