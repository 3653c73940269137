"""An alarm of the past, written down as it was: nobody is told of it now."""

import datetime as dt

from django.db import transaction

from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.rules import AlarmRemark, AlarmState, stage_next
from townline.casework.alarms.services.marks import alarm_record, case_marks
from townline.casework.alarms.services.notifications import alarm_watch_at, alarm_whose
from townline.casework.alarms.services.recipients import duty_phones, hearers, max_stages, step
from townline.casework.cases.models import Case
from townline.platform.core.history import audit
from townline.platform.triage.api import PRIVATE


@transaction.atomic
def alarm_import(
    *, code: str, kind: str, probability: float, raised_at: dt.datetime, watched: bool = False
) -> Alarm:
    """Write an alarm that was raised for the last text of a case; no text and no notice goes out.

    ``watched``: it is raised at this moment, and goes on like any other if nobody acknowledges.
    """
    case = Case.objects.select_for_update().get(code=code)
    deadline = raised_at + step()
    following = stage_next(raised_at, deadline=deadline, step=step(), max_stage=max_stages())
    alarm = Alarm.objects.create(
        case=case,
        kind=kind,
        texts=[case.last_incoming_id],
        probability=probability,
        private=kind in PRIVATE,
        state=AlarmState.RAISED,
        raised_at=raised_at,
        acknowledge_by=deadline,
        escalate_at=following if watched else None,
    )
    alarm_record(
        alarm, case, AlarmRemark.RAISE, audit.SYSTEM, raised_at, text=case.last_incoming_id
    )
    _record_recipients(alarm, case)
    case_marks(case, raised_at)
    if watched:
        alarm_watch_at(following)
    return alarm


def _record_recipients(alarm: Alarm, case: Case) -> None:
    found = hearers(alarm_whose(alarm, case), range(1), alarm.raised_at)
    people = [(one, None) for one in sorted(found.duty | found.others)]
    phones = [(None, phone) for phone in duty_phones(alarm.raised_at)]
    AlarmTold.objects.bulk_create(
        AlarmTold(
            alarm=alarm, case=case, staff_id=staff, resident_id=phone, stage=0, at=alarm.raised_at
        )
        for staff, phone in [*people, *phones]
    )
