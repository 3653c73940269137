"""What is kept of one person: given out, or erased. Numbers travel in bodies, not addresses."""

from typing import Any

from ninja import Router, Schema
from pydantic import StrictBool

from townline.casework.cases.views.access import StaffRequest
from townline.casework.data_protection import api
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import Input, Line, Reason

router = Router(tags=["persons"])


class Wish(Input):
    """``number``: a whole telephone number in any notation; ``reason``: kept in the history."""

    number: Line
    reason: Reason


class Erase(Wish):
    """``force`` closes cases that are still open."""

    force: StrictBool = False


class Export(Schema):
    """All data about a person; see docs/api.md."""

    made_at: str
    district: str
    person: dict[str, Any]
    cases: list[dict[str, Any]]
    history: list[dict[str, Any]]


class Erased(Schema):
    """How much was erased; ``masked``: the number as it was shown until now."""

    masked: str
    cases: int
    texts: int


@router.post("/export", response=Export, operation_id="person_export")
def export(request: StaffRequest, payload: Wish) -> dict[str, Any]:
    """Export all data about a person (data request); the reason is recorded."""
    return api.person_export(Act(request.viewer, clock.now()), **dict(payload))


@router.post("/erase", response=Erased, operation_id="person_erase")
def erase(request: StaffRequest, payload: Erase) -> api.Erased:
    """Erase a person's number and everything they wrote (data request). Cannot be undone."""
    return api.person_erase(Act(request.viewer, clock.now()), **dict(payload))
