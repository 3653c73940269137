"""The privacy officer's list through the API."""

import datetime as dt
from typing import Annotated

from ninja import Query, Router, Schema
from pydantic import Field

from townline.casework.cases.api import NotAllowed
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api.fields import Limit
from townline.casework.data_protection.records import reading
from townline.platform.core.history.access_log import AccessFilters
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission
from townline.platform.web.inputs import Line, Moment

router = Router(tags=["privacy"])
_NOBODY = 0


class AccessQuery(Schema):
    """``staff``: a username; ``before``: older than the line with this id."""

    event: Line = ""
    staff: Line = ""
    case: Line = ""
    since: Moment | None = None
    until: Moment | None = None
    before: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    limit: Limit = 100


class Look(Schema):
    """A line of the access log; ``number`` is masked, ``case`` a case number or empty.

    ``file`` and ``lines``: what was downloaded, and how many rows it had.
    """

    id: int
    at: dt.datetime
    event: str
    staff: str | None
    actor: str
    via: str
    number: str
    case: str
    reason: str
    file: str
    lines: int


class Looks(Schema):
    items: list[Look]


@router.get("/privacy/looks", response=Looks, operation_id="privacy_looks")
def looks(request: StaffRequest, query: Query[AccessQuery]) -> Looks:
    """List the access log: who saw which number, when and why, newest first (auditor)."""
    if not request.viewer.may(Permission.AUDIT):
        raise NotAllowed(f"the role {request.viewer.role} may not do this ({Permission.AUDIT})")
    person = departments.staff_by_username(query.staff) if query.staff else None
    filters = AccessFilters(
        event=query.event,
        # A name of nobody finds nothing, not everything.
        staff=(person.id if person else _NOBODY) if query.staff else None,
        subjects=reading.subjects_of_case(query.case) if query.case else None,
        since=query.since,
        until=query.until,
    )
    found = reading.lines(filters, limit=query.limit, before=query.before)
    return Looks(items=[_look(line) for line in found])


def _look(line: reading.AccessLine) -> Look:
    return Look(
        id=line.id,
        at=line.at,
        event=line.event,
        staff=line.staff.username if line.staff else None,
        actor=line.label,
        via=line.via,
        number=line.number,
        case=line.case,
        reason=line.reason,
        file=line.file,
        lines=line.lines,
    )
