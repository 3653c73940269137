"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.core import clock
from townline.platform.core.text.particles import settle
from townline.platform.departments import api as departments
from townline.platform.departments.guards import case_reader
from townline.platform.web.registry import Todo
from townline.prevention.work_orders.ports import order_port
from townline.prevention.work_orders.selectors.orders import OrderRefusal, refusals_of


def refusal_todos(request: HttpRequest) -> Sequence[Todo]:
    """Give the refusals that wait for who looks: of their own orders, and of whom they cover."""
    viewer = case_reader(request)
    if viewer is None:
        return ()
    people = {viewer.staff_id, *departments.covered_by(viewer.staff_id, clock.now())}
    return [_todo(one) for one in refusals_of(people)]


def _todo(one: OrderRefusal) -> Todo:
    order = one.order
    words = gettext("%(firm)s이(가) 발주 #%(number)s을(를) 거절했습니다 (%(n)s곳)")
    return Todo(
        url=order_port(order.kind).page(order.pk, one.objects),
        text=settle(
            words % {"firm": order.contractor.name, "number": order.pk, "n": len(one.objects)}
        ),
        detail=one.reason,
        since=one.at,
    )
