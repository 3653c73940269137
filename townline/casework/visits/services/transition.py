"""How a visit changes its state (``core/history/machine.py``), and taking hold of a visit."""

import datetime as dt
from typing import Any

from townline.casework.cases.api import NotFound, WrongState, case_lock, publish, subject, survivor
from townline.casework.cases.models import Case
from townline.casework.visits.models import Visit
from townline.casework.visits.rules.visit import TRANSITIONS, VisitEvent, VisitState, visit_subject
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.history.tags import nested_tag
from townline.platform.departments.api import Permission, Viewer


def visit_lock(*, visit_id: int, viewer: Viewer) -> tuple[Case, Visit]:
    """Lock a visit and the case it belongs to now, in that order: case first.

    Raises NotFound (also for what one may not see), NotAllowed.
    """
    known = Visit.objects.select_related("case").filter(id=visit_id).first()
    if known is None:
        raise NotFound(f"there is no visit {visit_id}")
    # After a merge a visit stays with its case, but the case that goes on is the one to see.
    case = case_lock(
        code=survivor(known.case).code or "", viewer=viewer, permission=Permission.WRITE
    )
    return case, Visit.objects.select_for_update().get(id=visit_id)


VISITS: Machine[Visit, VisitState, VisitEvent] = Machine(
    model=Visit,
    table=TRANSITIONS,
    subject=lambda visit: visit_subject(visit.id),
    refusal=WrongState.of_move("the visit"),
)


def visit_transition(
    *,
    visit: Visit,
    case: Case,
    event: VisitEvent,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> VisitState:
    """Move a locked visit along the table; the history of its case gets a line too.

    ``changes`` are columns written together with the state. Raises WrongState when the table
    has no such move.
    """
    line = _case_entry(visit, case, event, actor, now, reason=reason)
    after = VISITS.move(
        visit, event, actor=actor, now=now, reason=reason, changes=changes, extra_entries=[line]
    )
    publish(case)
    return after


def visit_planned(visit: Visit, case: Case, actor: audit.Actor, now: dt.datetime) -> None:
    """Write that a visit was planned into its own history and into its case's."""
    event = VisitEvent.PLAN
    state = str(visit.state)
    own = audit.AuditEntry(
        subject=visit_subject(visit.id), event=event.tag, actor=actor, at=now, to_state=state
    )
    audit.record_many([own, _case_entry(visit, case, event, actor, now)])
    publish(case)


def _case_entry(
    visit: Visit,
    case: Case,
    event: VisitEvent,
    actor: audit.Actor,
    now: dt.datetime,
    *,
    reason: str = "",
) -> audit.AuditEntry:
    return audit.AuditEntry(
        subject=subject(case.id),
        event=nested_tag("case", event.tag),
        actor=actor,
        at=now,
        reason=reason,
        data={"visit": visit.id},
    )
