"""How a case changes its state (``core/history/machine.py``), and taking hold of a case."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.casework.cases.errors import Merged, NotAllowed, NotFound, OnlyTakesPart, WrongState
from townline.casework.cases.events import CaseChanged
from townline.casework.cases.models import Case
from townline.casework.cases.rules import (
    PUT_BACK,
    TRANSITIONS,
    UNSORTED,
    CaseEvent,
    CaseState,
    subject,
)
from townline.casework.cases.selectors.codes import survivor
from townline.casework.cases.selectors.limited import leads, people_of_limited, recipients_of
from townline.casework.cases.selectors.lists import sees
from townline.platform.core import live
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, MachineStep
from townline.platform.departments.api import Permission, Viewer


def case_lock(
    *, code: str, viewer: Viewer, permission: Permission, allow_participants: bool = False
) -> Case:
    """Lock a case that the viewer sees and may act on, for the rest of the transaction.

    Who only takes part sees it, and may do no more than what says so with ``allow_participants``.
    Raises NotFound (also for cases outside one's department, which one may not know of),
    NotAllowed, and Merged for a case that went on in another one.
    """
    case = Case.objects.select_for_update().filter(code=code).first()
    return case_check(
        case, code=code, viewer=viewer, permission=permission, allow_participants=allow_participants
    )


def case_check(
    case: Case | None,
    *,
    code: str,
    viewer: Viewer,
    permission: Permission,
    allow_participants: bool = False,
) -> Case:
    """Refuse a case that the viewer may not see or act on; ``case_lock`` says how."""
    if case is None or not sees(viewer, case):
        raise NotFound(f"there is no case {code}", code=code)
    if not viewer.may(permission):
        raise NotAllowed(f"the role {viewer.role} may not do this ({permission})")
    if not (
        allow_participants or leads(viewer, department=case.department_id, private=case.private)
    ):
        raise OnlyTakesPart("only the department that leads the case may do this")
    if case.state == CaseState.MERGED:
        into = survivor(case).code
        raise Merged(f"case {code} was merged into {into}", state=case.state, merged_into=into)
    return case


def _change_events(step: MachineStep[Case]) -> list[CaseChanged]:
    return [
        CaseChanged(
            case_id=step.row.id,
            code=step.row.code or "",
            event=step.event,
            from_state=step.before,
            to_state=step.after,
            at=step.at,
        )
    ]


CASES: Machine[Case, CaseState, CaseEvent] = Machine(
    model=Case,
    table=TRANSITIONS,
    put_back=PUT_BACK,
    subject=lambda case: subject(case.id),
    refusal=WrongState.of_move("the case"),
    # Whoever sorted it has looked.
    columns=lambda step: {
        "updated_at": step.at,
        "look_first": step.row.look_first and step.after in UNSORTED,
        "review_at": step.row.review_at if step.after == step.before else None,
    },
    emits=_change_events,
)


@transaction.atomic
def case_transition(
    *,
    case: Case,
    event: CaseEvent,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    back_to: CaseState | None = None,
) -> CaseState:
    """Move a locked case along the table, and tell other rooms and open pages.

    ``changes`` are columns written together with the state. ``back_to`` is the state that an
    undone step leads back to. Raises WrongState when the table has no such move.
    """
    old_department = case.department_id
    after = CASES.move(
        case,
        event,
        actor=actor,
        now=now,
        reason=reason,
        changes=changes,
        data=data,
        back_to=back_to,
    )
    publish(case, also=old_department)
    return after


def publish(case: Case, *, kind: str = "case", also: str | None = None) -> None:
    """Tell the pages of those who may see the case."""
    if case.private:
        live.publish(kind, case.code or "", only=people_of_limited(case))
        return
    audience = (case.department_id, also, *case.taking_part)
    live.publish(kind, case.code or "", {d for d in audience if d}, people=recipients_of(case))
