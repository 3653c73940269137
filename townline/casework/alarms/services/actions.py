"""What people say of an alarm: seen, over, not urgent after all, and taken back."""

import datetime as dt

from django.db import transaction

from townline.casework.alarms.errors import AlarmOver, AlarmReason
from townline.casework.alarms.models import Alarm
from townline.casework.alarms.rules import (
    LIVE,
    REASON_LIMIT,
    UNDO_WITHIN,
    AlarmEvent,
    AlarmRemark,
    AlarmState,
)
from townline.casework.alarms.services.marks import alarm_record, alarm_transition, case_marks
from townline.casework.alarms.services.notifications import alarm_watch_at
from townline.casework.cases.api import (
    BuiltOn,
    NotAllowed,
    NotFound,
    UndoOver,
    case_check,
    case_lock,
    merged_ids,
    publish,
    survivor,
)
from townline.casework.cases.models import Case
from townline.platform.core import live
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission, Viewer


def alarm_lock(alarm_id: int, viewer: Viewer) -> tuple[Alarm, Case | None]:
    """Lock an alarm, and before it the case that its texts lie in today.

    Raises NotFound, also for what the viewer may not know of, and NotAllowed.
    """
    alarm = Alarm.objects.filter(id=alarm_id).select_related("case").first()
    if alarm is None:
        raise NotFound("there is no such danger alert")
    case = None
    if alarm.case is not None:
        case = Case.objects.select_for_update().get(id=survivor(alarm.case).id)
        case_check(
            case,
            code=case.code or "",
            viewer=viewer,
            permission=Permission.WRITE,
            allow_participants=True,
        )
    elif not viewer.may(Permission.WRITE):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.WRITE})")
    return Alarm.objects.select_for_update().get(id=alarm_id), case


@transaction.atomic
def alarm_acknowledge(act: Act, *, alarm_id: int, via: str = "page") -> Alarm:
    """Say that one has seen it and does something: nobody further is told.

    ``via``: page, api or text. Raises AlarmOver when somebody did so before.
    """
    alarm, case = alarm_lock(alarm_id, act.viewer)
    acknowledge(alarm, case, staff=act.viewer.staff_id, actor=act.actor, via=via, now=act.now)
    return alarm


def acknowledge(
    alarm: Alarm,
    case: Case | None,
    *,
    staff: int | None,
    actor: audit.Actor,
    via: str,
    now: dt.datetime,
) -> None:
    """Write on a locked alarm who has seen it; ``staff`` None: a phone of the duty room."""
    alarm_transition(
        alarm=alarm,
        case=case,
        event=AlarmEvent.ACKNOWLEDGE,
        actor=actor,
        now=now,
        changes={
            "acknowledged_at": now,
            "acknowledged_by_id": staff,
            "acknowledged_via": via,
            "escalate_at": None,
        },
    )
    _show(case)


def _show(case: Case | None) -> None:
    if case is None:
        live.publish("alarm", "", [])
        return
    publish(case)
    publish(case, kind="alarm")


@transaction.atomic
def alarm_settle(act: Act, *, alarm_id: int, reason: str) -> Alarm:
    """Say how a danger which was real ended. Raises AlarmReason without a reason."""
    return _end(act, alarm_id, AlarmEvent.SETTLE, reason)


@transaction.atomic
def alarm_dismiss(act: Act, *, alarm_id: int, reason: str) -> Alarm:
    """Say why it was not urgent: it is learnt from. Raises AlarmReason without one."""
    return _end(act, alarm_id, AlarmEvent.DISMISS, reason)


def _reason_of(words: str) -> str:
    reason = " ".join(words.split())[:REASON_LIMIT]
    if not reason:
        raise AlarmReason("write why it ends; it stays in the history, and others learn from it")
    return reason


