"""Alarms for tests: raised as the machine raises them, and who was told."""

import datetime as dt

from django.db import transaction

from tests.texts import texts_to_number
from townline.casework.alarms import api
from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.cases.models import Case, Notice
from townline.platform.conversations import api as conversations
from townline.platform.departments import api as departments

DUTY_ROOM = "01000000119"
GAS = "1층 복도에서 가스 냄새가 심해요"


def raise_alarm(world, kind="gas", body=GAS, sender="01000000042"):
    """Let a text come in that is read as a danger; give its alarm."""
    return again(world, world.text(body, sender), kind)


def again(world, code, kind="gas"):
    with transaction.atomic():
        case = Case.objects.select_for_update().get(code=code)
        return api.alarm_raise(
            case=case, text_id=case.last_incoming_id, kind=kind, probability=0.97, now=world.now
        )


def run(world, **later):
    world.wait(**later)
    return api.alarms_run(now=world.now)


def fresh(alarm):
    return Alarm.objects.get(id=alarm.id)


def recipient_usernames(alarm, stage=None):
    rows = AlarmTold.objects.filter(alarm=alarm, staff__isnull=False)
    rows = rows if stage is None else rows.filter(stage=stage)
    return set(rows.values_list("staff__username", flat=True))


def noticed_usernames(kind):
    return set(Notice.objects.filter(kind=kind).values_list("staff__username", flat=True))


def on_duty(world, username, day=dt.date(2026, 11, 25)):
    """Put somebody on duty for a night, and let it be that night."""
    person = departments.staff_by_username(username)
    departments.shift_add(
        staff_id=person.id,
        day=day,
        kind=departments.ShiftKind.NIGHT,
        by=person.id,
        actor=departments.viewer_of(person).actor,
        now=world.now,
    )
    world.wait(hours=6)
    return person


def prove_number(world, username, number):
    """Have a person whose number is proved to be their own."""
    person = departments.staff_by_username(username)
    sender = conversations.HistorySender(number=number, language="ko", first_at=world.now)
    made = conversations.history_reserve(senders=[sender], incoming=0, outgoing=0)
    departments.digest_number(
        staff=person,
        resident_id=made.residents[number],
        actor=departments.viewer_of(person).actor,
        now=world.now,
    )


def texts_to(number=DUTY_ROOM):
    return texts_to_number(number)
