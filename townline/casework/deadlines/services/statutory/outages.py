"""Times in which nobody of the district could work, such as an outage of its computers."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import InvalidInput, NotAllowed, NotFound
from townline.casework.deadlines.models import LegalPause
from townline.casework.deadlines.services.statutory.recounting import Moved, legal_recount
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission, Viewer


def _check(viewer: Viewer) -> None:
    if not viewer.may(Permission.MANAGE):
        raise NotAllowed(f"the role {viewer.role} may not stop the legal clocks")


@transaction.atomic
def outage_add(
    act: Act, *, start_at: dt.datetime, reason: str, end_at: dt.datetime | None = None
) -> list[Moved]:
    """Stop all legal clocks for a time, or until further notice; give the cases that moved.

    Raises NotAllowed, InvalidInput for a time that ends before it begins or begins in the future.
    """
    _check(act.viewer)
    if not reason.strip():
        raise InvalidInput("write the reason; it stays in the history")
    if start_at > act.now or (end_at is not None and end_at <= start_at):
        raise InvalidInput("an outage begins before now, and ends after it began")
    pause = LegalPause.objects.create(
        start_at=start_at, end_at=end_at, reason=reason.strip(), by_id=act.viewer.staff_id
    )
    return _apply_outage(act, pause, "calendar:outage:add", reason.strip())


@transaction.atomic
def outage_end(act: Act, *, outage: int) -> list[Moved]:
    """Let all legal clocks go on; give the cases that moved. Raises NotAllowed, NotFound."""
    _check(act.viewer)
    pause = (
        LegalPause.objects.select_for_update().filter(id=outage, clock=None, end_at=None).first()
    )
    if pause is None:
        raise NotFound("there is no such outage, or it has ended")
    pause.end_at = act.now
    pause.save(update_fields=["end_at"])
    return _apply_outage(act, pause, "calendar:outage:end", pause.reason)


def _apply_outage(act: Act, pause: LegalPause, event: str, reason: str) -> list[Moved]:
    district.forget()
    moved = legal_recount(now=act.now, actor=act.actor, reason=reason)
    audit.record(
        audit.AuditEntry(
            subject="calendar",
            event=event,
            actor=act.actor,
            at=act.now,
            reason=reason,
            data={"outage": pause.id, "moved": len(moved)},
        )
    )
    return moved
