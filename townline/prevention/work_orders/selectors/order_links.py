"""What lies behind a firm's link: the order, its places, photos of them; no case and no name."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from townline.casework.portal.api import LinkOver, link_hash
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.prevention.work_orders.models import EvidencePhoto, OrderItem, WorkOrder
from townline.prevention.work_orders.ports import Ordered, Site, order_port
from townline.prevention.work_orders.rules import OPEN, OrderEvent, order_tag
from townline.prevention.work_orders.selectors.inspections import InspectionDetail, inspections_of

# So long a page of an order that is over still says so.
_AFTER = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlace:
    """One place of an order. ``photos``: what officers photographed; ``looks``: the firm's.

    ``returned``: why this place was sent back, "" where it was not or is reported done again.
    """

    item: OrderItem
    site: Site
    photos: list[Photo]
    looks: list[InspectionDetail]
    returned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """What a firm sees. ``mine``: this telephone holds the order; ``held``: another one does.

    ``returned``: why the whole was sent back last, "" if it was not.
    """

    order: WorkOrder
    kind: Ordered
    mine: bool
    held: bool
    places: list[OrderPlace]
    returned: str

    def place(self, object_id: int | None) -> OrderPlace | None:
        """Give the place of an object; without one the only place, None where there are more."""
        if object_id is None:
            return self.places[0] if len(self.places) == 1 else None
        return next((one for one in self.places if one.site.id == object_id), None)


def order_behind(token: str, now: dt.datetime) -> WorkOrder:
    """Give the order of a link. Raises LinkOver for one that is wrong or over."""
    since = (now - _AFTER).astimezone(district.current().zone).date()
    alive = Q(state__in=sorted(OPEN)) | Q(due_on__gte=since)
    rows = WorkOrder.objects.filter(alive).select_related("contractor", "created_by__department")
    order = rows.filter(token_hash=link_hash(token)).first()
    if order is None:
        raise LinkOver("there is no such link")
    return order


def holds(order: WorkOrder, holder: str) -> bool:
    """Say whether a telephone's secret is that of the order's holder."""
    known = bool(holder and order.holder_hash)
    return known and secrets.compare_digest(order.holder_hash, link_hash(holder))


def order_page(*, token: str, holder: str, now: dt.datetime) -> OrderPage:
    """Give what a link shows to a telephone. Raises LinkOver."""
    order = order_behind(token, now)
    kind = order_port(order.kind)
    items = list(order.items.order_by("id"))
    sites = kind.sites([item.object_id for item in items])
    inspections = inspections_of(order.kind, {number: site.point for number, site in sites.items()})
    mine, returned = holds(order, holder), _return_reasons(order)
    return OrderPage(
        order=order,
        kind=kind,
        mine=mine,
        held=bool(order.holder_hash) and not mine,
        places=_places(order, items, sites, inspections, returned),
        returned=returned.get(None, ""),
    )


def _places(
    order: WorkOrder,
    items: list[OrderItem],
    sites: Mapping[int, Site],
    inspections: Mapping[int, list[InspectionDetail]],
    returned: Mapping[int | None, str],
) -> list[OrderPlace]:
    return [
        OrderPlace(
            item=item,
            site=sites[item.object_id],
            photos=[
                stored.photo
                for look in inspections[item.object_id]
                if look.row.order_id is None
                for stored in look.photos
            ],
            looks=[look for look in inspections[item.object_id] if look.row.order_id == order.pk],
            returned="" if item.done_at else returned.get(item.object_id, ""),
        )
        for item in items
        if item.object_id in sites
    ]


def _return_reasons(order: WorkOrder) -> dict[int | None, str]:
    """Give why work was sent back since all was reported done last: by place, None the whole."""
    returned = order_tag(order.about, OrderEvent.RETURN)
    events = (returned, order_tag(order.about, OrderEvent.FINISH))
    lines = audit.history(order.about).filter(event__in=events, data__order=order.pk)
    found: dict[int | None, str] = {}
    for line in lines:
        if line.event == returned:
            found[line.data.get("object")] = line.reason
        else:
            found.clear()
    return found


def order_photo(*, token: str, sha256: str, now: dt.datetime) -> Photo | None:
    """Give a photo of a look at the order's places; None for any other. Raises LinkOver."""
    order = order_behind(token, now)
    ids = order.items.values("object_id")
    seen = EvidencePhoto.objects.filter(
        evidence__kind=order.kind, evidence__object_id__in=ids, sha256=sha256
    )
    return conversations.photos_by_hash([sha256]).get(sha256) if seen.exists() else None
