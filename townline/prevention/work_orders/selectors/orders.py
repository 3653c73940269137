"""Orders as the rooms read them whose objects they are about."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.settings import Office
from townline.prevention.work_orders.models import Contractor, OrderItem, WorkOrder
from townline.prevention.work_orders.ports import Contact
from townline.prevention.work_orders.rules import (
    OPEN,
    ORDER_TRANSITIONS,
    OrderEvent,
    OrderState,
    order_tag,
)


def orders_of(kind: str, object_id: int) -> list[WorkOrder]:
    """Give the orders about an object, latest first; one query."""
    rows = WorkOrder.objects.filter(items__kind=kind, items__object_id=object_id)
    return list(rows.select_related("contractor").order_by("-id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRefusal:
    """An order that its firm refused: why and when, and which objects wait for another firm."""

    order: WorkOrder
    reason: str
    at: dt.datetime
    objects: Sequence[int]


def refusals_of(staff: Collection[int], limit: int = 50) -> list[OrderRefusal]:
    """Give refusals that wait for these people, who ordered; the oldest first; three queries."""
    rows = WorkOrder.objects.filter(
        state=OrderState.REFUSED, settled_at=None, created_by__in=list(staff)
    )
    found = rows.select_related("contractor").prefetch_related("items").order_by("id")[:limit]
    orders = {row.pk: row for row in found}
    lines = audit.history_of({row.about for row in orders.values()}) if orders else ()
    why = {
        line.data.get("order"): line
        for line in lines
        if line.event.endswith(f":{OrderEvent.REFUSE}")
    }
    return [
        OrderRefusal(
            order=row, reason=why[number].reason, at=why[number].at,
            objects=[item.object_id for item in row.items.all()],
        )
        for number, row in orders.items()
        if number in why
    ]  # fmt: skip


def latest_orders(kind: str, ids: Collection[int]) -> dict[int, WorkOrder]:
    """Give for each object the order that is open, else its last one; one query."""
    found: dict[int, WorkOrder] = {}
    items = OrderItem.objects.filter(kind=kind, object_id__in=list(ids))
    for item in items.select_related("order").order_by("order"):
        known = found.get(item.object_id)
        if known is None or known.state not in OPEN:
            found[item.object_id] = item.order
    return found


def late_objects(kind: str, today: dt.date) -> QuerySet[OrderItem, Any]:
    """Give, as part of a query, the objects whose open order is past its day."""
    late = OrderItem.objects.filter(kind=kind, open=True, order__due_on__lt=today)
    return late.values("object_id")


def has_open_order(kind: str, object_id: int) -> bool:
    """Say whether an object has an open order; one query."""
    return OrderItem.objects.filter(kind=kind, object_id=object_id, open=True).exists()


def items_open(kind: str, firm: str) -> list[tuple[int, dt.date | None]]:
    """Give what a firm has yet to do: each object and its order's planned day; one query."""
    rows = OrderItem.objects.filter(
        kind=kind, open=True, done_at=None, order__contractor__name=firm
    )
    return list(rows.values_list("object_id", "order__planned_on"))


def objects_ordered(kind: str, ids: Collection[int]) -> list[int]:
    """Give which of these objects have an open order; one query."""
    rows = OrderItem.objects.filter(kind=kind, object_id__in=list(ids), open=True)
    return list(rows.values_list("object_id", flat=True))


def order_events(order: WorkOrder) -> frozenset[str]:
    """Give what may be done with an order now."""
    return frozenset(str(event) for state, event in ORDER_TRANSITIONS if state == order.state)


def refusal_reason(order: WorkOrder) -> str:
    """Give why the firm refused an order, "" where it did not; one query."""
    event = order_tag(order.about, OrderEvent.REFUSE)
    lines = audit.history(order.about).filter(event=event, data__order=order.pk)
    return lines.order_by("-id").values_list("reason", flat=True).first() or ""


def order_late(order: WorkOrder, today: dt.date) -> bool:
    """Say whether an open order is past its day."""
    return order.state in OPEN and order.due_on < today


# Firms, as forms offer them.


def firms() -> list[str]:
    """Give the names of the firms that work; one query."""
    rows = Contractor.objects.filter(active=True).order_by("name")
    return list(rows.values_list("name", flat=True))


def firm_phones(orders: Iterable[WorkOrder]) -> dict[int, str]:
    """Give the masked telephones of orders' firms by order, where one is known; one query."""
    owners = {order.pk: order.contractor.resident_id or 0 for order in orders}
    briefs = conversations.residents_brief(set(owners.values()))
    return {order: briefs[owner].masked for order, owner in owners.items() if owner in briefs}


# Whom a firm calls about an order: the department of the person who ordered.


def contact_of(order: WorkOrder, language: str = "ko") -> Contact:
    """Give the contact of an order; the duty telephone where the department has none.

    One query, none where ``created_by__department`` was selected with the order.
    """
    office = district.part(Office)
    department = order.created_by.department
    name = "name_en" if language == "en" else "name_ko"
    return Contact(
        office=office.name.in_language(language),
        department=getattr(department, name, "") if department else "",
        phone=(department.phone if department else "") or office.duty_phone,
    )
