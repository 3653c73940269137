"""What a firm refuses waits for whoever ordered it, until it is ordered anew or settled."""

import datetime as dt
import secrets

from townline.casework.portal.api import link_hash
from townline.platform.core.history import audit
from townline.prevention.work_orders.models import OrderItem, WorkOrder
from townline.prevention.work_orders.rules import OrderEvent, OrderState, order_subject
from townline.prevention.work_orders.services.marks import (
    contractor_actor,
    objects_of,
    order_move,
    reason_of,
)


def refuse(order: WorkOrder, *, reason: str, now: dt.datetime) -> None:
    """Refuse a locked order; places that were reported done stay in it for acceptance.

    The other places go into an order of their own, which is refused: so each order has one state.
    """
    actor = contractor_actor(order)
    if order.items.exclude(done_at=None).exists():
        refused = _part_undone(order, now)
        order_move(order, OrderEvent.FINISH, actor=actor, now=now, changes={"done_at": now})
        if not order.items.filter(approved_at=None).exists():
            order_move(
                order, OrderEvent.APPROVE, actor=audit.SYSTEM, now=now, changes={"approved_at": now}
            )
    else:
        refused = order
    order_move(refused, OrderEvent.REFUSE, actor=actor, now=now, reason=reason)


def _part_undone(order: WorkOrder, now: dt.datetime) -> WorkOrder:
    """Move the places that are not done, with their looks, into an order beside this one."""
    part = WorkOrder.objects.get(pk=order.pk)
    part.pk, part.created_at = None, now
    # Nobody holds its link: the firm has refused it.
    part.token_hash, part.holder_hash = link_hash(secrets.token_hex(16)), ""
    part.save(force_insert=True)
    if part.about == order_subject(order.pk):
        part.about = order_subject(part.pk)
        part.save(update_fields=["about"])
    undone = list(order.items.filter(done_at=None).values_list("object_id", flat=True))
    order.evidence.filter(object_id__in=undone).update(order=part)
    order.items.filter(done_at=None).update(order=part)
    return part


def order_settle(*, order: WorkOrder, actor: audit.Actor, now: dt.datetime, reason: str) -> None:
    """Note that the office dealt with a refusal, with a reason. Raises WrongState."""
    order_move(
        order, OrderEvent.SETTLE, actor=actor, now=now, reason=reason_of(reason),
        changes={"settled_at": now},
    )  # fmt: skip


def refusals_settle(new: WorkOrder, *, actor: audit.Actor, now: dt.datetime) -> None:
    """Settle refusals all of whose places are ordered anew with this order, or were before."""
    ids = objects_of(new)
    rows = WorkOrder.objects.filter(
        kind=new.kind, state=OrderState.REFUSED, settled_at=None, items__object_id__in=ids
    )
    for row in rows.distinct():
        places = row.items.values("object_id")
        later = OrderItem.objects.filter(
            kind=new.kind, object_id__in=places, order__created_at__gte=row.created_at
        ).exclude(order=row.pk)
        if later.values("object_id").distinct().count() == places.count():
            order_move(
                row, OrderEvent.SETTLE, actor=actor, now=now, reason=f"#{new.pk}",
                changes={"settled_at": now},
            )  # fmt: skip
