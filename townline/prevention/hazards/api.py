"""The front door of hazards.

A room above opens one with ``hazard_open`` (a ``Report`` of source ``exploration``) and hears
of it by ``events.HazardMoved``; what everybody may see is ``public_hazards`` and
``public_photos``.
"""

from townline.prevention.hazards.errors import (
    CaseHasHazard as CaseHasHazard,
    HazardNotFound as HazardNotFound,
    MergeOver as MergeOver,
    PlaceNeeded as PlaceNeeded,
    ShapeRefused as ShapeRefused,
    UnknownKind as UnknownKind,
)
from townline.prevention.hazards.rules.states import (
    LIVE as LIVE,
    HazardEvent as HazardEvent,
    HazardState as HazardState,
    HazardStep as HazardStep,
    hazard_subject as hazard_subject,
)
from townline.prevention.hazards.selectors.deadlines import (
    DeadlineShare as DeadlineShare,
    KindMonth as KindMonth,
    deadlines_met as deadlines_met,
)
from townline.prevention.hazards.selectors.detail import (
    Brief as Brief,
    HazardDetail as HazardDetail,
    hazard_brief as hazard_brief,
    hazard_get as hazard_get,
    hazard_photo as hazard_photo,
)
from townline.prevention.hazards.selectors.figures import (
    HazardFact as HazardFact,
    hazard_figures as hazard_figures,
    hazards_weekly as hazards_weekly,
)
from townline.prevention.hazards.selectors.hazards import (
    DueHazard as DueHazard,
    HazardFilters as HazardFilters,
    HazardListRow as HazardListRow,
    counts as counts,
    dongs as dongs,
    hazard_of as hazard_of,
    hazards_after as hazards_after,
    hazards_due as hazards_due,
    hazards_list as hazards_list,
)
from townline.prevention.hazards.selectors.labels import (
    kind_name as kind_name,
    severity_name as severity_name,
)
from townline.prevention.hazards.selectors.noticed import (
    Noticed as Noticed,
    hazards_noticed as hazards_noticed,
)
from townline.prevention.hazards.selectors.photos import hazard_photo_holder as hazard_photo_holder
from townline.prevention.hazards.selectors.previews import (
    HazardPreview as HazardPreview,
    hazard_previews as hazard_previews,
)
from townline.prevention.hazards.selectors.public import (
    PublicHazard as PublicHazard,
    PublicPhoto as PublicPhoto,
    public_hazards as public_hazards,
    public_hazards_mark as public_hazards_mark,
    public_photo_shown as public_photo_shown,
    public_photos as public_photos,
)
from townline.prevention.hazards.selectors.repairs import (
    Repair as Repair,
    hazard_repairs as hazard_repairs,
    hazards_ordered as hazards_ordered,
    hazards_to_repair as hazards_to_repair,
)
from townline.prevention.hazards.services.answering import (
    case_add as case_add,
    case_place as case_place,
    hazard_to_answer as hazard_to_answer,
)
from townline.prevention.hazards.services.before import (
    hazard_repaired_before as hazard_repaired_before,
)
from townline.prevention.hazards.services.escalation import (
    DUE_MARK as DUE_MARK,
    hazards_run as hazards_run,
)
from townline.prevention.hazards.services.evidence import (
    evidence_add as evidence_add,
    evidence_import as evidence_import,
)
from townline.prevention.hazards.services.linking import case_link as case_link
from townline.prevention.hazards.services.marks import CASE_EVENTS as CASE_EVENTS
from townline.prevention.hazards.services.merging import (
    WITHIN as _UNMERGE_WITHIN,
    Unmerged as Unmerged,
    hazard_merge as hazard_merge,
    hazard_separate as hazard_separate,
    hazard_unmerge as hazard_unmerge,
)
from townline.prevention.hazards.services.opening import (
    HazardReport as HazardReport,
    at as at,
    department_for as department_for,
    hazard_accept as hazard_accept,
    hazard_dismiss as hazard_dismiss,
    hazard_edit as hazard_edit,
    hazard_open as hazard_open,
    hazard_propose as hazard_propose,
    hazard_reopen as hazard_reopen,
)
from townline.prevention.hazards.services.orders import (
    order_approve as order_approve,
    order_cancel as order_cancel,
    order_followed as order_followed,
    order_link_renew as order_link_renew,
    order_port as order_port,
    order_return as order_return,
    order_send as order_send,
)
from townline.prevention.hazards.services.persons import person_part as person_part
from townline.prevention.hazards.services.proposing import (
    assigned_propose as assigned_propose,
    opened_propose as opened_propose,
)
from townline.prevention.hazards.services.releasing import (
    hazard_release as hazard_release,
    photo_release as photo_release,
)
from townline.prevention.hazards.services.stepping import (
    hazard_step as hazard_step,
    recheck_plan as recheck_plan,
)
from townline.prevention.work_orders.api import (
    PHOTOS as PHOTOS,
    EvidenceNeeded as EvidenceNeeded,
    NoShape as NoShape,
    OrderEvent as OrderEvent,
    OrderHeld as OrderHeld,
    OrderOpen as OrderOpen,
    OrderState as OrderState,
    Placed as Placed,
    ReasonNeeded as ReasonNeeded,
    SentOrder as SentOrder,
    SiteInspection as SiteInspection,
    TooManyHazardPhotos as TooManyHazardPhotos,
    measure_geometry as measure_geometry,
    order_accept as order_accept,
    order_events as order_events,
    order_look as order_look,
    order_move as order_move,
    order_refuse as order_refuse,
    point as point,
)

UNMERGE_WITHIN = _UNMERGE_WITHIN
