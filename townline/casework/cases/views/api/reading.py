"""Reading cases through the API: changes nothing, not even *unread*."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from django.http import HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import ValidationInfo, field_validator

from townline.casework.cases import api
from townline.casework.cases.views.access import LINKS_ROLES, StaffRequest
from townline.casework.cases.views.api import building, shapes
from townline.casework.cases.views.api.fields import Limit, StateFilter
from townline.casework.cases.views.photos import photo_file
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.web.inputs import Line

router = Router()

type Code = Annotated[str, Path(description="H6-0042")]


def reader(request: StaffRequest) -> Viewer:
    """Give the person who asks. Raises NotAllowed for one who may read no cases at all."""
    viewer = request.viewer
    if not (viewer.may(Permission.READ_ALL) or viewer.may(Permission.READ_OWN)):
        raise api.NotAllowed(f"the role {viewer.role} may not read cases")
    return viewer


class CaseQuery(Schema):
    """A filter of cases. ``state``: one state, or todo, open, overdue, finished, all."""

    state: StateFilter = "all"
    q: Line = ""
    department: Line = ""
    service: Line = ""
    limit: Limit = 100
    cursor: Line = ""

    @field_validator("state", "limit", mode="before")
    @classmethod
    def _left_blank(cls, value: object, info: ValidationInfo) -> object:
        # `?state=&limit=` is how a form says "I have no wish".
        return cls.model_fields[info.field_name or ""].default if value == "" else value


@router.get("/cases", response=shapes.Rows, operation_id="cases_list", tags=["cases"])
def cases_list(request: StaffRequest, query: Query[CaseQuery]) -> shapes.Rows:
    """List cases: danger alerts first, then the earliest answer due; finished cases newest first.

    A whole telephone number in ``q`` finds nothing: numbers do not belong in an address.
    """
    filters = api.CaseFilters(
        view=query.state, q=query.q, department=query.department, service=query.service
    )
    page = api.cases_list(
        Act(reader(request), clock.now()), filters=filters, cursor=query.cursor, limit=query.limit
    )
    return shapes.Rows.model_construct(
        items=building.rows(page.rows),
        next=_next(request.path, query, page.next_cursor),
    )


def _next(path: str, query: CaseQuery, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    parameters = query.model_dump(exclude_unset=True) | {"cursor": cursor}
    return f"{path}?{urlencode(parameters)}"


@router.get("/cases/{slug:code}", response=shapes.Case, operation_id="case_get", tags=["cases"])
def case_get(request: StaffRequest, code: Code) -> shapes.Case:
    """Get a case with its texts, answer draft, notes and history."""
    act = Act(reader(request), clock.now())
    return building.WHOLE.value(act, code)


_FILE = {"schema": {"type": "string", "format": "binary"}}
_KINDS = ("image/jpeg", "image/webp", "video/mp4", "application/octet-stream")


@router.get(
    "/cases/{slug:code}/photos/{sha256}/{which}",
    operation_id="case_photo",
    tags=["cases"],
    openapi_extra={
        "responses": {200: {"description": "OK", "content": dict.fromkeys(_KINDS, _FILE)}}
    },
)
def case_photo(
    request: StaffRequest,
    code: Code,
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
    which: Literal["small", "view", "original"],
) -> HttpResponse:
    """Download a photo of a case's texts or answer draft; an original may contain its location."""
    return photo_file(code=code, viewer=reader(request), sha256=sha256, copy=which)


@router.get("/links", response=shapes.Links, operation_id="links_list", tags=["links"])
def links_list(request: StaffRequest) -> shapes.Links:
    """List the carrier connections and their state."""
    if request.viewer.role not in LINKS_ROLES:
        raise api.NotAllowed(f"the role {request.viewer.role} does not look after the links")
    return shapes.Links(items=[shapes.Link.from_orm(link) for link in conversations.links()])
