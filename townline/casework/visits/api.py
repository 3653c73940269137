"""The front door of site visits."""

from townline.casework.visits.errors import (
    TooManyVisitPhotos as TooManyVisitPhotos,
    VisitInPast as VisitInPast,
    VisitorBlind as VisitorBlind,
    VisitTwice as VisitTwice,
)
from townline.casework.visits.rules.visit import (
    LIVE as LIVE,
    VISIT_PHOTOS as VISIT_PHOTOS,
    VisitEvent as VisitEvent,
    VisitState as VisitState,
    found_sentences as found_sentences,
)
from townline.casework.visits.selectors.visit_routes import (
    VisitRoute as VisitRoute,
    visit_routes as visit_routes,
)
from townline.casework.visits.selectors.visits import (
    LocatedPhoto as LocatedPhoto,
    VisitView as VisitView,
    case_visits as case_visits,
    visit_get as visit_get,
    visit_photo_holder as visit_photo_holder,
    visits_between as visits_between,
    visits_of as visits_of,
    visits_summary as visits_summary,
)
from townline.casework.visits.services.erasing import visits_erase as visits_erase
from townline.casework.visits.services.going import (
    visit_arrive as visit_arrive,
    visit_finish as visit_finish,
    visit_photos_add as visit_photos_add,
    visit_start as visit_start,
    visits_run as visits_run,
)
from townline.casework.visits.services.notifications import visit_notices_run as visit_notices_run
from townline.casework.visits.services.planning import (
    visit_cancel as visit_cancel,
    visit_move as visit_move,
    visit_plan as visit_plan,
)
from townline.casework.visits.services.transition import visit_lock as visit_lock
