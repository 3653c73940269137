"""The front door of orders and looks.

A room above declares its kind of object as an ``Ordered`` (``ports.py``), locks its rows and sees
that the person may; then it sends orders about them and keeps looks at them here.
"""

from townline.prevention.work_orders.errors import (
    EvidenceNeeded,
    OrderHeld,
    OrderNotFound,
    OrderOpen,
    ReasonNeeded,
    TooManyHazardPhotos,
)
from townline.prevention.work_orders.models import Contractor, Evidence, EvidencePhoto, WorkOrder
from townline.prevention.work_orders.ports import (
    Contact,
    Ordered,
    OrderNotice,
    Site,
    SiteInspection,
    StoredInspection,
)
from townline.prevention.work_orders.rules.shapes import (
    NoShape,
    Placed,
    Point,
    around,
    measure_geometry,
    point,
)
from townline.prevention.work_orders.rules.states import OPEN, OrderEvent, OrderState
from townline.prevention.work_orders.selectors.contacts import contact_of
from townline.prevention.work_orders.selectors.firms import firms
from townline.prevention.work_orders.selectors.looks import (
    InspectionDetail,
    InspectionPhoto,
    count_inspections,
    inspection_notes,
    inspections_of,
)
from townline.prevention.work_orders.selectors.orders import (
    has_open_order,
    items_open,
    late_objects,
    latest_orders,
    objects_ordered,
    order_events,
    order_late,
    orders_of,
    refusal_reason,
    refusals_of,
)
from townline.prevention.work_orders.selectors.photos import photo_of, photos_every, photos_of
from townline.prevention.work_orders.services.backfill import Past, order_import
from townline.prevention.work_orders.services.contracting import (
    look_discard,
    order_accept,
    order_look,
    order_move,
    order_refuse,
)
from townline.prevention.work_orders.services.evidence import (
    PHOTOS,
    SIZES,
    evidence_discard,
    evidence_keep,
    evidence_known,
    photos_make,
)
from townline.prevention.work_orders.services.marks import reason_of
from townline.prevention.work_orders.services.orders import (
    NewOrder,
    SentOrder,
    firm_text,
    item_approve,
    order_approve,
    order_cancel,
    order_link_renew,
    order_lock,
    order_return,
    order_send,
)
from townline.prevention.work_orders.services.persons import person_part
from townline.prevention.work_orders.services.photos import evidence_follow, photo_release
from townline.prevention.work_orders.services.refusals import order_settle
from townline.prevention.work_orders.services.reminding import orders_remind

__all__ = [
    "OPEN",
    "PHOTOS",
    "SIZES",
    "Contact",
    "Contractor",
    "Evidence",
    "EvidenceNeeded",
    "EvidencePhoto",
    "InspectionDetail",
    "InspectionPhoto",
    "NewOrder",
    "NoShape",
    "OrderEvent",
    "OrderHeld",
    "OrderNotFound",
    "OrderNotice",
    "OrderOpen",
    "OrderState",
    "Ordered",
    "Past",
    "Placed",
    "Point",
    "ReasonNeeded",
    "SentOrder",
    "Site",
    "SiteInspection",
    "StoredInspection",
    "TooManyHazardPhotos",
    "WorkOrder",
    "around",
    "contact_of",
    "count_inspections",
    "evidence_discard",
    "evidence_follow",
    "evidence_keep",
    "evidence_known",
    "firm_text",
    "firms",
    "has_open_order",
    "inspection_notes",
    "inspections_of",
    "item_approve",
    "items_open",
    "late_objects",
    "latest_orders",
    "look_discard",
    "measure_geometry",
    "objects_ordered",
    "order_accept",
    "order_approve",
    "order_cancel",
    "order_events",
    "order_import",
    "order_late",
    "order_link_renew",
    "order_lock",
    "order_look",
    "order_move",
    "order_refuse",
    "order_return",
    "order_send",
    "order_settle",
    "orders_of",
    "orders_remind",
    "person_part",
    "photo_of",
    "photo_release",
    "photos_every",
    "photos_make",
    "photos_of",
    "point",
    "reason_of",
    "refusal_reason",
    "refusals_of",
]
