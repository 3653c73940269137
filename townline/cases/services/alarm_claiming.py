"""A reply from a telephone that was told of an alarm acknowledges it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from townline.cases.models import Alarm, AlarmTold, Case
from townline.cases.rules.alarms import LIVE, AlarmState, acknowledgement, alarm_subject
from townline.cases.selectors.aliases import survivor, survivors
from townline.cases.services.alarm_deeds import acknowledge
from townline.cases.services.wording import automatic, moment
from townline.conversations import api as conversations
from townline.conversations.api import Cause, Claim, IncomingView
from townline.core import audit, district
from townline.departments import api as departments

BY = "cases.alarm"
# A late reply is still one: it is told who was faster.
_LATE = dt.timedelta(hours=2)
_DUTY = {"ko": "당직 전화", "en": "the duty phone"}


def _words(settings: district.Settings) -> frozenset[str]:
    groups = settings.raw["texts"]["words"].get("alarm", {})
    said = (word for group in groups.values() for word in group)
    return frozenset("".join(filter(str.isalnum, word.lower())) for word in said) - {""}


# Without a savepoint: the router undoes its whole transaction when a text fails.
@transaction.atomic(savepoint=False)
def alarm_claim(view: IncomingView) -> Claim | None:
    """Take a reply like ``1`` or ``확인 H7-2481`` from a number that was told of an alarm.

    Any other text, and the same words from any other number, are left to the next.
    """
    if view.photos or view.first_text:
        return None
    prefix = district.current().raw["case_code_prefix"]
    code = acknowledgement(view.body, words=district.made(_words), prefix=prefix)
    if code is None:
        return None
    meant = _meant(view, code)
    if not meant:
        return None
    raised = [alarm for alarm in meant if alarm.state == AlarmState.RAISED]
    if len(raised) > 1 and not code:
        return _say(view, "alarm_which", count=str(len(raised)))
    for alarm in raised:
        _acknowledge(alarm, view)
    return _seen(view, raised or meant[:1])


def _meant(view: IncomingView, code: str) -> Sequence[Alarm]:
    """Give the alarms that this number was told of: those live, else what has just ended."""
    told = Alarm.objects.filter(told__resident_id=view.resident_id)
    if code:
        ids = survivors([code])
        told = told.filter(told__case__in=ids) | told.filter(case__in=ids)
    fresh = told.filter(raised_at__gt=view.now - _LATE) | told.filter(state__in=sorted(LIVE))
    return list(fresh.distinct().order_by("-raised_at", "-id"))


def _acknowledge(found: Alarm, view: IncomingView) -> None:
    case = None
    if found.case_id is not None:
        mine = Case.objects.get(id=found.case_id)
        case = Case.objects.select_for_update().get(id=survivor(mine).id)
    alarm = Alarm.objects.select_for_update().get(id=found.id)
    if alarm.state != AlarmState.RAISED:
        return
    told = AlarmTold.objects.filter(alarm=alarm, resident_id=view.resident_id)
    staff = told.exclude(staff=None).values_list("staff", flat=True).first()
    acknowledge(alarm, case, staff=staff, actor=_actor(staff), via="text", now=view.now)


def _actor(staff: int | None) -> audit.Actor:
    person = departments.staff_by_id(staff) if staff else None
    if person is None:
        return audit.Actor("duty", None, "당직 전화")
    return audit.Actor("staff", person.id, person.name_ko, "text")


def _seen(view: IncomingView, alarms: Sequence[Alarm]) -> Claim:
    """Answer whose word counts, by code; a drill has none."""
    alarm = Alarm.objects.select_related("case", "acknowledged_by").get(id=alarms[0].id)
    who = alarm.acknowledged_by
    return _say(
        view,
        "alarm_seen" if alarm.acknowledged_at else "alarm_over",
        reference=alarm_subject(alarm.pk),
        code=(alarm.case.code if alarm.case else "") or "-",
        who=(who.name_en if view.language == "en" else who.name_ko)
        if who
        else _DUTY[view.language],
        at=moment(alarm.acknowledged_at or alarm.ended_at or view.now, view.language),
    )


def _say(view: IncomingView, key: str, *, reference: str = "", **values: str) -> Claim:
    reference = reference or f"resident:{view.resident_id}"
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=automatic(key, view.language, **values),
        reference=reference,
        now=view.now,
        cause=Cause.URGENT,
    )
    return Claim(by=BY, reference=reference)
