"""Reminders of promised dates, and loud when one has passed."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import Remark, notify, publish, subject, survivor
from townline.casework.cases.models import Case
from townline.casework.deadlines.models import PromisedDate
from townline.casework.deadlines.rules.commitments import PromisedEvent, PromisedState
from townline.casework.deadlines.services.commitment_times import next_moment
from townline.casework.deadlines.services.commitments import PROMISED
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role
from townline.platform.departments.settings import House


def promised_run(*, now: dt.datetime, limit: int = 500) -> int:
    """Remind of every date whose moment has come; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _next(now):
        done += 1
    return done


@transaction.atomic
def _next(now: dt.datetime) -> bool:
    promised = (
        PromisedDate.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=PromisedState.OPEN, next_at__lte=now)
        .select_related("case")
        .order_by("next_at")
        .first()
    )
    if promised is None:
        return False
    case = survivor(promised.case)
    if promised.due_at <= now:
        _miss(promised, case, now)
    else:
        _remind(promised, case, now)
    publish(case)
    return True


def _remind(promised: PromisedDate, case: Case, now: dt.datetime) -> None:
    # After an outage several moments may have passed: one reminder stands for them.
    promised.next_at = next_moment(
        promised.made_at, promised.due_at, now=now, next_word=promised.next_word
    )
    promised.save(update_fields=["next_at"])
    people = who_promised(promised, case)
    notify(case, people, "promised", now)
    audit.record(
        audit.AuditEntry(
            subject=subject(case.id),
            event=Remark.PROMISED_REMIND,
            actor=audit.SYSTEM,
            at=now,
            data={"promised": promised.id, "people": len(people)},
        )
    )


def _miss(promised: PromisedDate, case: Case, now: dt.datetime) -> None:
    PROMISED.move(promised, PromisedEvent.MISS, actor=audit.SYSTEM, now=now)
    if not promised.next_word:
        # The day of an announced word is the case's own deadline, which is loud by itself.
        notify(case, who_promised(promised, case) | _above(promised), "promised_missed", now)


def who_promised(promised: PromisedDate, case: Case) -> set[int]:
    """Say who hears of a date: who wrote it, and who works on the case today."""
    people = {promised.officer_id, case.assignee_id} - {None}
    if people:
        return {one for one in people if one}
    where = case.department_id or promised.department_id
    return set(departments.staff_ids(roles=[Role.OFFICER], department=where)) if where else set()


def _above(promised: PromisedDate) -> set[int]:
    office = [Role.OFFICER, Role.HEAD, Role.CLERK, Role.MAYOR]
    where = district.part(House).mayors_office
    people = set(departments.staff_ids(roles=office, department=where))
    if promised.department_id:
        heads = departments.staff_ids(roles=[Role.HEAD], department=promised.department_id)
        people |= set(heads)
    return people
