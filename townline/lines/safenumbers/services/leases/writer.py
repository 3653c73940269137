"""How a lease changes its state (``core/history/machine.py``), and taking hold of a lease."""

from uuid import UUID

from townline.casework.cases.api import NotAllowed, WrongState
from townline.lines.safenumbers.errors import LeaseNotFound
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.rules.leases import (
    TRANSITIONS,
    LeaseEvent,
    LeaseState,
    lease_subject,
)
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Permission, Viewer


def lease_lock(lease_id: UUID) -> Lease:
    """Take hold of a lease until the transaction ends. Raises LeaseNotFound."""
    row = LEASES.lock(lease_id)
    if row is None:
        raise LeaseNotFound("there is no such lease")
    return row


LEASES: Machine[Lease, LeaseState, LeaseEvent] = Machine(
    model=Lease,
    table=TRANSITIONS,
    subject=lambda row: lease_subject(row.id),
    refusal=lambda row, event: WrongState(
        f"{event} is not possible while it is {row.state}", state=str(row.state)
    ),
    columns=lambda step: {"ended_at": step.at} if step.after is LeaseState.ENDED else {},
)


# The owner's page and texts act as this; which of the owner's telephones it was is not kept.
OWNER = audit.Actor("owner", None, "차 주인")
type By = Viewer | audit.Actor


def acting(by: By) -> audit.Actor:
    """Give who acts, for the history. Raises NotAllowed for staff without the power."""
    if isinstance(by, audit.Actor):
        return by
    if not by.may(Permission.NUMBERS):
        raise NotAllowed("safe numbers are issued and kept by the front desk")
    return by.actor
