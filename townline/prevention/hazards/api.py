"""The front door of hazards.

A room above opens one with ``hazard_open`` (a ``Report`` of source ``exploration``) and hears
of it by ``events.HazardMoved``; what everybody may see is ``public_hazards`` and
``public_photos``.
"""

from townline.prevention.hazards.errors import (
    CaseHasHazard,
    HazardNotFound,
    MergeOver,
    PlaceNeeded,
    ShapeRefused,
    UnknownKind,
)
from townline.prevention.hazards.rules.states import (
    LIVE,
    HazardEvent,
    HazardState,
    HazardStep,
    hazard_subject,
)
from townline.prevention.hazards.selectors.detail import (
    Brief,
    HazardDetail,
    hazard_brief,
    hazard_get,
    hazard_photo,
)
from townline.prevention.hazards.selectors.figures import hazard_figures
from townline.prevention.hazards.selectors.hazards import (
    Due,
    HazardFilters,
    HazardListRow,
    counts,
    dongs,
    hazards_after,
    hazards_due,
    hazards_list,
)
from townline.prevention.hazards.selectors.noticed import Noticed, hazards_noticed
from townline.prevention.hazards.selectors.photos import hazard_photo_holder
from townline.prevention.hazards.selectors.public import (
    PublicHazard,
    PublicPhoto,
    public_hazards,
    public_hazards_mark,
    public_photo_shown,
    public_photos,
)
from townline.prevention.hazards.selectors.repairs import (
    Repair,
    hazard_repairs,
    hazards_ordered,
    hazards_to_repair,
)
from townline.prevention.hazards.selectors.sight import hazard_of
from townline.prevention.hazards.selectors.weekly import HazardFact, hazards_weekly
from townline.prevention.hazards.selectors.words import kind_name, severity_name
from townline.prevention.hazards.services.answering import (
    case_add,
    case_place,
    hazard_to_answer,
)
from townline.prevention.hazards.services.before import hazard_repaired_before
from townline.prevention.hazards.services.escalation import hazards_run
from townline.prevention.hazards.services.evidence import evidence_add, evidence_import
from townline.prevention.hazards.services.lateness import DUE_MARK
from townline.prevention.hazards.services.linking import case_link
from townline.prevention.hazards.services.marks import CASE_EVENTS
from townline.prevention.hazards.services.merging import hazard_merge, hazard_separate
from townline.prevention.hazards.services.opening import (
    HazardReport,
    at,
    department_for,
    hazard_accept,
    hazard_dismiss,
    hazard_edit,
    hazard_open,
    hazard_propose,
    hazard_reopen,
)
from townline.prevention.hazards.services.orders import (
    order_approve,
    order_cancel,
    order_followed,
    order_link_renew,
    order_port,
    order_return,
    order_send,
)
from townline.prevention.hazards.services.persons import person_part
from townline.prevention.hazards.services.proposing import assigned_propose, opened_propose
from townline.prevention.hazards.services.releasing import hazard_release, photo_release
from townline.prevention.hazards.services.stepping import hazard_step, recheck_plan
from townline.prevention.hazards.services.unmerging import WITHIN as UNMERGE_WITHIN
from townline.prevention.hazards.services.unmerging import Unmerged, hazard_unmerge
from townline.prevention.work_orders.api import (
    PHOTOS,
    EvidenceNeeded,
    NoShape,
    OrderEvent,
    OrderHeld,
    OrderOpen,
    OrderState,
    Placed,
    ReasonNeeded,
    SentOrder,
    SiteInspection,
    TooManyHazardPhotos,
    measure_geometry,
    order_accept,
    order_events,
    order_look,
    order_move,
    order_refuse,
    point,
)

__all__ = [
    "CASE_EVENTS",
    "DUE_MARK",
    "LIVE",
    "PHOTOS",
    "UNMERGE_WITHIN",
    "Brief",
    "CaseHasHazard",
    "Due",
    "EvidenceNeeded",
    "HazardDetail",
    "HazardEvent",
    "HazardFact",
    "HazardFilters",
    "HazardListRow",
    "HazardNotFound",
    "HazardReport",
    "HazardState",
    "HazardStep",
    "MergeOver",
    "NoShape",
    "Noticed",
    "OrderEvent",
    "OrderHeld",
    "OrderOpen",
    "OrderState",
    "PlaceNeeded",
    "Placed",
    "PublicHazard",
    "PublicPhoto",
    "ReasonNeeded",
    "Repair",
    "SentOrder",
    "ShapeRefused",
    "SiteInspection",
    "TooManyHazardPhotos",
    "UnknownKind",
    "Unmerged",
    "assigned_propose",
    "at",
    "case_add",
    "case_link",
    "case_place",
    "counts",
    "department_for",
    "dongs",
    "evidence_add",
    "evidence_import",
    "hazard_accept",
    "hazard_brief",
    "hazard_dismiss",
    "hazard_edit",
    "hazard_figures",
    "hazard_get",
    "hazard_merge",
    "hazard_of",
    "hazard_open",
    "hazard_photo",
    "hazard_photo_holder",
    "hazard_propose",
    "hazard_release",
    "hazard_reopen",
    "hazard_repaired_before",
    "hazard_repairs",
    "hazard_separate",
    "hazard_step",
    "hazard_subject",
    "hazard_to_answer",
    "hazard_unmerge",
    "hazards_after",
    "hazards_due",
    "hazards_list",
    "hazards_noticed",
    "hazards_ordered",
    "hazards_run",
    "hazards_to_repair",
    "hazards_weekly",
    "kind_name",
    "measure_geometry",
    "opened_propose",
    "order_accept",
    "order_approve",
    "order_cancel",
    "order_events",
    "order_followed",
    "order_link_renew",
    "order_look",
    "order_move",
    "order_port",
    "order_refuse",
    "order_return",
    "order_send",
    "person_part",
    "photo_release",
    "point",
    "public_hazards",
    "public_hazards_mark",
    "public_photo_shown",
    "public_photos",
    "recheck_plan",
    "severity_name",
]
