"""Visits on the spot."""

from townline.cases.rules.route import Leg, Stop
from townline.cases.rules.visit import VISIT_PHOTOS, VisitEvent, VisitState
from townline.cases.selectors.visit_photos import visit_photo_holder
from townline.cases.selectors.visits import (
    TakenPhoto,
    VisitView,
    case_visits,
    visit_get,
    visits_between,
    visits_of,
)
from townline.cases.selectors.whereabouts import Spot, all_places, spot_of
from townline.cases.services.visits.going import (
    visit_arrive,
    visit_finish,
    visit_photos_add,
    visit_start,
    visits_run,
)
from townline.cases.services.visits.planning import visit_cancel, visit_move, visit_plan
from townline.cases.services.visits.telling import visit_tells_run

__all__ = [
    "VISIT_PHOTOS",
    "Leg",
    "Spot",
    "Stop",
    "TakenPhoto",
    "VisitEvent",
    "VisitState",
    "VisitView",
    "all_places",
    "case_visits",
    "spot_of",
    "visit_arrive",
    "visit_cancel",
    "visit_finish",
    "visit_get",
    "visit_move",
    "visit_photo_holder",
    "visit_photos_add",
    "visit_plan",
    "visit_start",
    "visit_tells_run",
    "visits_between",
    "visits_of",
    "visits_run",
]
