"""Telling of an alarm: what it says, and who was told written down."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.rules import alarm_subject
from townline.casework.alarms.services import texts
from townline.casework.alarms.services.ladder import AlarmWords, Concern, Recipient, notify_people
from townline.casework.alarms.services.recipients import Whose
from townline.casework.cases.models import Case

WATCH = "townline.casework.alarms.tasks.watch_alarms"


def notify_alarm(
    alarm: Alarm,
    case: Case | None,
    stages: range,
    now: dt.datetime,
    *,
    but: int | None = None,
) -> int:
    """Tell who has to hear of these stages (``ladder.people_tell``); say how many people.

    A drill has no case: its words say what it is.
    """

    def keep(recipients: Sequence[Recipient], stage: int) -> None:
        _keep(alarm, case, recipients, stage, now)

    concern = Concern(
        whose=alarm_whose(alarm, case),
        reference=alarm_subject(alarm.pk),
        event=("alarm", ""),
        words=AlarmWords(
            text=lambda stage: texts.text(alarm, (case.code if case else "") or "", stage),
            mail=texts.drill_email,
            payload={"kind": "drill"},
            notices=("duty_danger", "danger", "alarm_late"),
        ),
        keep=keep,
    )
    return notify_people(concern, stages, now, but=but)


def alarm_whose(alarm: Alarm, case: Case | None) -> Whose:
    """Say whose matter an alarm is."""
    return Whose(case=case, private=alarm.private, heard=lambda: _notified_staff(alarm))


def alarm_watch_at(at: dt.datetime | None) -> None:
    """Have a job look at the very moment; the one of each minute finds what this one misses."""
    if at is not None:
        job = app.configure_task(WATCH, queue=settings.TOWNLINE_DISTRICT, schedule_at=at)
        job.defer(timestamp=int(at.timestamp()))


def _notified_staff(alarm: Alarm) -> set[int]:
    recipients = AlarmTold.objects.filter(alarm=alarm, staff__isnull=False)
    return set(recipients.values_list("staff_id", flat=True))


def _keep(
    alarm: Alarm, case: Case | None, recipients: Sequence[Recipient], stage: int, now: dt.datetime
) -> None:
    AlarmTold.objects.bulk_create(
        (
            AlarmTold(
                alarm=alarm, case=case, staff_id=staff, resident_id=number, stage=stage, at=now
            )
            for staff, number in recipients
        ),
        ignore_conflicts=True,
    )
