"""Orders of before: what was asked and done already comes in as it stands, with its history."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from townline.platform.core.history import audit
from townline.prevention.work_orders.models import OrderItem, WorkOrder
from townline.prevention.work_orders.rules import OPEN, OrderEvent, OrderState
from townline.prevention.work_orders.services.marks import record
from townline.prevention.work_orders.services.orders import NewOrder, order_made

_DONE = frozenset({OrderState.DONE, OrderState.APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """How far an order of before has come; ``done`` and ``approved``: when, by object."""

    accepted_at: dt.datetime | None = None
    refused: bool = False
    done: Mapping[int, dt.datetime] = field(default_factory=dict)
    approved: Mapping[int, dt.datetime] = field(default_factory=dict)

    def state(self, objects: int) -> OrderState:
        """Give the state of an order about so many objects."""
        if self.refused:
            return OrderState.REFUSED
        if len(self.approved) == objects:
            return OrderState.APPROVED
        if len(self.done) == objects:
            return OrderState.DONE
        return OrderState.ACCEPTED if self.accepted_at else OrderState.SENT


@transaction.atomic
def order_import(
    *, order: NewOrder, past: Past, actor: audit.Actor, staff_id: int, at: dt.datetime
) -> WorkOrder:
    """Bring in an order as it stands; nobody is texted, and its link is nobody's."""
    state = past.state(len(order.objects))
    over = state == OrderState.APPROVED
    row, _ = order_made(
        order, staff_id, at, state=state, accepted_at=past.accepted_at,
        planned_on=order.due_on if past.accepted_at else None,
        done_at=max(past.done.values()) if state in _DONE else None,
        approved_at=max(past.approved.values()) if over else None,
    )  # fmt: skip
    items = list(row.items.order_by("id"))
    for item in items:
        item.done_at = past.done.get(item.object_id)
        item.approved_at = past.approved.get(item.object_id)
        item.open = state in OPEN
    OrderItem.objects.bulk_update(items, ["done_at", "approved_at", "open"])
    _remember(row, actor, at)
    return row


def _remember(row: WorkOrder, actor: audit.Actor, at: dt.datetime) -> None:
    firm = audit.Actor("contractor", row.contractor_id, row.contractor.name)
    record(row, OrderEvent.SEND, actor, at)
    if row.state == OrderState.REFUSED:
        record(row, OrderEvent.REFUSE, firm, at)
    for event, who, moment in (
        (OrderEvent.ACCEPT, firm, row.accepted_at),
        (OrderEvent.FINISH, firm, row.done_at),
        (OrderEvent.APPROVE, actor, row.approved_at),
    ):
        if moment:
            record(row, event, who, moment)
