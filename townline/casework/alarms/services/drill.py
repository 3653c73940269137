"""Trying the chain: a marked alarm without a case goes to everybody that a real one would."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.rules import (
    BY_PERSON,
    AlarmEvent,
    AlarmRemark,
    AlarmState,
    stage_next,
)
from townline.casework.alarms.services.marks import alarm_record, alarm_transition
from townline.casework.alarms.services.notifications import alarm_watch_at, notify_alarm
from townline.casework.alarms.services.recipients import max_stages, step
from townline.platform.core.history import audit


@transaction.atomic
def alarm_drill(*, actor: audit.Actor, now: dt.datetime) -> Alarm:
    """Raise an alarm that is called a drill wherever it is shown, and counted in no figure."""
    deadline = now + step()
    alarm = Alarm.objects.create(
        kind=BY_PERSON,
        drill=True,
        state=AlarmState.RAISED,
        raised_at=now,
        acknowledge_by=deadline,
        escalate_at=stage_next(now, deadline=deadline, step=step(), max_stage=max_stages()),
    )
    alarm_record(alarm, None, AlarmRemark.RAISE, actor, now, drill=True)
    notify_alarm(alarm, None, range(1), now)
    alarm_watch_at(alarm.escalate_at)
    return alarm


@transaction.atomic
def alarm_drill_end(*, alarm_id: int, actor: audit.Actor, now: dt.datetime) -> AlarmState:
    """End a drill: over where somebody acknowledged it, else called off."""
    alarm = Alarm.objects.select_for_update().get(id=alarm_id, drill=True)
    state = AlarmState(alarm.state)
    known = state is AlarmState.ACKNOWLEDGED
    if known or state is AlarmState.RAISED:
        alarm_transition(
            alarm=alarm,
            case=None,
            event=AlarmEvent.SETTLE if known else AlarmEvent.DISMISS,
            actor=actor,
            now=now,
            changes={"ended_at": now, "escalate_at": None},
        )
    return state


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillRecipient:
    """Who was told at a stage: a username, or "" for a phone of the duty room."""

    stage: int
    username: str
    texted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillSeen:
    """How a drill stands. ``by`` "" with a moment: a phone of the duty room."""

    state: AlarmState
    at: dt.datetime | None
    by: str
    via: str
    told: list[DrillRecipient]


def alarm_drill_seen(*, alarm_id: int) -> DrillSeen:
    """Say who was told of a drill so far, and who acknowledged it; two queries."""
    alarm = Alarm.objects.select_related("acknowledged_by").get(id=alarm_id, drill=True)
    rows = AlarmTold.objects.filter(alarm=alarm).select_related("staff").order_by("stage", "id")
    who = alarm.acknowledged_by
    return DrillSeen(
        state=AlarmState(alarm.state),
        at=alarm.acknowledged_at,
        by=who.username if who else "",
        via=alarm.acknowledged_via,
        told=[
            DrillRecipient(
                stage=row.stage,
                username=row.staff.username if row.staff else "",
                texted=row.resident_id is not None,
            )
            for row in rows
        ],
    )
