"""What a broadcast writes: its state and the history of its owner (the one writer)."""

from django.db import transaction

from townline.casework.cases.api import NotAllowed, WrongState
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.incidents.broadcasts.errors import BroadcastChanged, BroadcastSent
from townline.prevention.incidents.broadcasts.models import Broadcast
from townline.prevention.incidents.broadcasts.ports import BroadcastKind, kind_of
from townline.prevention.incidents.broadcasts.rules import (
    TRANSITIONS,
    UNSENT,
    BroadcastEvent,
    BroadcastState,
)


def _sent_or_wrong(row: Broadcast, event: BroadcastEvent) -> WrongState:
    if event in {BroadcastEvent.SUBMIT, BroadcastEvent.APPROVE} and row.state not in UNSENT:
        return BroadcastSent(f"the message is {row.state} already", state=str(row.state))
    return WrongState(f"{event} is not possible while the message is {row.state}")


BROADCASTS: Machine[Broadcast, BroadcastState, BroadcastEvent] = Machine(
    model=Broadcast,
    table=TRANSITIONS,
    subject=lambda row: kind_of(row.kind).subject(row.owner),
    refusal=_sent_or_wrong,
    named=lambda row, event: f"{kind_of(row.kind).history}:{event}",
    data=lambda step: {"broadcast": step.row.pk},
)


def hold_owner(
    name: str, owner: int, viewer: Viewer, permission: Permission, *, over: bool = False
) -> BroadcastKind:
    """Lock an owner for who may do that; ``over``: also one that is over. Raises its refusals."""
    kind = kind_of(name)
    kind.hold(owner, viewer, permission, over)
    return kind


@transaction.atomic
def broadcast_may(kind: str, owner: int, viewer: Viewer, permission: Permission) -> None:
    """Refuse who may not do that with an owner's messages, before a form is read."""
    room = hold_owner(kind, owner, viewer, permission, over=True)
    if permission is Permission.WRITE and not viewer.may(room.writing):
        raise NotAllowed(f"the role {viewer.role} writes no such messages")


def lock_broadcast(kind: BroadcastKind, owner: int, number: int) -> Broadcast:
    """Lock one broadcast of a locked owner. Raises BroadcastChanged for none of it."""
    rows = Broadcast.objects.select_for_update(of=("self",))
    row = rows.filter(kind=kind.name, owner=owner, id=number).first()
    if row is None:
        raise BroadcastChanged(f"there is no message {number} of it")
    return row


def unsent(name: str, owner: int) -> Broadcast | None:
    """Lock the one that is written or waits for the mayor."""
    rows = Broadcast.objects.select_for_update(of=("self",))
    return rows.filter(kind=name, owner=owner, state__in=sorted(UNSENT)).first()