def _end(act: Act, alarm_id: int, event: AlarmEvent, reason: str) -> Alarm:
    alarm, case = alarm_lock(alarm_id, act.viewer)
    reason = _reason_of(reason)
    alarm_transition(
        alarm=alarm,
        case=case,
        event=event,
        actor=act.actor,
        now=act.now,
        reason=reason,
        changes={
            "reason": reason,
            "ended_at": act.now,
            "ended_by_id": act.viewer.staff_id,
            "put_back_to": alarm.state,
            "undo_until": act.now + UNDO_WITHIN,
        },
    )
    if case is not None:
        # Who hears that it is over is who heard of it: told while the case is still theirs.
        _show(case)
        case_marks(case, act.now)
    _show(case)
    return alarm


@transaction.atomic
def alarm_put_back(act: Act, *, alarm_id: int) -> Alarm:
    """Take back within ten minutes that an alarm was over or not urgent.

    The clock goes on where it stood. Raises UndoOver, and BuiltOn when the same danger was
    raised anew meanwhile.
    """
    alarm, case = _ended_lock(alarm_id, act.viewer)
    if alarm.undo_until is None or alarm.undo_until <= act.now or not alarm.put_back_to:
        raise UndoOver("there is nothing to undo, or its ten minutes have passed")
    again = Alarm.objects.filter(case=alarm.case_id, kind=alarm.kind, state__in=sorted(LIVE))
    if alarm.case_id and again.exists():
        raise BuiltOn("the same danger was raised again in the meantime")
    alarm_transition(
        alarm=alarm,
        case=case,
        event=AlarmEvent.PUT_BACK,
        actor=act.actor,
        now=act.now,
        back_to=AlarmState(alarm.put_back_to),
        changes={"put_back_to": "", "undo_until": None, "ended_at": None, "ended_by_id": None},
    )
    if case is not None:
        case_marks(case, act.now)
    if alarm.state == AlarmState.RAISED:
        alarm_watch_at(alarm.escalate_at)
    _show(case)
    return alarm


def _ended_lock(alarm_id: int, viewer: Viewer) -> tuple[Alarm, Case | None]:
    """Lock it also for who ended it, whose sight of the case ended with the danger."""
    own = Alarm.objects.filter(id=alarm_id, ended_by=viewer.staff_id, case__isnull=False).first()
    if own is None or own.case is None:
        return alarm_lock(alarm_id, viewer)
    case = Case.objects.select_for_update().get(id=survivor(own.case).id)
    return Alarm.objects.select_for_update().get(id=alarm_id), case


@transaction.atomic
def case_open_up(act: Act, *, code: str, reason: str) -> Case:
    """Let a case about harm at home be seen like any other, as for an answer that is confirmed."""
    case = case_lock(
        code=code, viewer=act.viewer, permission=Permission.WRITE, allow_participants=True
    )
    if not reason.strip():
        raise AlarmReason("write why others may see it; it stays in the history")
    if not case.private:
        raise AlarmOver("the case is seen like any other already", state=case.state)
    case.private, case.updated_at = False, act.now
    case.save(update_fields=["private", "updated_at"])
    alarm = Alarm.objects.filter(case=case, private=True).order_by("-id").first()
    if alarm is not None:
        alarm_record(alarm, case, AlarmRemark.OPEN_UP, act.actor, act.now, reason=reason.strip())
    publish(case)
    return case


def marks_end(act: Act, *, case: Case, reason: str) -> None:
    """Take the mark of danger from a locked case, and end its alarms with it.

    One that somebody had acknowledged is over; one that nobody had was not urgent. Raises
    AlarmReason without a reason.
    """
    reason = _reason_of(reason)
    mine = Alarm.objects.select_for_update().filter(state__in=sorted(LIVE))
    for alarm in mine.filter(case__in=[case.id, *merged_ids(case.id)]).order_by("id"):
        known = alarm.state == AlarmState.ACKNOWLEDGED
        alarm_transition(
            alarm=alarm,
            case=case,
            event=AlarmEvent.SETTLE if known else AlarmEvent.DISMISS,
            actor=act.actor,
            now=act.now,
            reason=reason,
            changes={
                "reason": reason,
                "ended_at": act.now,
                "ended_by_id": act.viewer.staff_id,
                "put_back_to": alarm.state,
                "undo_until": act.now + UNDO_WITHIN,
            },
        )
    case_marks(case, act.now)
