"""Alarms for life through the API."""

import datetime as dt
from collections.abc import Callable
from typing import Literal

from django.db import transaction
from ninja import Query, Router, Schema

from townline.casework.alarms import api, models
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs, shapes
from townline.casework.cases.views.api.actions import act_on_case
from townline.casework.cases.views.api.fields import Limit
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.cases.views.api.shapes import Person
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import RowId

router = Router(tags=["alarms"])
of_case = Router(tags=["cases"])
_NOTHING = inputs.Nothing()


class Alarm(Schema):
    """A danger alert; ``probability`` null: a person raised it. ``code`` "": a drill.

    ``state``: raised, acknowledged, settled (over) or not_urgent (false alarm); ``stage``: how
    often it was escalated. Hidden from people who may not know of it.
    """

    id: int
    code: str
    kind: str
    private: bool
    drill: bool
    state: str
    stage: int
    texts: list[int]
    probability: float | None
    raised_at: dt.datetime
    raised_by: Person | None
    acknowledge_by: dt.datetime
    escalate_at: dt.datetime | None
    acknowledged_at: dt.datetime | None
    acknowledged_by: Person | None
    acknowledged_via: str
    ended_at: dt.datetime | None
    ended_by: Person | None
    reason: str
    may_put_back: bool


class Alarms(Schema):
    items: list[Alarm]


class AlarmQuery(Schema):
    """A filter of danger alerts: active (``live``), ended (``past``), or ``all``."""

    state: Literal["live", "past", "all"] = "live"
    limit: Limit = 100


@router.get("/alarms", response=Alarms, operation_id="alarms_list")
def alarms_list(request: StaffRequest, query: Query[AlarmQuery]) -> Alarms:
    """List danger alerts: unacknowledged first, then by age; ended ones newest first."""
    act = Act(reader(request), clock.now())
    found: list[api.AlarmView] = []
    if query.state != "past":
        found += api.alarms_live(act)
    if query.state != "live":
        found += api.alarms_past(act, limit=query.limit)
    return Alarms(items=[Alarm.from_orm(one) for one in found[: query.limit]])


@transaction.atomic
def _apply_action(
    request: StaffRequest, number: int, action: Callable[..., models.Alarm], **arguments: object
) -> Alarm:
    act = Act(reader(request), clock.now())
    alarm = action(act, alarm_id=number, **arguments)
    return Alarm.from_orm(api.alarm_view(alarm, act.now))


@router.post("/alarms/{int:id}/acknowledge", response=Alarm, operation_id="alarm_acknowledge")
def acknowledge(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Nothing = _NOTHING,
) -> Alarm:
    """Acknowledge a danger alert; escalation stops."""
    return _apply_action(request, id, api.alarm_acknowledge, via="api")


@router.post("/alarms/{int:id}/settle", response=Alarm, operation_id="alarm_settle")
def settle(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.WithReason,
) -> Alarm:
    """End a danger alert that was real; can be undone for ten minutes."""
    return _apply_action(request, id, api.alarm_settle, reason=payload.reason)


@router.post("/alarms/{int:id}/not-urgent", response=Alarm, operation_id="alarm_dismiss")
def not_urgent(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.WithReason,
) -> Alarm:
    """Mark a danger alert as a false alarm; can be undone for ten minutes."""
    return _apply_action(request, id, api.alarm_dismiss, reason=payload.reason)


@router.post("/alarms/{int:id}/put-back", response=Alarm, operation_id="alarm_put_back")
def put_back(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Nothing = _NOTHING,
) -> Alarm:
    """Undo the end of a danger alert; escalation goes on where it stopped."""
    return _apply_action(request, id, api.alarm_put_back)


@of_case.post("/{slug:code}/danger", response=shapes.Case, operation_id="case_mark_danger")
def danger(request: StaffRequest, code: Code, payload: inputs.Danger) -> shapes.Case:
    """Mark a case as danger to life, or remove the mark."""
    return act_on_case(request, code, api.case_mark_danger, **payload.arguments())
