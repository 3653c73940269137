"""The front door of orders and looks.

A room above declares its kind of object as an ``Ordered`` (``ports.py``), locks its rows and sees
that the person may; then it sends orders about them and keeps looks at them here.
"""

from townline.prevention.work_orders.errors import (
    EvidenceNeeded as EvidenceNeeded,
    OrderHeld as OrderHeld,
    OrderNotFound as OrderNotFound,
    OrderOpen as OrderOpen,
    ReasonNeeded as ReasonNeeded,
    TooManyHazardPhotos as TooManyHazardPhotos,
)
from townline.prevention.work_orders.models import (
    Contractor as Contractor,
    Evidence as Evidence,
    EvidencePhoto as EvidencePhoto,
    OrderItem as OrderItem,
    WorkOrder as WorkOrder,
)
from townline.prevention.work_orders.ports import (
    Contact as Contact,
    Ordered as Ordered,
    OrderNotice as OrderNotice,
    Site as Site,
    SiteInspection as SiteInspection,
    StoredInspection as StoredInspection,
)
from townline.prevention.work_orders.rules import (
    OPEN as OPEN,
    NoShape as NoShape,
    OrderEvent as OrderEvent,
    OrderState as OrderState,
    Placed as Placed,
    Point as Point,
    around as around,
    measure_geometry as measure_geometry,
    point as point,
)
from townline.prevention.work_orders.selectors.inspections import (
    InspectionDetail as InspectionDetail,
    InspectionPhoto as InspectionPhoto,
    count_inspections as count_inspections,
    inspection_notes as inspection_notes,
    inspections_of as inspections_of,
    photo_of as photo_of,
    photos_every as photos_every,
    photos_of as photos_of,
)
from townline.prevention.work_orders.selectors.orders import (
    contact_of as contact_of,
    firm_phones as firm_phones,
    firms as firms,
    has_open_order as has_open_order,
    items_open as items_open,
    late_objects as late_objects,
    latest_orders as latest_orders,
    objects_ordered as objects_ordered,
    order_events as order_events,
    order_late as order_late,
    orders_of as orders_of,
    refusal_reason as refusal_reason,
    refusals_of as refusals_of,
)
from townline.prevention.work_orders.services.backfill import (
    Past as Past,
    order_import as order_import,
)
from townline.prevention.work_orders.services.contracting import (
    look_discard as look_discard,
    order_accept as order_accept,
    order_look as order_look,
    order_move as order_move,
    order_refuse as order_refuse,
)
from townline.prevention.work_orders.services.evidence import (
    PHOTOS as PHOTOS,
    SIZES as SIZES,
    evidence_discard as evidence_discard,
    evidence_follow as evidence_follow,
    evidence_keep as evidence_keep,
    evidence_known as evidence_known,
    photo_release as photo_release,
    photos_make as photos_make,
)
from townline.prevention.work_orders.services.marks import reason_of as reason_of
from townline.prevention.work_orders.services.orders import (
    NewOrder as NewOrder,
    SentOrder as SentOrder,
    firm_number as firm_number,
    firm_text as firm_text,
    item_approve as item_approve,
    order_approve as order_approve,
    order_cancel as order_cancel,
    order_link_renew as order_link_renew,
    order_lock as order_lock,
    order_return as order_return,
    order_send as order_send,
)
from townline.prevention.work_orders.services.persons import person_part as person_part
from townline.prevention.work_orders.services.refusals import order_settle as order_settle
from townline.prevention.work_orders.services.reminding import orders_remind as orders_remind
