"""What looks like the same thing, and what may be one event, through the API."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Literal

from django.db import transaction
from ninja import Router, Schema
from pydantic import Field

from townline.casework.cases import api as cases_api
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import building, inputs, shapes
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.classification import api
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.triage import api as triage
from townline.platform.web.inputs import Input, RowId

of_case = Router(tags=["cases"])
router = Router(tags=["cases"])
_NOTHING = inputs.Nothing()
_BACK = dt.timedelta(days=14)


class Why(Schema):
    """A reason. ``value``: a name, words, metres or hours between; "" for the last three kinds."""

    kind: Literal["place", "dong", "words", "distance", "time", "photo", "sender", "meaning"]
    value: str | float | list[str] = ""


class AlikeOne(Schema):
    """A similar case and why. ``merge``: which case to merge into which, null where not allowed."""

    case: shapes.Row
    score: float
    reasons: list[Why]
    merge: dict[Literal["code", "into"], str] | None


class AlikeAll(Schema):
    items: list[AlikeOne]


@of_case.get("/{slug:code}/alike", response=AlikeAll, operation_id="case_alike")
def alike(request: StaffRequest, code: Code) -> AlikeAll:
    """List similar cases, the most similar first; at most five."""
    viewer = reader(request)
    detail = cases_api.case_get(Act(viewer, clock.now()), code=code)
    found = api.similar_cases(detail=detail, viewer=viewer)
    rows = building.rows([one.row for one in found])
    return AlikeAll(
        items=[
            AlikeOne(
                case=row,
                score=round(one.score, 3),
                reasons=[_why(reason) for reason in one.reasons],
                merge={"code": one.source, "into": one.target} if one.source else None,
            )
            for one, row in zip(found, rows, strict=True)
        ]
    )


def _why(reason: triage.Reason) -> Why:
    value = reason.value
    return Why.model_validate(
        {"kind": reason.kind, "value": list(value) if isinstance(value, tuple) else value}
    )


class Place(Schema):
    dong: str
    cases: int


class Incident(Schema):
    """A suggested incident. ``cases``: how many of them you can see; ``newest``: some of them."""

    id: int
    state: Literal["suggested", "accepted", "dismissed"]
    kind: str
    name: str
    cases: int
    places: list[Place]
    first_at: dt.datetime
    last_at: dt.datetime
    decided_at: dt.datetime | None
    newest: list[shapes.Row]


class Incidents(Schema):
    items: list[Incident]


class Named(Input):
    name: Annotated[str, Field(min_length=1, max_length=80)]


@router.get("/incidents/suggested", response=Incidents, operation_id="incidents_suggested")
def incidents(request: StaffRequest) -> Incidents:
    """List suggested incidents of the last fourteen days, newest first."""
    found = api.incidents(viewer=reader(request), since=clock.now() - _BACK)
    return Incidents(items=[_incident_item(one) for one in found])


def _incident_item(one: api.Incident) -> Incident:
    return Incident(
        id=one.id,
        state=one.state.value,
        kind=one.kind,
        name=one.name,
        cases=one.count,
        places=[Place(dong=dong, cases=count) for dong, count in one.places],
        first_at=one.first_at,
        last_at=one.last_at,
        decided_at=one.decided_at,
        newest=building.rows(one.rows),
    )


@transaction.atomic
def _apply_action(
    request: StaffRequest, number: int, action: Callable[..., object], **arguments: object
) -> Incident:
    act = Act(reader(request), clock.now())
    action(act, number=number, **arguments)
    return _incident_item(api.incident_get(number=number, viewer=act.viewer))


@router.post(
    "/incidents/suggested/{int:id}/accept", response=Incident, operation_id="incident_accept"
)
def accept(request: StaffRequest, id: RowId, payload: Named) -> Incident:  # noqa: A002 -- the name of the part of the path
    """Accept a suggested incident and name it."""
    return _apply_action(request, id, api.incident_accept, name=payload.name)


@router.post(
    "/incidents/suggested/{int:id}/dismiss", response=Incident, operation_id="incident_dismiss"
)
def dismiss(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Nothing = _NOTHING,
) -> Incident:
    """Dismiss a suggested incident."""
    return _apply_action(request, id, api.incident_dismiss)


@router.post(
    "/incidents/suggested/{int:id}/put-back", response=Incident, operation_id="incident_put_back"
)
def put_back(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Nothing = _NOTHING,
) -> Incident:
    """Undo the decision about a suggested incident."""
    return _apply_action(request, id, api.incident_put_back)
