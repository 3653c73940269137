"""What residents say of answers, and sending them links, through the API."""

from ninja import Query, Router, Schema

from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import building, inputs, shapes
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.portal import api
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import Moment

router = Router(tags=["ratings"])
actions = Router(tags=["cases"])
_NOTHING = inputs.Nothing()


class RatingQuery(Schema):
    """From ``since``, and before ``until``."""

    since: Moment
    until: Moment


@router.get("/ratings", response=shapes.Ratings, operation_id="ratings")
def ratings(request: StaffRequest, span: Query[RatingQuery]) -> shapes.Ratings:
    """Get the number and average of satisfaction ratings by department."""
    found = api.ratings_of(viewer=reader(request), since=span.since, until=span.until)
    return shapes.Ratings(items=[shapes.RatingsRow.from_orm(row) for row in found])


@actions.post("/{slug:code}/link", response=shapes.Case, operation_id="case_link_send")
def link(request: StaffRequest, code: Code, payload: inputs.Nothing = _NOTHING) -> shapes.Case:
    """Text each resident the link to their page of the case."""
    act = Act(reader(request), clock.now())
    api.case_link_send(act, code=code)
    return building.WHOLE.value(act, code)
