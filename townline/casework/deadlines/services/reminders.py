"""Reminders of the promise: at each stage to the next person up, and loud when it has passed."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import (
    OPEN,
    CaseEvent,
    CaseState,
    Remark,
    case_moments,
    case_transition,
    notify,
    publish,
    recipients,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.coordination.api import ReferralState
from townline.platform.core.history import audit

CLOSE_AFTER = dt.timedelta(days=14)


def reminders_run(*, now: dt.datetime, limit: int = 500) -> int:
    """Remind of every case whose next reminder is due; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _remind_next(now):
        done += 1
    return done


@transaction.atomic
def _remind_next(now: dt.datetime) -> bool:
    case = (
        Case.objects.select_for_update(skip_locked=True)
        .filter(state__in=sorted(OPEN), next_reminder_at__lte=now)
        .order_by("next_reminder_at")
        .first()
    )
    if case is None:
        return False
    moments = case_moments(case)
    # After an outage several stages may have passed: one reminder for the highest of them.
    passed = sum(moment <= now for moment in moments)
    overdue = passed == len(moments)
    kind = "overdue" if overdue else f"stage{passed}"
    people = set().union(*(recipients(case, stage) for stage in range(1, passed + 1)))
    notify(case, people, kind, now)
    case.reminder_stage = passed
    case.next_reminder_at = None if overdue else moments[passed]
    case.save(update_fields=["reminder_stage", "next_reminder_at"])
    audit.record(
        audit.AuditEntry(
            subject=subject(case.id),
            event=Remark.OVERDUE if overdue else Remark.REMIND,
            actor=audit.SYSTEM,
            at=now,
            data={"stage": passed, "people": len(people)},
        )
    )
    publish(case)
    return True


def answered_close(*, now: dt.datetime, limit: int = 500) -> int:
    """Close answered cases that nobody came back to for two weeks."""
    done = 0
    while done < limit and _close_next(now):
        done += 1
    return done


@transaction.atomic
def _close_next(now: dt.datetime) -> bool:
    case = (
        Case.objects.select_for_update(skip_locked=True)
        .filter(
            state__in=[CaseState.ANSWERED, CaseState.DECLINED],
            finished_at__lte=now - CLOSE_AFTER,
            last_text_at__lte=now - CLOSE_AFTER,
        )
        .exclude(referral__state=ReferralState.HANDED)
        .order_by("finished_at")
        .first()
    )
    if case is None:
        return False
    case_transition(case=case, event=CaseEvent.CLOSE, actor=audit.SYSTEM, now=now)
    return True
