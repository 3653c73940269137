"""Requests, calls and figures of safe numbers, by a program: never who asked or called."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, model_validator

from townline.lines.safenumbers import api
from townline.lines.safenumbers.views.api.keeper import keeper
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.departments.views.api import KnownRequest
from townline.platform.web.inputs import Input, Moment, Reason

router = Router()
type Limit = Annotated[int, Field(ge=1, le=200)]


class RequestOut(Schema):
    """A request. ``answer``: 1 coming now, 2 in ten minutes, 3 cannot, or null."""

    id: UUID
    kind: str
    via: str
    token: str
    state: str
    answer: int | None
    made_at: dt.datetime
    send_at: dt.datetime | None
    expires_at: dt.datetime
    answered_at: dt.datetime | None


class RequestsOut(Schema):
    items: list[RequestOut]


class SafeCallOut(Schema):
    """A call; ``caller`` is masked, null where it is withheld or was deleted."""

    id: UUID
    number: str | None
    caller: str | None
    state: str
    outcome: str
    begun_at: dt.datetime
    ended_at: dt.datetime | None
    seconds: int | None
    talked_seconds: int


class CallsOut(Schema):
    live: int
    items: list[SafeCallOut]


class FiguresOut(Schema):
    issued: int
    in_use: int
    calls: int
    talked: int
    requests: int
    answered: int
    settled: int
    settled_percent: int | None
    median_seconds: float | None
    spam: int
    limited: int


class UrgeIn(Input):
    """``reason``: why it cannot wait; it is recorded in the history."""

    CALLED: ClassVar[Mapping[str, str]] = {"kind": gettext_noop("알릴 내용")}

    kind: Literal["move", "trouble"]
    reason: Reason


class CallQuery(Schema):
    limit: Limit = 100


class FigureQuery(Schema):
    """From ``since`` until before ``until``."""

    since: Moment
    until: Moment

    @model_validator(mode="after")
    def _in_order(self) -> "FigureQuery":
        if self.since >= self.until:
            raise ValueError("since lies before until")
        return self


@router.get("/safe-calls", response=CallsOut, operation_id="safe_calls_list")
def calls(request: KnownRequest, query: Query[CallQuery]) -> CallsOut:
    """List the latest calls, and how many are in progress."""
    keeper(request)
    rows = api.calls_list(limit=query.limit)
    return CallsOut(live=api.calls_live(), items=[_call(row) for row in rows])


def _call(row: api.CallView) -> SafeCallOut:
    return SafeCallOut(
        id=row.id,
        number=api.number_shown(row.number) if row.number else None,
        caller=row.caller or None,
        state=row.state,
        outcome=row.outcome,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        seconds=row.seconds,
        talked_seconds=row.talked,
    )


@router.get("/safe-figures", response=FiguresOut, operation_id="safe_figures")
def figures(request: KnownRequest, query: Query[FigureQuery]) -> FiguresOut:
    """Get the statistics of safe numbers for a period."""
    keeper(request)
    found = api.safe_figures(since=query.since, until=query.until)
    return FiguresOut(**{name: getattr(found, name) for name in FiguresOut.model_fields})


@router.get(
    "/safe-numbers/{uuid:lease_id}/requests",
    response=RequestsOut,
    operation_id="safe_requests_list",
)
def requests(request: KnownRequest, lease_id: UUID) -> RequestsOut:
    """List the requests to an owner, latest first."""
    keeper(request)
    lease = api.lease_get(lease_id)
    return RequestsOut(items=[_request(row) for row in api.requests_of(lease.id)])


@router.post(
    "/safe-numbers/{uuid:lease_id}/requests",
    response=RequestOut,
    operation_id="safe_request_urge",
    openapi_extra={
        "responses": {
            410: {
                "description": "The safe number is not in use now",
                "content": {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            }
        }
    },
)
def urge(request: KnownRequest, lease_id: UUID, body: UrgeIn) -> RequestOut:
    """Send an owner a request from the office, also in their do not disturb hours."""
    made = api.request_urge(
        Act(keeper(request), clock.now()), lease_id=lease_id, kind=body.kind, reason=body.reason
    )
    return _request(made)


def _request(row: api.RequestView) -> RequestOut:
    return RequestOut(
        id=row.id,
        kind=row.kind,
        via=row.via,
        token=row.token,
        state=row.state,
        answer=row.answer,
        made_at=row.made_at,
        send_at=row.send_at,
        expires_at=row.expires_at,
        answered_at=row.answered_at,
    )
