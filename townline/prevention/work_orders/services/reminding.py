"""A firm that is silent, or late, is reminded by a text; as its kind of object says."""

import datetime as dt

from django.db import transaction

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.prevention.work_orders.models import WorkOrder
from townline.prevention.work_orders.ports import order_port
from townline.prevention.work_orders.rules import OrderEvent, OrderState
from townline.prevention.work_orders.services.marks import order_move
from townline.prevention.work_orders.services.orders import firm_text, order_notice

_AGAIN = dt.timedelta(days=3)
_WAITS = (OrderState.SENT, OrderState.ACCEPTED)


def orders_remind(*, now: dt.datetime, limit: int = 500) -> int:
    """Text the firm of each order whose moment has come; one transaction each, safe to repeat."""
    due = WorkOrder.objects.filter(remind_at__lte=now, state__in=_WAITS).order_by("remind_at", "id")
    ids = list(due.values_list("id", flat=True)[:limit])
    return sum(_remind(each, now) for each in ids)


@transaction.atomic
def _remind(order_id: int, now: dt.datetime) -> bool:
    free = WorkOrder.objects.select_for_update(skip_locked=True, of=("self",))
    rows = free.filter(remind_at__lte=now, state__in=_WAITS).select_related("contractor")
    order = rows.filter(id=order_id).first()
    if order is None:
        return False
    words = order_port(order.kind).reminder
    if words is None:
        WorkOrder.objects.filter(pk=order.pk).update(remind_at=None)
        return False
    order_move(
        order, OrderEvent.REMIND, actor=audit.SYSTEM, now=now,
        changes={"remind_at": _next(order, now)},
    )  # fmt: skip
    # Its link is known to nobody but the firm: the reminder cannot name it again.
    return firm_text(order, order.contractor, words(order_notice(order, "")), now)


def _next(order: WorkOrder, now: dt.datetime) -> dt.datetime:
    """Say when the next one is due: the day before the work's day, then every three days."""
    eve = dt.datetime.combine(
        order.due_on - dt.timedelta(days=1), dt.time(9), tzinfo=district.current().zone
    )
    return eve if eve > now + dt.timedelta(hours=12) else now + _AGAIN
