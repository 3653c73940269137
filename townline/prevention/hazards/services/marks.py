"""What a hazard writes: its own state, its columns of time, and the history (the one writer)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from townline.casework.cases.api import NotAllowed, WrongState, subject, survivor
from townline.platform.core import live
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, MachineStep
from townline.platform.core.history.tags import nested_tag
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.hazards.errors import HazardNotFound
from townline.prevention.hazards.events import HazardMoved
from townline.prevention.hazards.models import Hazard, HazardCase
from townline.prevention.hazards.rules.states import (
    PUT_BACK,
    TRANSITIONS,
    HazardEvent,
    HazardRemark,
    HazardState,
    hazard_subject,
)
from townline.prevention.hazards.selectors.hazards import sees

_ENDS = frozenset({HazardState.CLOSED, HazardState.DISMISSED, HazardState.MERGED})
# What stands in the histories of its cases too.
CASE_EVENTS = frozenset(
    {HazardEvent.MAKE_SAFE, HazardEvent.REPAIR, HazardEvent.DISMISS, HazardEvent.REOPEN}
)


def _columns(step: MachineStep[Hazard]) -> dict[str, Any]:
    """Keep when it was made safe, repaired, over; what is bad again is none of them."""
    ended = step.at if step.after in _ENDS else None
    found: dict[str, Any] = {"ended_at": ended}
    if step.event == HazardEvent.MAKE_SAFE:
        found["made_safe_at"] = step.at
    if step.event == HazardEvent.REPAIR:
        found |= {"repaired_at": step.at, "made_safe_at": step.row.made_safe_at or step.at}
    if step.event == HazardEvent.REOPEN:
        safe = step.row.made_safe_at if step.after == HazardState.MADE_SAFE else None
        found |= {"repaired_at": None, "made_safe_at": safe}
    return found


def _moved_events(step: MachineStep[Hazard]) -> list[HazardMoved]:
    return [
        HazardMoved(
            hazard_id=step.row.pk,
            event=step.event,
            from_state=step.before,
            to_state=step.after,
            at=step.at,
            into=step.row.merged_into_id,
        )
    ]


HAZARDS: Machine[Hazard, HazardState, HazardEvent] = Machine(
    model=Hazard,
    table=TRANSITIONS,
    put_back=PUT_BACK,
    subject=lambda hazard: hazard_subject(hazard.pk),
    refusal=WrongState.of_move("the hazard"),
    data=lambda step: {"kind": step.row.kind},
    columns=_columns,
    emits=_moved_events,
)


def hazard_lock(
    hazard_id: int, viewer: Viewer, permission: Permission = Permission.WRITE
) -> Hazard:
    """Lock a hazard that the viewer sees and may act on. Raises HazardNotFound, NotAllowed."""
    hazard = HAZARDS.lock(hazard_id)
    if hazard is None or not sees(viewer, hazard):
        raise HazardNotFound(f"there is no hazard {hazard_id}")
    if not viewer.may(permission):
        raise NotAllowed(f"the role {viewer.role} may not do this ({permission})")
    return hazard


def hazard_move(
    hazard: Hazard,
    event: HazardEvent,
    *,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    back_to: HazardState | None = None,
) -> None:
    """Move a locked hazard along the table, with its cases' histories. Raises WrongState."""
    lines = _case_entries(hazard, event, actor, now, reason) if event in CASE_EVENTS else []
    HAZARDS.move(
        hazard, event, actor=actor, now=now, reason=reason, changes=changes, back_to=back_to,
        extra_entries=lines,
    )  # fmt: skip
    publish(hazard)


def _case_entries(
    hazard: Hazard, event: HazardEvent, actor: audit.Actor, now: dt.datetime, reason: str
) -> list[audit.AuditEntry]:
    rows = HazardCase.objects.filter(hazard=hazard).select_related("case").order_by("case")
    # After a merge of cases the one that goes on is the one whose history is read.
    ids = dict.fromkeys(survivor(row.case).id for row in rows)
    return [
        audit.AuditEntry(
            subject=subject(case),
            event=nested_tag("case", event.tag),
            actor=actor,
            at=now,
            reason=reason,
            data={"hazard": hazard.pk},
        )
        for case in ids
    ]


def hazard_record(
    hazard: Hazard,
    event: HazardRemark,
    actor: audit.Actor,
    now: dt.datetime,
    *,
    reason: str = "",
    cases: Iterable[int] = (),
    **data: object,
) -> None:
    """Write one line into the history of a hazard; of ``cases`` (ids) one each as well."""
    own = audit.AuditEntry(
        subject=hazard_subject(hazard.pk),
        event=event,
        actor=actor,
        at=now,
        reason=reason,
        data=dict(data),
    )
    lines = [
        audit.AuditEntry(
            subject=subject(case),
            event=f"case:hazard:{event.rpartition(':')[2]}",
            actor=actor,
            at=now,
            data={"hazard": hazard.pk},
        )
        for case in cases
    ]
    audit.record_many([own, *lines])


def publish(hazard: Hazard) -> None:
    """Tell the pages of those who may see it."""
    live.publish("hazard", str(hazard.pk), [hazard.department] if hazard.department else [])
