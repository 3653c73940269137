"""The one writer of a department's place in a case, and of who sees the case by it."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.cases.errors import WrongState
from townline.cases.models import Case, Notice, Participation
from townline.cases.rules import OPEN, State, subject
from townline.cases.rules.joint import TAKING_PART, TRANSITIONS, PositionEvent, PositionState
from townline.cases.services.meetings_leaving import department_leave
from townline.cases.services.transition import publish
from townline.core import audit
from townline.departments import api as departments
from townline.departments.api import Role

ASKABLE = OPEN - {State.CONFIRMED, State.BUNDLED}


@transaction.atomic
def participation_transition(
    *,
    case: Case,
    row: Participation,
    event: PositionEvent,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    """Move a place in a case along the table, with who sees the case and a line of its history.

    The case is locked by the caller, except for what changes nobody's sight. A new row has the
    state "". Raises WrongState when the table has no such move.
    """
    before = row.state
    if before == "" and event is PositionEvent.ASK:
        after = PositionState.ASKED
    elif (PositionState(before), event) in TRANSITIONS:
        after = TRANSITIONS[PositionState(before), event]
    else:
        raise WrongState(f"{event} is not possible while the position is {before}", state=before)
    row.state = after
    for name, value in (changes or {}).items():
        setattr(row, name, value)
    row.save()
    told = row.department_id
    if (before in TAKING_PART) != (after in TAKING_PART):
        _sight(case, row, actor, now, joins=after in TAKING_PART)
    audit.record(
        audit.Entry(
            subject=subject(case.id),
            event=event,
            actor=actor,
            at=now,
            reason=reason,
            data={"department": told, "from": str(before), "to": str(after)},
        )
    )
    publish(case, also=told)


def _sight(
    case: Case, row: Participation, actor: audit.Actor, now: dt.datetime, *, joins: bool
) -> None:
    """Let a department see a case, or no longer; with the sight reminders and invitations go."""
    code = row.department_id
    case.taking_part = sorted({*case.taking_part, code} if joins else {*case.taking_part} - {code})
    case.save(update_fields=["taking_part"])
    if not joins and code != case.department_id:
        Notice.objects.filter(case=case, staff__department=code).delete()
        department_leave(case, code, actor, now)


def staff_of(department: str) -> set[int]:
    """Give the people of a department who write: officers and heads."""
    return set(departments.staff_ids(roles=[Role.OFFICER, Role.HEAD], department=department))
