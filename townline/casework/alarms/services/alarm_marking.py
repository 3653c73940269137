"""A person marks a case as danger to life, or takes the mark away."""

from django.db import transaction

from townline.casework.alarms.services.actions import marks_end
from townline.casework.alarms.services.raising import alarm_mark
from townline.casework.cases.api import Remark, case_lock, publish, remark
from townline.casework.cases.models import Case
from townline.platform.departments.api import Act, Permission


@transaction.atomic
def case_mark_danger(act: Act, *, code: str, danger: bool, reason: str = "") -> Case:
    """Mark danger to life, or take the mark away; a person decides.

    The mark raises an alarm, as a text does that was read as one; it ends with the mark, and
    then a ``reason`` is asked for (AlarmReason).
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    Case.objects.filter(id=case.id).update(danger=danger, updated_at=act.now)
    case.danger = danger
    event = Remark.DANGER_ON if danger else Remark.DANGER_OFF
    remark(act, case, event, reason=reason.strip())
    publish(case)
    if danger:
        alarm_mark(act, case=case)
    else:
        marks_end(act, case=case, reason=reason)
        publish(case, kind="alarm")
    return case
