"""The one writer of a lease's state, and taking hold of a lease."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from townline.core import audit
from townline.safenumbers.errors import LeaseNotFound, WrongState
from townline.safenumbers.models import Lease
from townline.safenumbers.rules.leases import (
    LeaseEvent,
    LeaseState,
    lease_after,
    lease_subject,
)


def lease_lock(lease_id: UUID) -> Lease:
    """Take hold of a lease until the transaction ends. Raises LeaseNotFound."""
    row = Lease.objects.select_for_update(of=("self",)).filter(id=lease_id).first()
    if row is None:
        raise LeaseNotFound("there is no such lease")
    return row


@transaction.atomic
def lease_transition(
    *,
    row: Lease,
    event: LeaseEvent,
    actor: audit.Actor,
    now: dt.datetime,
    changes: dict[str, Any] | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> LeaseState:
    """Move a locked lease along its table and write its history (``lease_subject``).

    Raises WrongState when the table has no such move.
    """
    before = LeaseState(row.state)
    after = lease_after(before, event)
    if after is None:
        raise WrongState(f"{event} is not possible while it is {before}", state=str(before))
    columns: dict[str, Any] = {"state": after} | (changes or {})
    if after is LeaseState.ENDED:
        columns["ended_at"] = now
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    audit.record(
        audit.Entry(
            subject=lease_subject(row.id),
            event=f"lease:{event}",
            actor=actor,
            at=now,
            from_state=before,
            to_state=after,
            reason=reason,
            data=data,
        )
    )
    return after
