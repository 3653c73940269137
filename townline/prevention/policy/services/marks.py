"""What a matter writes: its stage, who does what comes next, and the history (the one writer)."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.casework.cases.api import NotAllowed, WrongState
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, MachineStep
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.policy.errors import MatterNotFound, PolicyReason
from townline.prevention.policy.models import Matter
from townline.prevention.policy.rules.states import (
    ENDED,
    HEARS_OPINIONS,
    TRANSITIONS,
    WITH_REASON,
    PolicyEvent,
    PolicyRemark,
    Stage,
    policy_subject,
)
from townline.prevention.policy.selectors.visibility import changes

_REASON = 2_000


def _columns(step: MachineStep[Matter]) -> dict[str, Any]:
    """Keep when it ended and why; what is over hears no opinions and waits for nobody."""
    found: dict[str, Any] = {"ended_at": None}
    if step.after in ENDED:
        found |= {"ended_at": step.at, "owner_id": None, "due_on": None, "notice_at": None}
    if step.after not in HEARS_OPINIONS:
        found["hears"] = False
    if step.event in WITH_REASON:
        found["reason"] = step.reason
    return found


MATTER_MACHINE: Machine[Matter, Stage, PolicyEvent] = Machine(
    model=Matter,
    table=TRANSITIONS,
    subject=lambda matter: policy_subject(matter.pk),
    refusal=WrongState.of_move("the matter"),
    columns=_columns,
)


def matter_lock(number: int, viewer: Viewer, permission: Permission = Permission.WRITE) -> Matter:
    """Lock a matter that the viewer may act on. Raises MatterNotFound, NotAllowed."""
    matter = MATTER_MACHINE.lock(number)
    if matter is None or not viewer.reads:
        raise MatterNotFound(f"there is no matter {number}")
    may(viewer, permission)
    if not changes(viewer, matter, permission):
        raise NotAllowed(f"matter {number} is another department's")
    return matter


@transaction.atomic
def matter_may(number: int, viewer: Viewer, permission: Permission = Permission.WRITE) -> None:
    """Refuse who may not act on a matter, before a form is read."""
    matter_lock(number, viewer, permission)


def may(viewer: Viewer, permission: Permission) -> None:
    """Raise NotAllowed where the viewer may not."""
    if not viewer.may(permission):
        raise NotAllowed(f"the role {viewer.role} may not do this ({permission})")


def reason_of(words: str) -> str:
    """Give a reason as it is kept. Raises PolicyReason."""
    reason = words.strip()[:_REASON]
    if not reason:
        raise PolicyReason("write why; it stays in the history")
    return reason


def matter_record(
    matter: Matter, event: PolicyRemark, actor: audit.Actor, now: dt.datetime, *,
    reason: str = "", **data: object,
) -> None:  # fmt: skip
    """Write one line into the history of a matter."""
    audit.record(
        audit.AuditEntry(
            subject=policy_subject(matter.pk), event=event, actor=actor, at=now, reason=reason,
            data=dict(data),
        )
    )  # fmt: skip


def today(now: dt.datetime) -> dt.date:
    """Give the district's day."""
    return now.astimezone(district.current().zone).date()
