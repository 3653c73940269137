"""The visits of a case, beside it."""

from typing import Any

from townline.cases import api
from townline.cases.views.visits.shown import drawn
from townline.departments.api import Power, Viewer


def panel(detail: api.Detail, viewer: Viewer) -> dict[str, Any]:
    """Give the visits of a case, latest first, and whether one may be planned; three queries."""
    visits = [drawn(visit) for visit in api.visits_of(case_id=detail.row.id)]
    return {
        "visits": visits,
        "may_plan": viewer.may(Power.WRITE),
        # What was found, for the one who writes the answer.
        "found": [one.visit.found for one in visits if one.visit.found],
        "has_photos": any(one.photos for one in visits),
    }
