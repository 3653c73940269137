"""The one writer of a case's state."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.cases.errors import Merged, NotAllowed, NotFound, OnlyTakesPart, WrongState
from townline.cases.events import CaseChanged
from townline.cases.models import Case
from townline.cases.rules import UNSORTED, Event, State, state_after, subject
from townline.cases.selectors.aliases import survivor
from townline.cases.selectors.limited import leads, people_of_limited, people_told
from townline.cases.selectors.lists import sees
from townline.core import audit, events, live
from townline.departments.api import Power, Viewer


def case_lock(*, code: str, viewer: Viewer, power: Power, taking_part: bool = False) -> Case:
    """Lock a case that the viewer sees and may act on, for the rest of the transaction.

    Who only takes part sees it, and may do no more than what says so with ``taking_part``.
    Raises NotFound (also for cases outside one's department, which one may not know of),
    NotAllowed, and Merged for a case that went on in another one.
    """
    case = Case.objects.select_for_update().filter(code=code).first()
    return case_check(case, code=code, viewer=viewer, power=power, taking_part=taking_part)


def case_check(
    case: Case | None, *, code: str, viewer: Viewer, power: Power, taking_part: bool = False
) -> Case:
    """Refuse a case that the viewer may not see or act on; ``case_lock`` says how."""
    if case is None or not sees(viewer, case):
        raise NotFound(f"there is no case {code}", code=code)
    if not viewer.may(power):
        raise NotAllowed(f"the role {viewer.role} may not do this ({power})")
    if not (taking_part or leads(viewer, department=case.department_id, private=case.private)):
        raise OnlyTakesPart("only the department that leads the case may do this")
    if case.state == State.MERGED:
        into = survivor(case).code
        raise Merged(f"case {code} was merged into {into}", state=case.state, merged_into=into)
    return case


@transaction.atomic
def case_transition(
    *,
    case: Case,
    event: Event,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    back_to: State | None = None,
) -> State:
    """Move a locked case along the table, write the history, tell other rooms and open pages.

    ``changes`` are columns written together with the state. ``back_to`` is the state that an
    undone step leads back to. Raises WrongState when the table has no such move.
    """
    before = State(case.state)
    after = state_after(before, event, back_to)
    if after is None:
        raise WrongState(f"{event} is not possible while the case is {before}", state=str(before))
    old_department = case.department_id
    case.state = after
    case.updated_at = now
    for name, value in (changes or {}).items():
        setattr(case, name, value)
    # Whoever sorted it has looked.
    case.look_first = case.look_first and after in UNSORTED
    case.save(update_fields=["state", "updated_at", "look_first", *(changes or {})])
    audit.record(
        audit.Entry(
            subject=subject(case.id),
            event=event,
            actor=actor,
            at=now,
            from_state=before,
            to_state=after,
            reason=reason,
            data=data,
        )
    )
    code = case.code or ""
    events.emit(
        CaseChanged(
            case_id=case.id, code=code, event=event, from_state=before, to_state=after, at=now
        )
    )
    publish(case, also=old_department)
    return after


def publish(case: Case, *, kind: str = "case", also: str | None = None) -> None:
    """Tell the pages of those who may see the case."""
    if case.private:
        live.publish(kind, case.code or "", only=people_of_limited(case))
        return
    told = (case.department_id, also, *case.taking_part)
    live.publish(kind, case.code or "", {d for d in told if d}, people=people_told(case))
