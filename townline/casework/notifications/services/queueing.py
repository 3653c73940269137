"""Telling people outside of these pages what stands among their notices.

A row for each, written with the notice; a job sends it by the ways its person chose. It goes on
by letters, web push or texts, which have queues of their own: nothing is sent from here.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation

from townline.casework.cases.api import Noticed, WrongState, sees, survivor
from townline.casework.cases.models import Notice
from townline.casework.notifications.models import Alert, AlertPreference
from townline.casework.notifications.rules import (
    LIFE,
    TRANSITIONS,
    AlertEvent,
    AlertKind,
    AlertState,
    Way,
    alert_due,
    alert_subject,
    kind_of,
)
from townline.casework.notifications.services import texts
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.outgoing import emails, pushes
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.platform.departments import api as departments

ALERTS: Machine[Alert, AlertState, AlertEvent] = Machine(
    model=Alert,
    table=TRANSITIONS,
    subject=lambda alert: alert_subject(alert.pk),
    refusal=WrongState.of_move("the alert"),
    data=lambda step: {"case": step.row.case_id, "staff": step.row.staff_id},
    columns=lambda step: {"settled_at": step.at},
)


def alerts_queue(event: Noticed) -> None:
    """Queue what people wish to hear of outside, in the transaction of the notice.

    Who has had a text of it already gets no second one.
    """
    kind = kind_of(event.kind)
    preferences = AlertPreference.objects.filter(staff__in=event.people, ways__has_key=kind)
    local = event.at.astimezone(district.current().zone)
    Alert.objects.bulk_create(
        Alert(
            case_id=event.case_id,
            staff_id=preference.staff_id,
            notice=event.kind,
            ways=ways,
            at=event.at,
            due_at=alert_due(local, kind, start=preference.quiet_from, end=preference.quiet_to),
        )
        for preference in preferences
        if (ways := _ways(preference, kind, texted=preference.staff_id in event.texted))
    )


def _ways(preference: AlertPreference, kind: AlertKind, *, texted: bool) -> list[str]:
    return [way for way in preference.ways[kind] if way != Way.TEXT or not texted]


def alerts_run(*, now: dt.datetime, limit: int = 500) -> int:
    """Hand on every alert that is due; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _send_next(now):
        done += 1
    return done


@transaction.atomic
def _send_next(now: dt.datetime) -> bool:
    due = Alert.objects.filter(state=AlertState.WAITING, due_at__lte=now).order_by("due_at", "pk")
    due = due.select_related("staff__department", "case")
    alert = due.select_for_update(skip_locked=True, of=("self",)).first()
    if alert is None:
        return False
    reason = _needless(alert, now)
    sent = [] if reason else _send_alert(alert, now)
    event, why = (AlertEvent.SEND, "") if sent else (AlertEvent.DROP, reason or "no way")
    ALERTS.move(alert, event, actor=audit.SYSTEM, now=now, reason=why, data={"ways": sent})
    return True


def _needless(alert: Alert, now: dt.datetime) -> str:
    """Say why nobody needs to hear of it any more, or ""."""
    if not alert.staff.is_active:
        return "left"
    if now - alert.due_at > LIFE:
        return "too old"
    # The case may have gone to another department, or was read here meanwhile.
    if not sees(departments.viewer_of(alert.staff, now=now), survivor(alert.case)):
        return "not theirs"
    mine = Notice.objects.filter(staff_id=alert.staff_id, case_id=alert.case_id)
    if mine.filter(kind=alert.notice, at=alert.at).exclude(read_at=None).exists():
        return "read"
    return ""


def _send_alert(alert: Alert, now: dt.datetime) -> list[str]:
    with (
        translation.override(alert.staff.language),
        timezone.override(district.current().zone),
    ):
        return [way for way in alert.ways if _WAYS[Way(way)](alert, now)]


def _mail(alert: Alert, now: dt.datetime) -> bool:
    try:
        emails.email_queue(
            to=alert.staff.email,
            subject=texts.subject(alert),
            body=texts.letter(alert, now),
            now=now,
        )
    except emails.EmailInvalid:
        return False
    return True


def _push(alert: Alert, now: dt.datetime) -> bool:
    kind = kind_of(alert.notice)
    queued = pushes.push_queue(
        owner=owner(alert.staff_id),
        payload=texts.push_payload(alert),
        urgency="high" if kind is AlertKind.DANGER else "normal",
        ttl=LIFE,
        now=now,
    )
    return bool(queued)


def _text(alert: Alert, now: dt.datetime) -> bool:
    """Text it to the person's own proved number, as any automatic text: a STOP is obeyed."""
    known = departments.digest_of(alert.staff_id).resident_id or 0
    who = conversations.residents_brief([known]).get(known)
    if who is None or who.is_erased:
        return False
    body = texts.text(alert)
    queued = conversations.automatic_queue(resident_id=known, body=body, reference="", now=now)
    return queued is not None


_WAYS = {Way.MAIL: _mail, Way.PUSH: _push, Way.TEXT: _text}


def owner(staff_id: int) -> str:
    """Name a person's browsers among those that hear of things (``core/outgoing/pushes.py``)."""
    return f"staff:{staff_id}"


def alert_retention_rules() -> list[Rule]:
    """Name what of alerts goes by age."""
    return [by_age("alerts", "P30D", lambda before: Alert.objects.filter(at__lt=before))]
