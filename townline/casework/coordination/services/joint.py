"""Asking departments to take part in a case, and taking them out again."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.casework.cases.api import (
    CaseAssigned,
    CaseReturnedTwice,
    InvalidInput,
    NotFound,
    WrongState,
    case_lock,
    notify,
)
from townline.casework.cases.models import Case
from townline.casework.coordination.errors import (
    AfterPromise,
    AnswerGone,
    InThePast,
    LeadsAlready,
    UnknownDepartment,
)
from townline.casework.coordination.models import Participation
from townline.casework.coordination.rules.joint import (
    PARTICIPATING,
    PositionEvent,
    PositionState,
    Within,
    position_due,
)
from townline.casework.coordination.services.joint_writer import (
    ASKABLE,
    participation_transition,
    staff_of,
)
from townline.casework.coordination.settings import Positions
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission


def within() -> Within:
    """Give the district's times for positions."""
    positions = district.part(Positions)
    return Within(positions.position_within, positions.position_margin, positions.position_second)


@transaction.atomic
def position_ask(
    act: Act,
    *,
    code: str,
    department: str,
    question: str,
    due_at: dt.datetime | None = None,
    reason: str = "",
) -> Participation:
    """Ask a department to take part and say its position by a moment; it sees the case from now.

    Without ``due_at`` the moment lies within the promise (``rules.joint.position_due``). Later
    than the promise needs a ``reason``. May be asked again. Raises UnknownDepartment,
    LeadsAlready, InThePast, AfterPromise, AnswerGone, WrongState, InvalidInput.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    _check_askable(case)
    check_department(case, department)
    if not question.strip():
        raise InvalidInput("write what you want to know from the department")
    due_at = due_at or position_due(act.now, case.answer_due_at, within())
    _check_due(case, due_at, act.now, reason)
    row = Participation.objects.select_for_update().filter(case=case, department=department).first()
    if row is not None and row.state == PositionState.ASKED:
        raise WrongState("the department has been asked already, and has time yet")
    row = row or Participation(case=case, department_id=department, state="")
    columns: dict[str, Any] = {
        "question": question.strip(),
        "asked_by_id": act.viewer.staff_id,
        "asked_at": act.now,
        "due_at": due_at,
        "next_at": due_at,
        "stage": 0,
    }
    participation_transition(
        case=case,
        row=row,
        event=PositionEvent.ASK,
        actor=act.actor,
        now=act.now,
        reason=reason,
        changes=columns,
    )
    notify(case, staff_of(department), "position_asked", act.now)
    return row


def _check_askable(case: Case) -> None:
    if case.state not in ASKABLE:
        raise AnswerGone("the answer is on its way or has gone", state=case.state)
    if case.department_id is None:
        raise WrongState("send the case to the department that leads first", state=case.state)


def check_department(case: Case, department: str) -> None:
    codes = [d.code for d in departments.departments() if d.kind == "department"]
    if department not in codes:
        raise UnknownDepartment(f"unknown department {department!r}; accepted: {', '.join(codes)}")
    if department == case.department_id:
        raise LeadsAlready("this department leads the case; ask another one")


def _check_due(case: Case, due_at: dt.datetime, now: dt.datetime, reason: str) -> None:
    if due_at <= now:
        raise InThePast("the moment is past; choose a later one")
    # Once the promise itself has passed nothing can lie within it.
    if now < case.answer_due_at < due_at and not reason.strip():
        raise AfterPromise(
            "after the answer is due; choose an earlier time, or give the reason",
            answer_due_at=case.answer_due_at.isoformat(),
        )


@transaction.atomic
def position_withdraw(act: Act, *, code: str, department: str, reason: str = "") -> Participation:
    """Take a department out of a case; from now on it no longer sees it."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    if case.state not in ASKABLE:
        raise AnswerGone("the answer is on its way or has gone", state=case.state)
    row = Participation.objects.select_for_update().filter(case=case, department=department).first()
    if row is None:
        raise NotFound(f"the department does not take part in case {code}")
    participation_transition(
        case=case,
        row=row,
        event=PositionEvent.WITHDRAW,
        actor=act.actor,
        now=act.now,
        reason=reason.strip(),
        changes={"next_at": None},
    )
    return row


def lead_follow(event: CaseAssigned | CaseReturnedTwice) -> None:
    """Whoever leads a locked case now does not take part in it beside that."""
    row = (
        Participation.objects.filter(
            case=event.case_id, department=event.department, state__in=PARTICIPATING
        )
        .select_related("case")
        .first()
    )
    if row is not None:
        participation_transition(
            case=row.case,
            row=row,
            event=PositionEvent.WITHDRAW,
            actor=event.actor,
            now=event.at,
            changes={"next_at": None},
        )


def position_invite(
    act: Act, case: Case, department: str, *, question: str, due_at: dt.datetime
) -> None:
    """Let a department take part in a locked case to whose meeting it is called."""
    if department == case.department_id or department in case.taking_part:
        return
    row = Participation.objects.select_for_update().filter(case=case, department=department).first()
    participation_transition(
        case=case,
        row=row or Participation(case=case, department_id=department, state=""),
        event=PositionEvent.ASK,
        actor=act.actor,
        now=act.now,
        changes={
            "question": question,
            "asked_by_id": act.viewer.staff_id,
            "asked_at": act.now,
            "due_at": due_at,
            "next_at": due_at,
            "stage": 0,
        },
    )
