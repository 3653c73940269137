"""The one writer of a visit's state."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.cases.errors import NotFound, WrongState
from townline.cases.models import Case, Visit
from townline.cases.rules import subject
from townline.cases.rules.visit import TRANSITIONS, VisitEvent, VisitState, visit_subject
from townline.cases.selectors.aliases import survivor
from townline.cases.services.transition import case_lock, publish
from townline.core import audit
from townline.departments.api import Power, Viewer


def visit_lock(*, visit_id: int, viewer: Viewer) -> tuple[Case, Visit]:
    """Lock a visit and the case it belongs to now, in that order: case first.

    Raises NotFound (also for what one may not see), NotAllowed.
    """
    known = Visit.objects.select_related("case").filter(id=visit_id).first()
    if known is None:
        raise NotFound(f"there is no visit {visit_id}")
    # After a merge a visit stays with its case, but the case that goes on is the one to see.
    case = case_lock(code=survivor(known.case).code or "", viewer=viewer, power=Power.WRITE)
    return case, Visit.objects.select_for_update().get(id=visit_id)


@transaction.atomic
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
    """Move a locked visit along the table; the history of visit and case get a line each.

    ``changes`` are columns written together with the state. Raises WrongState when the table
    has no such move.
    """
    before = VisitState(visit.state)
    after = TRANSITIONS.get((before, event))
    if after is None:
        raise WrongState(f"{event} is not possible while the visit is {before}", state=before)
    visit.state = after
    for name, value in (changes or {}).items():
        setattr(visit, name, value)
    visit.save(update_fields=["state", *(changes or {})])
    visit_record(visit, case, event, actor, now, from_state=before, reason=reason)
    return after


def visit_record(
    visit: Visit,
    case: Case,
    event: VisitEvent,
    actor: audit.Actor,
    now: dt.datetime,
    *,
    from_state: str = "",
    reason: str = "",
) -> None:
    """Write what happened to a visit into its own history and into its case's."""
    states: dict[str, Any] = {"from_state": from_state, "to_state": str(visit.state)}
    line: dict[str, Any] = {"event": event, "actor": actor, "at": now, "reason": reason}
    audit.record_many(
        [
            audit.Entry(subject=visit_subject(visit.id), **line, **states),
            audit.Entry(subject=subject(case.id), **line, data={"visit": visit.id}),
        ]
    )
    publish(case)
