"""Incidents as JSON: list, get, join, note."""

import datetime as dt
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import Field as Bounded

from townline.casework.cases.api import NotAllowed
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.web.inputs import Input, Line, Reason, RowId
from townline.prevention.hazards.views.api import reader
from townline.prevention.incidents import api
from townline.prevention.incidents.broadcasts.api import BroadcastSummary

router = Router(tags=["incidents"])


class IncidentOut(Schema):
    """One incident. ``cases``: all of it, whoever sees them; ``needs``: still open."""

    id: int
    kind: str
    title: str
    state: Literal["open", "ended", "merged"]
    since: dt.datetime
    ended_at: dt.datetime | None
    place: str
    cases: int
    needs: int
    offers: int
    questions: int
    update_waiting: bool = Field(description="an update waits for the mayor")


class IncidentsOut(Schema):
    items: list[IncidentOut]
    count: int


class UpdateOut(Schema):
    """An update. ``outcomes``: recipients by what became of their text; "" is not sent yet."""

    id: int
    state: Literal["draft", "submitted", "approved", "sent", "stopped"]
    recipients: int
    outcomes: dict[str, int]
    approved_at: dt.datetime | None
    bodies: dict[str, str]


class LogOut(Schema):
    """One line of the log; ``event`` as in the history, ``words`` of a note or a reason."""

    at: dt.datetime
    event: str
    actor: str
    words: str


class IncidentWhole(IncidentOut):
    """``codes``: cases that you can see, at most 100. ``lessons``: of earlier ones of its kind."""

    note: str
    codes: list[str]
    offered: list[str]
    updates: list[UpdateOut]
    log: list[LogOut]
    lessons: list[str]


class IncidentsAsked(Schema):
    view: Literal["open", "ended", "all"] = "open"
    kind: Line = ""
    q: Line = ""
    offset: Annotated[int, Bounded(ge=0, le=100_000)] = 0
    limit: Annotated[int, Bounded(ge=1, le=200)] = 50


@router.get("/incidents", response=IncidentsOut, operation_id="incidents_list")
def incidents(request: HttpRequest, query: Query[IncidentsAsked]) -> IncidentsOut:
    """List incidents, the newest first."""
    filters = api.IncidentFilters(view=query.view, kind=query.kind, q=query.q)
    rows, count = api.incidents_list(
        viewer=reader(request), filters=filters, offset=query.offset, limit=query.limit
    )
    return IncidentsOut(
        items=[IncidentOut.model_validate(_columns(row)) for row in rows], count=count
    )


def _columns(row: api.IncidentRow) -> dict[str, object]:
    names = ("id", "kind", "title", "state", "since", "ended_at", "place", "cases", "needs",
             "offers", "questions")  # fmt: skip
    return {name: getattr(row, name) for name in names} | {"update_waiting": row.waiting}


def _whole(number: int, viewer: Viewer) -> IncidentWhole:
    detail = api.incident_get(Act(viewer, clock.now()), incident_id=number)
    board = api.board_get(incident_id=number, viewer=viewer, lines=50)
    fields = _columns(board.row) | {
        "note": detail.incident.note,
        "codes": [row.code for row in detail.members],
        "offered": [row.code for _, row in detail.offers],
        "updates": [_update(one) for one in detail.updates],
        "log": [
            {"at": line.at, "event": line.event, "actor": line.actor_label,
             "words": line.words or line.reason}
            for line in board.log
        ],
        "lessons": [one.lessons for one in detail.lessons],
    }  # fmt: skip
    return IncidentWhole.model_validate(fields)


def _update(one: BroadcastSummary) -> dict[str, object]:
    return {
        "id": one.row.pk, "state": one.row.state, "recipients": one.to, "outcomes": one.outcomes,
        "approved_at": one.row.approved_at, "bodies": one.row.bodies,
    }  # fmt: skip


@router.get("/incidents/{int:id}", response=IncidentWhole, operation_id="incident_get")
def incident(request: HttpRequest, id: RowId) -> IncidentWhole:  # noqa: A002 -- the name of the part of the path
    """Give one incident with its cases, updates and the newest of its log."""
    return _whole(id, reader(request))


class CasesJoined(Input):
    """``anyway``: cases that join though they look different."""

    codes: list[Line]
    anyway: list[Line] = []


class JoinedOut(Schema):
    """``held``: codes that were held back, with why (``matter``, ``place``, ``time``, …)."""

    joined: list[str]
    held: dict[str, str]


@router.post("/incidents/{int:id}/join", response=JoinedOut, operation_id="incident_join")
def join(request: HttpRequest, id: RowId, payload: CasesJoined) -> JoinedOut:  # noqa: A002 -- as above
    """Let cases join; unlike ones are held back, unless it is one alone or named in ``anyway``."""
    done = api.cases_join(
        Act(reader(request), clock.now()), incident_id=id, codes=[*payload.codes, *payload.anyway],
        anyway=payload.anyway,
    )  # fmt: skip
    return JoinedOut(joined=done.joined, held=done.held)


class LogNoted(Input):
    body: Reason


@router.post("/incidents/{int:id}/log", response=IncidentWhole, operation_id="incident_note")
def note(request: HttpRequest, id: RowId, payload: LogNoted) -> IncidentWhole:  # noqa: A002 -- as above
    """Write a note into the log; the incident as it then is comes back."""
    viewer = reader(request)
    if not viewer.may(Permission.WRITE):
        raise NotAllowed("this person or token may not write", scopes=["cases:write"])
    api.note_add(Act(viewer, clock.now()), incident_id=id, body=payload.body)
    return _whole(id, viewer)
