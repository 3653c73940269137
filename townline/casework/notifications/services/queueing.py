"""Telling people outside of these pages what stands among their notices.

A row for each, written with the notice; a job sends it by the ways its person chose. It goes on
by letters, web push or texts, which have queues of their own: nothing is sent from here.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from townline.casework.cases.api import NOTICE_PAGES, Noticed, WrongState, sees, survivor
from townline.casework.cases.models import Notice
from townline.casework.notifications.models import Alert, AlertPreference
from townline.casework.notifications.rules import (
    LIFE,
    SURGE,
    TRANSITIONS,
    AlertEvent,
    AlertKind,
    AlertState,
    Way,
    alert_due,
    alert_subject,
    kind_of,
)
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.http import public
from townline.platform.core.outgoing import emails, pushes
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.web import moments

# What an alert says, in the language of who gets it: what happened and the case's code.
#
# No resident's word or number, and no title: a title may be made of a text.

_SENTENCES: dict[AlertKind, str] = {
    AlertKind.DANGER: gettext_noop("인명 위험이 의심되는 문자입니다"),
    AlertKind.MENTION: gettext_noop("내부 메모에서 나를 언급했습니다"),
    AlertKind.ORDER: gettext_noop("새 업무가 있습니다"),
    AlertKind.RETURNED: gettext_noop("답변이나 민원이 반려·반송되었습니다"),
    AlertKind.REMINDER: gettext_noop("기한이 다가옵니다"),
    AlertKind.MISSED: gettext_noop("기한이 지났습니다"),
}
_SURGE = gettext_noop("문자가 평소보다 훨씬 많습니다")


def alert_sentence(alert: Alert) -> str:
    return gettext(_SURGE if alert.notice == SURGE else _SENTENCES[kind_of(alert.notice)])


def _about(alert: Alert) -> str:
    """Name the case, where it is about just that one."""
    return "" if alert.notice in NOTICE_PAGES else alert.case.code or ""


def _office() -> str:
    return district.part(Office).service_name.in_language("en" if moments.english() else "ko")


def subject(alert: Alert) -> str:
    return " ".join(filter(None, [f"[{_office()}]", _about(alert), alert_sentence(alert)]))


def push_payload(alert: Alert) -> dict[str, str]:
    """Give what a browser is told: the kind of words, and a case's code."""
    kind = SURGE if alert.notice == SURGE else kind_of(alert.notice)
    return {"kind": kind, "case": _about(alert)}


def text(alert: Alert) -> str:
    return subject(alert)


def letter(alert: Alert, now: dt.datetime) -> str:
    """Write what happened, by when an answer of the case is promised, and where to read on."""
    code = _about(alert)
    lines = [": ".join(filter(None, [code, f"{alert_sentence(alert)}."]))]
    if code and alert.case.finished_at is None:
        due = moments.moment(alert.case.answer_due_at, now=now)
        lines.append(gettext("답변 기한: %(due)s") % {"due": due})
    page = public.address(NOTICE_PAGES.get(alert.notice, f"/cases/{code}/"))
    lines += ["", gettext("열기: %(page)s") % {"page": page}] if page else []
    own = gettext("받는 방법을 바꾸거나 그만 받으려면 로그인한 뒤 '알림 받기'를 여세요.")
    return "\n".join([*lines, "", own, ""])


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
            subject=subject(alert),
            body=letter(alert, now),
            now=now,
        )
    except emails.EmailInvalid:
        return False
    return True


def _push(alert: Alert, now: dt.datetime) -> bool:
    kind = kind_of(alert.notice)
    queued = pushes.push_queue(
        owner=owner(alert.staff_id),
        payload=push_payload(alert),
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
    body = text(alert)
    queued = conversations.automatic_queue(resident_id=known, body=body, reference="", now=now)
    return queued is not None


_WAYS = {Way.MAIL: _mail, Way.PUSH: _push, Way.TEXT: _text}


def owner(staff_id: int) -> str:
    """Name a person's browsers among those that hear of things (``core/outgoing/pushes.py``)."""
    return f"staff:{staff_id}"


def alert_retention_rules() -> list[Rule]:
    """Name what of alerts goes by age."""
    return [by_age("alerts", "P30D", lambda before: Alert.objects.filter(at__lt=before))]
