"""What orders write: their state, their items, and the history (the one writer)."""

import datetime as dt
from typing import Any

from townline.casework.cases.api import WrongState
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, MachineStep
from townline.prevention.work_orders.errors import ReasonNeeded
from townline.prevention.work_orders.events import OrderMoved
from townline.prevention.work_orders.models import WorkOrder
from townline.prevention.work_orders.rules import (
    OPEN,
    ORDER_TRANSITIONS,
    OrderEvent,
    OrderState,
    order_tag,
)


def _columns(step: MachineStep[WorkOrder]) -> dict[str, Any]:
    """Nobody is reminded of what is over or said to be done."""
    waits = step.after in {OrderState.SENT, OrderState.ACCEPTED}
    return {} if waits else {"remind_at": None}


def _moved_events(step: MachineStep[WorkOrder]) -> list[OrderMoved]:
    row = step.row
    return [
        OrderMoved(
            order_id=row.pk,
            kind=row.kind,
            objects=objects_of(row),
            event=step.event,
            to_state=step.after,
            actor=step.actor,
            reason=step.reason,
            at=step.at,
        )
    ]


ORDERS: Machine[WorkOrder, OrderState, OrderEvent] = Machine(
    model=WorkOrder,
    table=ORDER_TRANSITIONS,
    # An order may be part of its object's history; the states there are the object's.
    subject=lambda order: order.about,
    named=lambda order, event: order_tag(order.about, event),
    refusal=WrongState.of_move("the order"),
    states=False,
    data=lambda step: {"order": step.row.pk, "from": step.before, "to": step.after},
    columns=_columns,
    emits=_moved_events,
)


def order_move(
    order: WorkOrder,
    event: OrderEvent,
    *,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    """Move a locked order along the table; its objects are free when it is over."""
    ORDERS.move(order, event, actor=actor, now=now, reason=reason, changes=changes)
    if order.state not in OPEN:
        order.items.update(open=False)


def contractor_actor(order: WorkOrder) -> audit.Actor:
    """Name the firm of an order as who acts."""
    return audit.Actor("contractor", order.contractor_id, order.contractor.name)


def objects_of(order: WorkOrder) -> tuple[int, ...]:
    """Give what an order is about, in the order in which it was asked."""
    return tuple(order.items.order_by("id").values_list("object_id", flat=True))


def record(order: WorkOrder, event: OrderEvent, actor: audit.Actor, now: dt.datetime) -> None:
    """Write a line that moves nothing: sent, or sent again with a new link."""
    audit.record(
        audit.AuditEntry(
            subject=order.about, event=order_tag(order.about, event), actor=actor, at=now,
            data={"order": order.pk, "to": order.state},
        )
    )  # fmt: skip


def reason_of(words: str) -> str:
    """Give a reason as it is kept. Raises ReasonNeeded."""
    reason = " ".join(words.split())[:500]
    if not reason:
        raise ReasonNeeded("write why; it stays in the history")
    return reason
