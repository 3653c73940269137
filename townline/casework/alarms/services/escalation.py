"""Nobody has acknowledged an alarm: more people are told, at each passing of the time."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from townline.casework.alarms.models import Alarm
from townline.casework.alarms.rules import AlarmRemark, AlarmState
from townline.casework.alarms.services.ladder import passed_stages
from townline.casework.alarms.services.marks import alarm_record
from townline.casework.alarms.services.notifications import alarm_watch_at, notify_alarm
from townline.casework.alarms.services.recipients import max_stages, step
from townline.casework.cases.api import survivor
from townline.casework.cases.models import Case
from townline.platform.core.history import audit
from townline.platform.core.outgoing.outbox import SKEW


def alarms_run(*, now: dt.datetime, limit: int = 500) -> int:
    """Tell more people of every alarm whose time has passed; one transaction each.

    Safe to repeat. Say of how many alarms more people were told.
    """
    _bring_back(now)
    due = Alarm.objects.filter(state=AlarmState.RAISED, escalate_at__lte=now)
    ids = list(due.order_by("escalate_at", "id").values_list("id", flat=True)[:limit])
    return sum(_escalate(each, now) for each in ids)


def _bring_back(now: dt.datetime) -> None:
    """Let the next stage be now of alarms whose moment a clock chose that was set back since."""
    far = Alarm.objects.filter(state=AlarmState.RAISED, escalate_at__gt=now + step() + SKEW)
    far.update(escalate_at=now, acknowledge_by=now - F("stage") * step())


@transaction.atomic
def _escalate(alarm_id: int, now: dt.datetime) -> bool:
    found = Alarm.objects.select_related("case").get(id=alarm_id)
    case = None
    if found.case is not None:
        # The case first, as whoever acknowledges locks it; in their hands, it needs nobody else.
        free = Case.objects.select_for_update(skip_locked=True)
        case = free.filter(id=survivor(found.case).id).first()
        if case is None:
            return False
    due = Alarm.objects.select_for_update(skip_locked=True)
    alarm = due.filter(id=alarm_id, state=AlarmState.RAISED, escalate_at__lte=now).first()
    if alarm is None:
        return False
    _further(alarm, case, now)
    return True


def _further(alarm: Alarm, case: Case | None, now: dt.datetime) -> None:
    found = passed_stages(
        now, stage=alarm.stage, deadline=alarm.acknowledge_by, step=step(), max_stage=max_stages()
    )
    alarm.escalate_at = found.next_at
    if found.stages:
        alarm.stage = found.stages[-1]
        people = notify_alarm(alarm, case, found.stages, now)
        alarm_record(
            alarm, case, AlarmRemark.ESCALATE, audit.SYSTEM, now, stage=alarm.stage, people=people
        )
    alarm.save(update_fields=["stage", "escalate_at"])
    alarm_watch_at(alarm.escalate_at)
