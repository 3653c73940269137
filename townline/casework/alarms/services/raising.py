"""Raising an alarm: somebody's life may be in danger."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from townline.casework.alarms.models import Alarm
from townline.casework.alarms.rules import (
    BY_PERSON,
    HIDDEN,
    LIVE,
    AlarmEvent,
    AlarmRemark,
    AlarmState,
    stage_next,
)
from townline.casework.alarms.services.marks import alarm_record, alarm_transition
from townline.casework.alarms.services.notifications import alarm_watch_at, notify_alarm
from townline.casework.alarms.services.recipients import max_stages, step
from townline.casework.alarms.services.resident import alarm_advise
from townline.casework.cases.api import case_id_of, merged_ids, survivor, theirs
from townline.casework.cases.models import Case
from townline.platform.conversations.events import TextWhileHeld
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
        if text_id not in alarm.texts:
            _add_text(alarm, case, text_id, now)
            alarm_advise(alarm, case, text_id, now)
        return alarm
    known = Alarm.objects.filter(case=case, kind=kind, texts__contains=[text_id]).first()
    if known is not None:
        return known
    alarm = _create_alarm(case, kind, now, texts=[text_id], probability=probability)
    alarm_record(alarm, case, AlarmRemark.RAISE, audit.SYSTEM, now, text=text_id)
    notify_alarm(alarm, case, range(1), now)
    alarm_advise(alarm, case, text_id, now)
    return alarm


def alarm_mark(act: Act, *, case: Case) -> Alarm:
    """Raise an alarm because a person says so; pressed again, it is told again."""
    alarm = _live(case, BY_PERSON)
    if alarm is None:
        texts = [case.last_incoming_id]
        alarm = _create_alarm(
            case, BY_PERSON, act.now, texts=texts, raised_by_id=act.viewer.staff_id
        )
        alarm_record(alarm, case, AlarmRemark.RAISE, act.actor, act.now)
    notify_alarm(alarm, case, range(alarm.stage, alarm.stage + 1), act.now, but=act.viewer.staff_id)
    return alarm


def _live(case: Case, kind: str) -> Alarm | None:
    return _any_live(case).filter(kind=kind).order_by("id").first()


def danger_live(case_id: int) -> bool:
    """Say whether a danger of a case is not over yet, also one of a case merged into it."""
    live = Alarm.objects.filter(state__in=sorted(LIVE))
    return live.filter(case__in=[case_id, *merged_ids(case_id)]).exists()


def _any_live(case: Case) -> QuerySet[Alarm]:
    live = Alarm.objects.select_for_update().filter(state__in=sorted(LIVE))
    return live.filter(case__in=[case.id, *merged_ids(case.id)])


def _create_alarm(case: Case, kind: str, now: dt.datetime, **columns: object) -> Alarm:
    deadline = now + step()
    private = kind in PRIVATE
    alarm = Alarm.objects.create(
        case=case,
        kind=kind,
        private=private,
        state=AlarmState.RAISED,
        raised_at=now,
        acknowledge_by=deadline,
        escalate_at=stage_next(now, deadline=deadline, step=step(), max_stage=max_stages()),
        **columns,
    )
    case.danger, case.private, case.updated_at = True, case.private or private, now
    case.save(update_fields=["danger", "private", "updated_at"])
    alarm_watch_at(alarm.escalate_at)
    return alarm


def _add_text(alarm: Alarm, case: Case, text_id: int, now: dt.datetime) -> None:
    alarm.texts = [*alarm.texts, text_id]
    alarm.save(update_fields=["texts"])
    alarm_record(alarm, case, AlarmRemark.MORE, audit.SYSTEM, now, text=text_id)


def danger_of(resident_id: int) -> Case | None:
    """Find and lock the case in which a danger that a resident told of is not over; None: none."""
    mine = Case.objects.filter(theirs(resident_id))
    alarms = Alarm.objects.filter(state__in=sorted(LIVE), case__in=mine)
    alarm = alarms.select_related("case").order_by("-raised_at", "-id").first()
    if alarm is None or alarm.case is None:
        return None
    return Case.objects.select_for_update().get(id=survivor(alarm.case).id)


def alarm_follow(*, case: Case, text_id: int, now: dt.datetime) -> None:
    """Repeat the advice to a further text in a locked case whose danger is not over yet.

    It tells of no danger by itself ("도와주세요"), and is no deadline's moment either.
    """
    alarm = _any_live(case).exclude(kind=BY_PERSON).order_by("-raised_at", "-id").first()
    if alarm is not None:
        alarm_record(alarm, case, AlarmRemark.MORE, audit.SYSTEM, now, text=text_id)
        alarm_advise(alarm, case, text_id, now)


def held_text_alert(event: TextWhileHeld) -> None:
    """Raise the danger anew whose sender gets no automatic text: somebody looks at each text."""
    number = case_id_of(event.reference)
    case = Case.objects.filter(id=number).first() if number is not None else None
    if case is None:
        return
    case = Case.objects.select_for_update().get(id=survivor(case).id)
    alarm = _live(case, HIDDEN)
    if alarm is None:
        alarm = _create_alarm(case, HIDDEN, event.at, texts=[event.text_id])
        alarm_record(alarm, case, AlarmRemark.RAISE, audit.SYSTEM, event.at, text=event.text_id)
    else:
        _add_text(alarm, case, event.text_id, event.at)
        _raised_again(alarm, case, event.at)
    notify_alarm(alarm, case, range(alarm.stage, alarm.stage + 1), event.at)


def _raised_again(alarm: Alarm, case: Case, now: dt.datetime) -> None:
    """Let one that somebody acknowledged wait for a person anew, with its whole ladder."""
    if alarm.state != AlarmState.ACKNOWLEDGED:
        return
    deadline = now + step()
    alarm_transition(
        alarm=alarm,
        case=case,
        event=AlarmEvent.RAISE_AGAIN,
        actor=audit.SYSTEM,
        now=now,
        changes={
            "raised_at": now,
            "stage": 0,
            "acknowledge_by": deadline,
            "escalate_at": stage_next(now, deadline=deadline, step=step(), max_stage=max_stages()),
        },
    )
    alarm_watch_at(alarm.escalate_at)
