"""The telephone of an order's firm, as the rooms' pages of an order show it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from townline.platform.core import clock
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Permission, Viewer
from townline.platform.web.reading import read
from townline.prevention.work_orders import api
from townline.prevention.work_orders.views.inputs import OrderReason


def phone_context(order: api.WorkOrder, viewer: Viewer) -> dict[str, object]:
    """Give what ``work_orders/firm_phone.html`` shows of an order; one query."""
    masked = api.firm_phones([order]).get(order.pk, "")
    return {"firm_phone": masked, "may_reveal": viewer.may(Permission.REVEAL)}


def number_page(
    request: HttpRequest, viewer: Viewer, order: api.WorkOrder, back: str
) -> HttpResponse:
    """Show the number once to a person who writes why; it stays in the access log."""
    reason = read(request, OrderReason).reason
    number = api.firm_number(order=order, actor=viewer.actor, reason=reason, now=clock.now())
    context = {"firm": order.contractor.name, "number": msisdn.national(number), "back": back}
    return render(request, "work_orders/firm_number.html", context)
