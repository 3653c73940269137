"""A department says its position, or that the matter is not its own."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max

from townline.casework.cases.api import (
    OFFICE_STAGE,
    OPEN,
    CaseState,
    InvalidInput,
    NotAllowed,
    NotFound,
    case_lock,
    notify,
    recipients,
)
from townline.casework.cases.models import Case
from townline.casework.coordination.errors import AnswerGone, PositionConflict
from townline.casework.coordination.models import Meeting, Participation, PositionVersion
from townline.casework.coordination.rules.joint import (
    OWED,
    PARTICIPATING,
    PositionEvent,
    PositionState,
)
from townline.casework.coordination.rules.meeting import Response
from townline.casework.coordination.services.joint import within
from townline.casework.coordination.services.joint_writer import ASKABLE, participation_transition
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Role, Viewer


@transaction.atomic
def position_give(
    act: Act,
    *,
    code: str,
    body: str,
    department: str | None = None,
    base_version: int | None = None,
) -> Participation:
    """Say one's department's position, or say it anew; every version is kept.

    ``department`` names which, for those who may speak for several. ``base_version`` is the one
    the writer started from (0: none). Raises PositionConflict, AnswerGone, InvalidInput.
    """
    case, row = _own(code, act.viewer, department)
    if not body.strip():
        raise InvalidInput("the position is empty")
    if base_version is not None and base_version != row.version and row.position != body.strip():
        raise PositionConflict(
            "a colleague has given the input in the meantime",
            version=row.version,
            theirs=row.position,
            mine=body,
        )
    latest = row.versions.aggregate(last=Max("version"))["last"] or 0
    columns: dict[str, Any] = {
        "position": body.strip(),
        "version": latest + 1,
        "given_by_id": act.viewer.staff_id,
        "given_at": act.now,
        "next_at": None,
    }
    participation_transition(
        case=case,
        row=row,
        event=PositionEvent.GIVE,
        actor=act.actor,
        now=act.now,
        changes=columns,
    )
    PositionVersion.objects.create(
        participation=row,
        version=row.version,
        body=row.position,
        author_id=act.viewer.staff_id,
        at=act.now,
    )
    notify(case, {row.asked_by_id} - {act.viewer.staff_id}, "position_given", act.now)
    return row


def position_given_at(act: Act, case: Case, meeting: Meeting) -> None:
    """Count the departments that said they come to a meeting as heard, in its minutes.

    Only what the invitation itself asked for: a question of its own is still owed. The case is
    locked by the caller.
    """
    if case.state not in ASKABLE:
        return
    accepted = meeting.attendees.filter(response=Response.ACCEPTED).order_by("id")
    by = dict(accepted.values_list("staff__department", "staff"))
    participations = Participation.objects.select_for_update().filter(
        case=case, department__in=by, state__in=sorted(OWED), asked_at=meeting.called_at
    )
    for row in participations.order_by("id"):
        participation_transition(
            case=case,
            row=row,
            event=PositionEvent.GIVE,
            actor=act.actor,
            now=act.now,
            changes={"given_by_id": by[row.department_id], "given_at": act.now, "next_at": None},
        )


@transaction.atomic
def position_refuse(
    act: Act, *, code: str, reason: str, department: str | None = None
) -> Participation:
    """Say that the matter is not one's department's, and why; it no longer sees the case."""
    case, row = _own(code, act.viewer, department)
    if not reason.strip():
        raise InvalidInput("write why it is not yours; it stays in the history")
    participation_transition(
        case=case,
        row=row,
        event=PositionEvent.REFUSE,
        actor=act.actor,
        now=act.now,
        reason=reason.strip(),
        changes={"next_at": None},
    )
    notify(case, {row.asked_by_id} - {act.viewer.staff_id}, "position_refused", act.now)
    return row


def _own(code: str, viewer: Viewer, department: str | None) -> tuple[Case, Participation]:
    """Lock a case and the place in it for which a person may speak."""
    case = case_lock(code=code, viewer=viewer, permission=Permission.WRITE, allow_participants=True)
    if case.state not in ASKABLE:
        raise AnswerGone("the answer is on its way or has gone", state=case.state)
    rows = Participation.objects.select_for_update().filter(case=case, state__in=PARTICIPATING)
    mine = [row for row in rows.order_by("id") if speaks_for(viewer, row.department_id)]
    if department is not None:
        mine = [row for row in mine if row.department_id == department]
    if not mine:
        if any(row.department_id == department for row in rows):
            raise NotAllowed("only people of that department say its position")
        raise NotFound(f"your department does not take part in case {code}")
    return case, mine[0]


def speaks_for(viewer: Viewer, department: str) -> bool:
    """Say whether a person says the position of a department: only those who work there."""
    if viewer.department is None or viewer.role not in {Role.OFFICER, Role.HEAD}:
        return False
    return viewer.departments is not None and department in viewer.departments


# Silence is told: first to the department's head, then to the mayor's office.


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
