"""What a person may undo for ten minutes, written beside each regrouping."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from townline.casework.cases.models import Case, Undo
from townline.casework.cases.ports import versions_of
from townline.casework.cases.rules import subject
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.departments.api import Act

UNDO_WITHIN = dt.timedelta(minutes=10)
RESTORED_COLUMNS = (
    "state", "promise_from", "is_promised", "answer_due_at", "reminder_stage", "next_reminder_at",
    "finished_at", "danger", "private", "merged_into_id",
)  # fmt: skip
SORTED = ("department_id", "assignee_id", "service_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The texts and notes that went from one case to another, by id."""

    incoming: Sequence[int]
    outgoing: Sequence[int] = field(default=())
    notes: Sequence[int] = field(default=())


def columns_of(case: Case, names: tuple[str, ...] = RESTORED_COLUMNS) -> dict[str, Any]:
    """Give what a regrouping may change of a case, as JSON keeps it."""
    values = {name: getattr(case, name) for name in names}
    return {k: v.isoformat() if isinstance(v, dt.datetime) else v for k, v in values.items()}


def columns_read(saved: dict[str, Any]) -> dict[str, Any]:
    """Read what ``columns_of`` gave."""
    return {
        name: dt.datetime.fromisoformat(value)
        if name.endswith(("_at", "_from")) and value
        else value
        for name, value in saved.items()
    }


def last_line(*cases: Case) -> int:
    """Give the id of the last line of these cases' history."""
    lines = Transition.objects.filter(subject__in=[subject(case.id) for case in cases])
    return int(lines.aggregate(last=Max("id"))["last"] or 0)


def undo_keep(
    act: Act,
    *,
    action: str,
    case: Case,
    into: Case,
    moved: Moved,
    before: dict[str, dict[str, Any]],
) -> Undo:
    """Write what to put back; last of all, so that nothing of the deed itself is newer."""
    return Undo.objects.create(
        deed=action,
        case=case,
        into=into,
        texts={
            "incoming": list(moved.incoming),
            "outgoing": list(moved.outgoing),
            "notes": list(moved.notes),
        },
        before=before,
        drafts=versions_of(case.id, into.id),
        mark=last_line(case, into),
        by_id=act.viewer.staff_id or None,
        at=act.now,
        until=act.now + UNDO_WITHIN,
    )


def action_keep(act: Act, *, action: str, case: Case, before: dict[str, Any]) -> Undo:
    """Write how one press on one case is undone; ``before`` are its KEPT and SORTED columns."""
    return undo_keep(
        act, action=action, case=case, into=case, moved=Moved(incoming=()), before={"case": before}
    )


def remark(
    act: Act, case: Case, event: str, *, to_state: str = "", reason: str = "", **data: object
) -> None:
    """Write a line of history that changes no state."""
    audit.record(
        audit.AuditEntry(
            subject=subject(case.id),
            event=event,
            actor=act.actor,
            at=act.now,
            to_state=to_state,
            reason=reason,
            data=data,
        )
    )
