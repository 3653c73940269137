"""Silence is told: first to the department's head, then to the mayor's office."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import OFFICE_STAGE, OPEN, CaseState, notify, recipients
from townline.casework.coordination.models import Participation
from townline.casework.coordination.rules.joint import OWED, PositionEvent, PositionState
from townline.casework.coordination.services.joint import within
from townline.casework.coordination.services.joint_writer import participation_transition
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role


def positions_run(*, now: dt.datetime, limit: int = 200) -> int:
    """Tell of every position that is due and was not said; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _escalate_next(now):
        done += 1
    return done


@transaction.atomic
def _escalate_next(now: dt.datetime) -> bool:
    # While an answer is on its way nothing more is wanted; taken back, it is told then.
    due = Participation.objects.filter(next_at__lte=now).exclude(case__state=CaseState.CONFIRMED)
    row = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_at").first()
    if row is None:
        return False
    case = row.case
    if case.state not in OPEN or row.state not in OWED:
        row.next_at = None
        row.save(update_fields=["next_at"])
        return True
    first = row.state == PositionState.ASKED
    if first:
        people = set(departments.staff_ids(roles=[Role.HEAD], department=row.department_id))
        people.add(row.asked_by_id)
    else:
        people = recipients(case, OFFICE_STAGE)
    participation_transition(
        case=case,
        row=row,
        event=PositionEvent.LAPSE if first else PositionEvent.ESCALATE,
        actor=audit.SYSTEM,
        now=now,
        changes={"stage": row.stage + 1, "next_at": now + within().second if first else None},
    )
    notify(case, people, "position_silent", now)
    return True
