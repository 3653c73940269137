"""What lies behind a firm's link."""

import datetime as dt

from django.db.models import Q

from townline.casework.portal.api import LinkOver, link_hash
from townline.prevention.hazards.models import RepairOrder
from townline.prevention.hazards.rules.orders import OPEN

# So long a page of an order that is over still says so.
_AFTER = dt.timedelta(days=30)


def order_behind(token: str, now: dt.datetime) -> RepairOrder:
    """Give the order of a link. Raises LinkOver for one that is wrong or over."""
    alive = Q(state__in=sorted(OPEN)) | Q(due_on__gte=(now - _AFTER).date())
    rows = RepairOrder.objects.filter(alive).select_related("hazard", "contractor")
    order = rows.filter(token_hash=link_hash(token)).first()
    if order is None:
        raise LinkOver("there is no such link")
    return order
