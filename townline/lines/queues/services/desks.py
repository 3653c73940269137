"""Opening and closing a desk: one person at one desk."""

import datetime as dt

from django.db import transaction

from townline.lines.queues.errors import DeskClosed, UnknownQueue, WrongTicketState
from townline.lines.queues.models import Desk, Ticket
from townline.lines.queues.rules.tickets import TicketState
from townline.lines.queues.services.writing import publish_queue
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor


@transaction.atomic
def desk_open(*, desk: str, staff_id: int, actor: Actor, now: dt.datetime) -> None:
    """Sit down at a desk. Who takes over a desk that is open does so knowingly.

    Raises UnknownQueue.
    """
    row = _lock_desk(desk)
    was = row.open and row.staff_id == staff_id
    row.open, row.staff_id, row.opened_at = True, staff_id, now
    row.save(update_fields=["open", "staff", "opened_at"])
    if not was:
        _record_event(row, "desk:counter:open", actor, now)


@transaction.atomic
def desk_close(*, desk: str, actor: Actor, now: dt.datetime) -> None:
    """Stand up. Raises UnknownQueue, DeskClosed (it is), WrongTicketState (somebody is there)."""
    row = _lock_desk(desk)
    if not row.open:
        raise DeskClosed(desk=desk)
    if Ticket.objects.filter(desk=row, state=TicketState.CALLED).exists():
        raise WrongTicketState(state=str(TicketState.CALLED), event="close")
    row.open, row.staff = False, None
    row.save(update_fields=["open", "staff"])
    _record_event(row, "desk:counter:close", actor, now)


def _lock_desk(code: str) -> Desk:
    row = Desk.objects.select_for_update().filter(code=code, active=True).first()
    if row is None:
        raise UnknownQueue(code=code)
    return row


def _record_event(row: Desk, event: str, actor: Actor, now: dt.datetime) -> None:
    audit.record(audit.AuditEntry(subject=f"desk:{row.code}", event=event, actor=actor, at=now))
    for code in row.queues.values_list("code", flat=True):
        publish_queue(code)
