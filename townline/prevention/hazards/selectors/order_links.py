"""What lies behind a firm's link: the order, the spot, and photos of it; nobody's case or name."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db.models import Q

from townline.casework.portal.api import LinkOver, link_hash
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.core.history import audit
from townline.prevention.hazards.models import EvidencePhoto, RepairOrder
from townline.prevention.hazards.rules.orders import OPEN, OrderEvent
from townline.prevention.hazards.rules.states import hazard_subject
from townline.prevention.hazards.selectors.detail import KeptLook, looks_of

# So long a page of an order that is over still says so.
_AFTER = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """What a firm sees. ``mine``: this telephone holds the order; ``held``: another one does.

    ``photos``: what officers photographed; ``looks``: what the firm sent; ``returned``: why it
    was sent back last, "" if it was not.
    """

    order: RepairOrder
    mine: bool
    held: bool
    photos: list[Photo]
    looks: list[KeptLook]
    returned: str


def order_behind(token: str, now: dt.datetime) -> RepairOrder:
    """Give the order of a link. Raises LinkOver for one that is wrong or over."""
    alive = Q(state__in=sorted(OPEN)) | Q(due_on__gte=(now - _AFTER).date())
    rows = RepairOrder.objects.filter(alive).select_related("hazard", "contractor")
    order = rows.filter(token_hash=link_hash(token)).first()
    if order is None:
        raise LinkOver("there is no such link")
    return order


def holds(order: RepairOrder, holder: str) -> bool:
    """Say whether a telephone's secret is that of the order's holder."""
    known = bool(holder and order.holder_hash)
    return known and secrets.compare_digest(order.holder_hash, link_hash(holder))


def order_page(*, token: str, holder: str, now: dt.datetime) -> OrderPage:
    """Give what a link shows to a telephone. Raises LinkOver."""
    order = order_behind(token, now)
    looks = looks_of(order.hazard)
    mine = holds(order, holder)
    return OrderPage(
        order=order,
        mine=mine,
        held=bool(order.holder_hash) and not mine,
        photos=[kept.photo for look in looks if look.row.order_id is None for kept in look.photos],
        looks=[look for look in looks if look.row.order_id == order.pk],
        returned=_returned(order),
    )


def _returned(order: RepairOrder) -> str:
    """Give why the work was sent back, as long as it was not reported done again."""
    asked = (OrderEvent.RETURN.tag, OrderEvent.FINISH.tag)
    lines = audit.history(hazard_subject(order.hazard_id)).filter(event__in=asked)
    last = lines.filter(data__order=order.pk).last()
    return last.reason if last and last.event == OrderEvent.RETURN.tag else ""


def order_photo(*, token: str, sha256: str, now: dt.datetime) -> Photo | None:
    """Give a photo of a look at the order's spot; None for any other. Raises LinkOver."""
    order = order_behind(token, now)
    rows = EvidencePhoto.objects.filter(evidence__hazard=order.hazard_id, sha256=sha256)
    return conversations.photos_by_hash([sha256]).get(sha256) if rows.exists() else None
