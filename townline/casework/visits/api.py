"""The front door of site visits."""

from townline.casework.visits.errors import (
    TooManyVisitPhotos,
    VisitInPast,
    VisitorBlind,
    VisitTwice,
)
from townline.casework.visits.rules.found_sentences import found_sentences
from townline.casework.visits.rules.visit import LIVE, VISIT_PHOTOS, VisitEvent, VisitState
from townline.casework.visits.selectors.summary import visits_summary
from townline.casework.visits.selectors.visit_photos import visit_photo_holder
from townline.casework.visits.selectors.visit_routes import VisitRoute, visit_routes
from townline.casework.visits.selectors.visits import (
    LocatedPhoto,
    VisitView,
    case_visits,
    visit_get,
    visits_between,
    visits_of,
)
from townline.casework.visits.services.erasing import visits_erase
from townline.casework.visits.services.going import (
    visit_arrive,
    visit_finish,
    visit_photos_add,
    visit_start,
    visits_run,
)
from townline.casework.visits.services.notifications import visit_notices_run
from townline.casework.visits.services.planning import visit_cancel, visit_move, visit_plan
from townline.casework.visits.services.transition import visit_lock

__all__ = [
    "LIVE",
    "VISIT_PHOTOS",
    "LocatedPhoto",
    "TooManyVisitPhotos",
    "VisitEvent",
    "VisitInPast",
    "VisitRoute",
    "VisitState",
    "VisitTwice",
    "VisitView",
    "VisitorBlind",
    "case_visits",
    "found_sentences",
    "visit_arrive",
    "visit_cancel",
    "visit_finish",
    "visit_get",
    "visit_lock",
    "visit_move",
    "visit_notices_run",
    "visit_photo_holder",
    "visit_photos_add",
    "visit_plan",
    "visit_routes",
    "visit_start",
    "visits_between",
    "visits_erase",
    "visits_of",
    "visits_run",
    "visits_summary",
]
