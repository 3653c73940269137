"""The one writer of a department's place in a case, and of who sees the case by it."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.casework.cases.api import OPEN, CaseState, WrongState, publish, subject
from townline.casework.cases.models import Case, Notice
from townline.casework.coordination.models import Participation
from townline.casework.coordination.rules.joint import (
    PARTICIPATING,
    TRANSITIONS,
    PositionEvent,
    PositionState,
)
from townline.casework.coordination.services.meetings_leaving import department_leave
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role

ASKABLE = OPEN - {CaseState.CONFIRMED, CaseState.BUNDLED}


_NEW: Any = ""  # of a row that is not written yet
PARTICIPATIONS: Machine[Participation, PositionState, PositionEvent] = Machine(
    model=Participation,
    table=TRANSITIONS | {(_NEW, PositionEvent.ASK): PositionState.ASKED},
    subject=lambda row: subject(row.case_id),
    refusal=WrongState.of_move("the position"),
    states=False,
    data=lambda step: {
        "department": step.row.department_id,
        "from": step.before,
        "to": str(step.after),
    },
)


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
    """Move a place in a case along the table, with who sees the case.

    The case is locked by the caller, except for what changes nobody's sight. A new row has the
    state "". Raises WrongState when the table has no such move.
    """
    before = row.state
    after = PARTICIPATIONS.move(row, event, actor=actor, now=now, reason=reason, changes=changes)
    if (before in PARTICIPATING) != (after in PARTICIPATING):
        _update_visibility(case, row, actor, now, joins=after in PARTICIPATING)
    publish(case, also=row.department_id)


def _update_visibility(
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
