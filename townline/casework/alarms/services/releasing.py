"""A person lets automatic texts go to a resident again who may have been hiding."""

from django.db import transaction

from townline.casework.alarms.errors import AlarmOver
from townline.casework.alarms.models import Alarm
from townline.casework.alarms.rules import HIDDEN, AlarmRemark
from townline.casework.alarms.services.marks import alarm_record
from townline.casework.cases.api import case_lock, merged_ids, publish
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Act, Permission


def texts_held(resident_id: int) -> bool:
    """Say whether no automatic text goes to a case's resident."""
    return bool(conversations.automatic_held([resident_id]))


@transaction.atomic
def automatic_release(act: Act, *, code: str) -> Case:
    """Let automatic texts go to the resident of a case again. Raises AlarmOver where they do."""
    case = case_lock(
        code=code, viewer=act.viewer, permission=Permission.WRITE, allow_participants=True
    )
    if not conversations.automatic_release(resident_ids=[case.resident_id]):
        raise AlarmOver("automatic texts go to this resident already", state=case.state)
    mine = Alarm.objects.filter(case__in=[case.id, *merged_ids(case.id)], kind=HIDDEN)
    alarm = mine.order_by("-id").first()
    if alarm is not None:
        alarm_record(alarm, case, AlarmRemark.RELEASE, act.actor, act.now)
    publish(case)
    return case
