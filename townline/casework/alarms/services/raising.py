"""Raising an alarm: somebody's life may be in danger."""

import datetime as dt

from django.db import transaction

from townline.casework.alarms.models import Alarm
from townline.casework.alarms.rules import BY_PERSON, LIVE, AlarmRemark, AlarmState, stage_next
from townline.casework.alarms.services.marks import alarm_record
from townline.casework.alarms.services.notifications import alarm_tell, alarm_watch_at
from townline.casework.alarms.services.recipients import rounds, step
from townline.casework.alarms.services.resident import alarm_advise
from townline.casework.cases.api import merged_ids
from townline.casework.cases.models import Case
from townline.platform.core.history import audit
from townline.platform.departments.api import Act
from townline.platform.triage.api import PRIVATE


@transaction.atomic(savepoint=False)
def alarm_raise(
    *, case: Case, text_id: int, kind: str, probability: float, now: dt.datetime
) -> Alarm:
    """Raise an alarm for a text as it was read, in the caller's transaction; ``case`` is locked.

    ``kind`` is one of ``triage`` ``DANGERS``, ``probability`` 0 to 1. The case is marked, those on
    duty hear at once, whoever wrote gets the district's words. A second text of the same kind
    joins the alarm that is live. A text that was told of already raises none.
    """
    alarm = _live(case, kind)
    if alarm is not None:
        return _joined(alarm, case, text_id, now)
    known = Alarm.objects.filter(case=case, kind=kind, texts__contains=[text_id]).first()
    if known is not None:
        return known
    alarm = _made(case, kind, now, texts=[text_id], probability=probability)
    alarm_record(alarm, case, AlarmRemark.RAISE, audit.SYSTEM, now, text=text_id)
    alarm_tell(alarm, case, range(1), now)
    alarm_advise(alarm, case, text_id, now)
    return alarm


def alarm_mark(act: Act, *, case: Case) -> Alarm:
    """Raise an alarm because a person says so; pressed again, it is told again."""
    alarm = _live(case, BY_PERSON)
    if alarm is None:
        texts = [case.last_incoming_id]
        alarm = _made(case, BY_PERSON, act.now, texts=texts, raised_by_id=act.viewer.staff_id)
        alarm_record(alarm, case, AlarmRemark.RAISE, act.actor, act.now)
    alarm_tell(alarm, case, range(alarm.stage, alarm.stage + 1), act.now, but=act.viewer.staff_id)
    return alarm


def _live(case: Case, kind: str) -> Alarm | None:
    live = Alarm.objects.select_for_update().filter(kind=kind, state__in=sorted(LIVE))
    return live.filter(case__in=[case.id, *merged_ids(case.id)]).order_by("id").first()


def _made(case: Case, kind: str, now: dt.datetime, **columns: object) -> Alarm:
    deadline = now + step()
    private = kind in PRIVATE
    alarm = Alarm.objects.create(
        case=case,
        kind=kind,
        private=private,
        state=AlarmState.RAISED,
        raised_at=now,
        acknowledge_by=deadline,
        escalate_at=stage_next(now, deadline=deadline, step=step(), rounds=rounds()),
        **columns,
    )
    case.danger, case.private, case.updated_at = True, case.private or private, now
    case.save(update_fields=["danger", "private", "updated_at"])
    alarm_watch_at(alarm.escalate_at)
    return alarm


def _joined(alarm: Alarm, case: Case, text_id: int, now: dt.datetime) -> Alarm:
    if text_id not in alarm.texts:
        alarm.texts = [*alarm.texts, text_id]
        alarm.save(update_fields=["texts"])
        alarm_record(alarm, case, AlarmRemark.MORE, audit.SYSTEM, now, text=text_id)
    return alarm
