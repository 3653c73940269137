"""The visits of a case, beside it."""

from typing import Any

from townline.casework.cases import api as cases
from townline.casework.visits import api
from townline.casework.visits.views.shown import visit_display
from townline.platform.departments.api import Permission, Viewer


def panel(detail: cases.Detail, viewer: Viewer) -> dict[str, Any]:
    """Give the visits of a case, latest first, and whether one may be planned; three queries."""
    there = not detail.holds.isdisjoint({"visits", "merged"})
    visits = (
        [visit_display(visit) for visit in api.visits_of(case_id=detail.row.id)] if there else []
    )
    return {
        "visits": visits,
        "may_plan": viewer.may(Permission.WRITE),
        # What was found, for the one who writes the answer.
        "found": [api.found_sentences(one.visit.found) for one in visits if one.visit.found],
        "has_photos": any(one.photos for one in visits),
    }
